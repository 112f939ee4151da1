#include "tests/architecture/layers.h"

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Layers(std::string path, std::string_view include) {
  return InFile(LayerFindings, std::move(path),
                "#pragma once\n#include " + std::string(include) + "\n");
}

TEST(Layers, PointDownInTheTree) { EXPECT_EQ(InTree(LayerFindings), ""); }

TEST(Layers, AllowTheOwnAndLowerLibraries) {
  EXPECT_THAT(Layers("libs/money/a.cc", "\"base/ensure.h\""), IsEmpty());
  EXPECT_THAT(Layers("libs/money/a.cc", "\"money/fen.h\""), IsEmpty());
  EXPECT_THAT(Layers("libs/money/a.cc", "\"debut/x/v1/x.pb.h\""), IsEmpty());
  EXPECT_THAT(Layers("services/eventlog/a.cc", "\"eventstore_rocksdb/log.h\""), IsEmpty());
  EXPECT_THAT(Layers("libs/runtime/a.cc", "\"eventstore_rocksdb/log.h\""), IsEmpty());
}

TEST(Layers, RefuseAnUpperLibrary) {
  EXPECT_THAT(Layers("libs/money/a.cc", "\"decision/view.h\""),
              ElementsAre("decision is above money"));
}

TEST(Layers, RefuseAServiceInALibrary) {
  EXPECT_THAT(Layers("libs/runtime/a.cc", "\"services/grants/x.h\""),
              ElementsAre("a library does not know the services"));
}

TEST(Layers, RefuseAnEngineAboveTheStore) {
  EXPECT_THAT(Layers("libs/decision/a.cc", "\"eventstore_rocksdb/log.h\""),
              ElementsAre("libs/decision must not know the engine eventstore_rocksdb"));
  EXPECT_THAT(Layers("libs/eventstore_grpc/a.cc", "\"eventstore_rocksdb/log.h\""),
              ElementsAre("libs/eventstore_grpc must not know the engine eventstore_rocksdb"));
}

TEST(Layers, RefuseALaterContext) {
  EXPECT_THAT(Layers("libs/domain/grants/a.cc", "\"domain/registry/party.h\""), IsEmpty());
  EXPECT_THAT(Layers("libs/domain/registry/a.cc", "\"domain/grants/claim.h\""),
              ElementsAre("grants does not come before registry"));
  EXPECT_THAT(Layers("libs/domain/lottery/a.cc", "\"domain/grants/claim.h\""),
              ElementsAre("libs/domain/lottery has no place in the order of contexts"));
}

TEST(Layers, RefuseALibraryWithoutAPlace) {
  EXPECT_THAT(Layers("libs/magic/a.cc", "\"base/ensure.h\""),
              ElementsAre("libs/magic has no place in the order of layers"));
}

TEST(Layers, LeaveTestSupportToTests) {
  EXPECT_THAT(Layers("libs/money/a_test.cc", "\"tests/support/x.h\""), IsEmpty());
  EXPECT_THAT(Layers("libs/money/a.cc", "\"tests/support/x.h\""),
              ElementsAre("only tests include tests/"));
  EXPECT_THAT(Layers("services/grants/a.cc", "\"tests/support/x.h\""),
              ElementsAre("only tests include tests/"));
}

TEST(Layers, NeedHeadersThatAreIncludedOnce) {
  EXPECT_THAT(InFile(LayerFindings, "libs/money/a.h", "#pragma once\n"), IsEmpty());
  EXPECT_THAT(InFile(LayerFindings, "libs/money/a.h", "int a;\n"),
              ElementsAre("a header begins with #pragma once"));
}

TEST(HeavyHeaders, StayInTheirFolderInTheTree) {
  EXPECT_EQ(Report(HeavyHeaderFindings(Tree())), "");
}

TEST(HeavyHeaders, ThatReachAnotherFolderAreFound) {
  const auto reaching = [](std::string user) {
    return Report(HeavyHeaderFindings(
        {ParseSource("libs/eventstore_grpc/a.h", "#pragma once\n#include \"x.grpc.pb.h\"\n"),
         ParseSource("libs/projection/b.h", "#pragma once\n#include <rocksdb/db.h>\n"),
         ParseSource(std::move(user),
                     "#include \"eventstore_grpc/a.h\"\n#include \"projection/b.h\"\n")}));
  };
  EXPECT_EQ(reaching("services/grants/c.cc"),
            "libs/eventstore_grpc/a.h:0: x.grpc.pb.h reaches services/grants/c.cc\n"
            "libs/projection/b.h:0: rocksdb/db.h reaches services/grants/c.cc\n");
  EXPECT_EQ(reaching("libs/projection/c.cc"),
            "libs/eventstore_grpc/a.h:0: x.grpc.pb.h reaches libs/projection/c.cc\n");
  EXPECT_EQ(reaching("tests/crash/c.cc"), "");
}

}  // namespace
}  // namespace debut::architecture
