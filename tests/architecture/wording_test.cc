#include "tests/architecture/wording.h"

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Calls(std::string path, std::string_view text) {
  return InFile(BannedCallFindings, std::move(path), text);
}

std::vector<std::string> Names(std::string_view text, std::string path = "libs/x/a.h") {
  return InFile(BannedNameFindings, std::move(path), text);
}

std::vector<std::string> Comments(std::string_view text, std::string path = "libs/x/a.h") {
  return InFile(CommentFindings, std::move(path), text);
}

TEST(Calls, AreAllowedInTheTree) { EXPECT_EQ(InTree(BannedCallFindings), ""); }

TEST(Calls, OfAClockAreFoundInPureCode) {
  const std::string why = "pure code has no clock";
  EXPECT_THAT(Calls("libs/domain/grants/a.cc", "auto t = absl::Now();"),
              ElementsAre("absl::Now: " + why));
  EXPECT_THAT(Calls("libs/domain/grants/a.cc", "std::chrono::system_clock::now();"),
              ElementsAre("std::chrono::system_clock::now: " + why));
  EXPECT_THAT(Calls("libs/policy/a.cc", "base::SystemClock().Now();"),
              ElementsAre("base::SystemClock: " + why));
  EXPECT_THAT(Calls("libs/domain/grants/a.cc", "// absl::Now()\nf(\"absl::Now\");"), IsEmpty());
  EXPECT_THAT(Calls("libs/runtime/a.cc", "auto t = absl::Now();"), IsEmpty());
}

TEST(Calls, OfRandomnessAreFoundInPureCode) {
  const std::string why = "pure code has no randomness";
  EXPECT_THAT(Calls("libs/domain/market/a.cc", "std::mt19937_64 r(std::random_device{}());"),
              ElementsAre("std::mt19937_64: " + why, "std::random_device: " + why));
  EXPECT_THAT(Calls("libs/domain/market/a.cc", "absl::BitGen gen;"),
              ElementsAre("absl::BitGen: " + why));
  EXPECT_THAT(Calls("libs/domain/market/a.cc", "return rand();"), ElementsAre("rand: " + why));
  EXPECT_THAT(Calls("libs/domain/market/a_test.cc", "std::mt19937_64 r(seed);"), IsEmpty());
}

TEST(Calls, OfGrpcAreFoundOutsideItsLibraries) {
  const std::string why = "gRPC stays in runtime, eventstore_grpc and the services";
  EXPECT_THAT(Calls("libs/decision/a.cc", "grpc::Status s;"), ElementsAre("grpc::Status: " + why));
  EXPECT_THAT(Calls("libs/decision/a.cc", "::grpc::Status s;"),
              ElementsAre("::grpc::Status: " + why));
  EXPECT_THAT(Calls("libs/runtime/a.cc", "grpc::Status s;"), IsEmpty());
  EXPECT_THAT(Calls("services/grants/a.cc", "grpc::Status s;"), IsEmpty());
}

TEST(Calls, OfRocksDbAreFoundOutsideItsLibraries) {
  EXPECT_THAT(Calls("services/eventlog/a.cc", "rocksdb::DB* db;"),
              ElementsAre("rocksdb::DB: RocksDB stays in eventstore_rocksdb and projection"));
  EXPECT_THAT(Calls("libs/projection/a.cc", "rocksdb::DB* db;"), IsEmpty());
}

TEST(Calls, OfPrometheusAreFoundOutsideTheRuntime) {
  EXPECT_THAT(Calls("services/grants/a.cc", "prometheus::Counter* c;"),
              ElementsAre("prometheus::Counter: Prometheus stays in runtime"));
  EXPECT_THAT(Calls("libs/runtime/a.cc", "prometheus::Counter* c;"), IsEmpty());
}

TEST(Calls, WithFloatingPointAreFoundNearMoney) {
  const std::string why = ": no floating point near money";
  EXPECT_THAT(Calls("libs/money/a.cc", "double x; float y;"),
              ElementsAre("double" + why, "float" + why));
  EXPECT_THAT(Calls("libs/domain/grants/a.cc", "static_cast<double>(x);"),
              ElementsAre("double" + why));
  EXPECT_THAT(Calls("libs/runtime/a.cc", "double seconds;"), IsEmpty());
}

TEST(Calls, OfAssertAndSleepAreFound) {
  EXPECT_THAT(Calls("libs/base/a.cc", "assert(x);"),
              ElementsAre("assert: asserts vanish in release: use ENSURE"));
  EXPECT_THAT(Calls("libs/base/a_test.cc", "absl::SleepFor(x);"),
              ElementsAre("absl::SleepFor: tests do not sleep"));
}

TEST(Names, SayWhatTheyAreInTheTree) { EXPECT_EQ(InTree(BannedNameFindings), ""); }

TEST(Names, ThatSayNothingAreFound) {
  EXPECT_THAT(Names("class CapManager {};\nstruct AwardData;\nenum class RowInfo { kA };\n"),
              ElementsAre("CapManager does not say what it is", "AwardData does not say what it is",
                          "RowInfo does not say what it is"));
  EXPECT_THAT(Names("message ClaimInfo {}\nmessage ErrorInfo {}\n", "proto/debut/x/v1/x.proto"),
              ElementsAre("ClaimInfo does not say what it is"));
  EXPECT_THAT(Names("struct Database {};\nusing absl::OtherUtil;\n"), IsEmpty());
}

TEST(Comments, ArePlainInTheTree) { EXPECT_EQ(InTree(CommentFindings), ""); }

TEST(Comments, ThatAreBannersAreFound) {
  EXPECT_THAT(Comments("// -------- Reading --------\n/*****\n*/\n// ====\n"),
              ElementsAre("a banner", "a banner", "a banner"));
  EXPECT_THAT(Comments("// a -- b ... c\nint a = b; // c\n"), IsEmpty());
}

TEST(Comments, AboutWorkLeftAreFound) {
  EXPECT_THAT(Comments("// TODO: later\n"), ElementsAre("TODO: do it or open an issue"));
  EXPECT_THAT(Comments("/* FIXME */ f(\"TODO\");\n"), ElementsAre("FIXME: do it or open an issue"));
  EXPECT_THAT(Comments("# TODO\n", "deploy/lib/a.sh"), ElementsAre("TODO: do it or open an issue"));
}

}  // namespace
}  // namespace debut::architecture
