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

TEST(Layers, KeepHeavyHeadersOutOfHeaders) {
  EXPECT_THAT(Layers("libs/projection/a.cc", "<rocksdb/db.h>"), IsEmpty());
  EXPECT_THAT(Layers("libs/projection/a.h", "<rocksdb/db.h>"),
              ElementsAre("rocksdb/db.h belongs into .cc files"));
  EXPECT_THAT(Layers("services/grants/a.h", "\"debut/grants/v1/grants_service.grpc.pb.h\""),
              ElementsAre("debut/grants/v1/grants_service.grpc.pb.h belongs into .cc files"));
}

}  // namespace
}  // namespace debut::architecture
