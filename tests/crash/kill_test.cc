// The promise under crashes: debutd is killed again and again while clients write. After each start
// everything acknowledged is there, no group in part; in the end the tree equals a recomputation
// and the read models equal a rebuild.
//
//   DEBUT_KILL_ROUNDS=50 DEBUT_KILL_SEED=7 crash_test --gtest_filter='KillNine*'
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <random>

#include "services/readmodels/models.h"
#include "tests/crash/killed_server.h"
#include "tests/crash/workload.h"

namespace debut::test {
namespace {

std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : static_cast<std::uint64_t>(std::atoll(value));
}

class KillNine : public KilledServer {
 protected:
  KillNine()
      : KilledServer(
            "access { any_principal_roles: \"*\" anonymous_roles: \"log.reader\""
            "  principals { name: \"test-writer\" roles: \"log.writer\" } }"
            "logging { level: LEVEL_WARNING }") {}

  static absl::Status CheckOver(const std::string& address, const AcknowledgedLog& ledger) {
    const eventstore_grpc::GrpcEventStore log(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    return ledger.Check(log);
  }
};

TEST_F(KillNine, LosesNothingAcknowledgedAndLeavesNothingHalf) {
  const std::uint64_t rounds = FromEnvironment("DEBUT_KILL_ROUNDS", 50);
  const std::uint64_t seed = FromEnvironment("DEBUT_KILL_SEED", std::random_device{}());
  SCOPED_TRACE("DEBUT_KILL_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  AcknowledgedLog ledger;
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    const auto server = Start();
    ASSERT_NE(server, nullptr) << "round " << round;
    ASSERT_EQ(CheckOver(server->address(), ledger), absl::OkStatus()) << "round " << round;
    const std::size_t before = ledger.acknowledged_count();
    Load load(server->address(), seed + round, ledger);
    // The kill falls at a random number of answers, not at a time, so that a slow machine kills
    // under load, too.
    const std::size_t answers = random() % 150 + 1;
    ledger.WaitForAcknowledged(before + answers);
    server->Kill9();
    ASSERT_EQ(server->WaitExit(), 128 + SIGKILL);
    load.Stop();
  }

  const auto server = Start();
  ASSERT_NE(server, nullptr);
  EXPECT_EQ(CheckOver(server->address(), ledger), absl::OkStatus());
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), 0) << server->LogTail();

  eventstore_rocksdb::Options options;
  options.directory = data() + "/log";
  auto log = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
  ASSERT_TRUE(log.ok()) << log.status();
  EXPECT_EQ((*log)->VerifyAll([](std::uint64_t, std::uint64_t) { return true; }), absl::OkStatus());
  auto models = readmodels::Models::Open(**log, data() + "/readmodels");
  ASSERT_TRUE(models.ok()) << models.status();
  ASSERT_EQ((*models)->Start(), absl::OkStatus());
  const auto head = (*log)->Head();
  ASSERT_TRUE(head.ok());
  for (projection::Projection* model : (*models)->all()) {
    ASSERT_EQ(model->WaitFor(*head, absl::Seconds(60)), absl::OkStatus());
    const auto comparison = model->Rebuild(projection::RebuildMode::kCompare);
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    EXPECT_EQ(comparison->differences_count, 0u) << model->projector().name();
  }
  (*models)->Stop();
  RecordProperty("groups_acknowledged", static_cast<int>(ledger.acknowledged_count()));
}

// The checker itself: a log that lacks an acknowledged group, or has half of one, does not pass.
TEST_F(KillNine, WouldNoticeALoss) {
  const auto server = Start();
  ASSERT_NE(server, nullptr);
  AcknowledgedLog ledger;
  {
    Load load(server->address(), 1, ledger);
    ledger.WaitForAcknowledged(20);
  }
  ASSERT_EQ(CheckOver(server->address(), ledger), absl::OkStatus());
  AcknowledgedLog lost;
  lost.Sent("never-written", 3);
  lost.Acknowledged("never-written", 1);
  EXPECT_EQ(CheckOver(server->address(), lost).code(), absl::StatusCode::kDataLoss);
  ledger.Sent("100-0/", 99);
  EXPECT_EQ(CheckOver(server->address(), ledger).code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::test
