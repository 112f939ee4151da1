#include "projection/testing/crash.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eventstore/in_memory_event_store.h"
#include "projection/projection.h"
#include "projection/rocksdb_row_store.h"
#include "projection/testing/balances.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection::testing {
namespace {

// Unlike a balance that is set, one that is added to shows an event that was applied twice.
void Fill(eventstore::EventStore& log, int events_count) {
  for (int i = 0; i < events_count; ++i) {
    const std::string account = std::to_string(i % 7);
    AppendAll(log, {i % 5 == 4 ? Chatted() : Deposited(account, i % 11 == 10 ? 0 : i + 1)});
  }
}

CrashPlan PlanOver(const eventstore::EventStore& log) {
  return {.log = &log,
          .projector = [] { return std::make_unique<BalancesProjector>(); },
          .batch_bytes_max = 256};
}

TEST(ACrash, LeavesTheRowsOfARebuildWhereverItHappens) {
  eventstore::InMemoryEventStore log;
  Fill(log, 60);
  for (const Death death : {Death::kBeforeTheWrite, Death::kAfterTheWrite}) {
    CrashPlan plan = PlanOver(log);
    plan.death = death;
    const absl::StatusOr<CrashSweep> sweep = DieAtEveryWrite(plan);
    ASSERT_TRUE(sweep.ok()) << sweep.status();
    EXPECT_GE(sweep->deaths_count, 10U);
    EXPECT_EQ(sweep->inconsistent_count, 0U);
  }
}

TEST(ACrash, ShowsThatACheckpointWasWrittenBeforeItsRows) {
  eventstore::InMemoryEventStore log;
  Fill(log, 60);
  CrashPlan plan = PlanOver(log);
  plan.fault = Fault::kCheckpointFirst;
  plan.death = Death::kBetweenRowsAndCheckpoint;
  const absl::StatusOr<CrashSweep> sweep = DieAtEveryWrite(plan);
  ASSERT_TRUE(sweep.ok()) << sweep.status();
  EXPECT_GE(sweep->inconsistent_count, 10U) << "the harness must find the planted bug";
}

// Waits after every write until somebody at the other end of the socket has seen it.
class SteppedRowStore final : public RowStore {
 public:
  SteppedRowStore(RowStore& store, int socket) : store_(store), socket_(socket) {}
  std::shared_ptr<const RowSnapshot> Snapshot() const override { return store_.Snapshot(); }
  absl::Status Write(const RowBatch& batch) override {
    const absl::Status written = store_.Write(batch);
    char byte = 'w';
    if (write(socket_, &byte, 1) != 1 || read(socket_, &byte, 1) != 1) _exit(1);
    return written;
  }

 private:
  RowStore& store_;
  const int socket_;
};

[[noreturn]] void FollowInSteps(const eventstore::EventStore& log, const std::string& directory,
                                int socket) {
  const auto store = OpenRocksdbRowStore(directory);
  if (!store.ok()) _exit(1);
  SteppedRowStore stepped(**store, socket);
  const auto projection =
      Projection::Open(log, stepped, std::make_unique<BalancesProjector>(), {.batch_bytes_max = 1});
  if (!projection.ok()) _exit(1);
  (*projection)->Start();
  (*projection)->WaitFor({*log.Head()}, absl::InfiniteDuration()).IgnoreError();
  _exit(1);
}

// Follows the log in a child process, which is killed somewhere after so many writes.
void FollowAndBeKilled(const eventstore::EventStore& log, const std::string& directory,
                       int writes_until_killed) {
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) FollowInSteps(log, directory, ends[1]);
  close(ends[1]);
  char byte = 0;
  for (int i = 0; i < writes_until_killed; ++i) {
    ASSERT_EQ(read(ends[0], &byte, 1), 1);
    ASSERT_EQ(write(ends[0], &byte, 1), 1);
  }
  kill(child, SIGKILL);
  int how = 0;
  ASSERT_EQ(waitpid(child, &how, 0), child);
  EXPECT_TRUE(WIFSIGNALED(how)) << "the child must not have ended by itself";
  close(ends[0]);
}

TEST(ACrash, OfTheWholeProcessLeavesTheRowsOfARebuild) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "ThreadSanitizer can't go on in a forked child that starts threads";
#endif
  eventstore::InMemoryEventStore log;
  Fill(log, 400);
  const test::TemporaryDirectory directory;
  std::uint64_t rows_count = 0;
  for (const int writes : {1, 2, 3, 50, 7, 100, 33}) {
    FollowAndBeKilled(log, directory.path().string(), writes);
    const auto store = *OpenRocksdbRowStore(directory.path().string());
    const Model model = *Model::Open(*store, "balances", 1);
    Model rebuilt = *Model::Open(*store, "rebuilt", 1);
    ASSERT_TRUE(rebuilt.Reset().ok());
    ASSERT_TRUE(Replay(log, BalancesProjector(), model.position(), rebuilt).ok());
    const auto comparison = CompareRows(model.Read(), rebuilt.Read());
    ASSERT_TRUE(comparison.ok());
    EXPECT_EQ(comparison->differences_count, 0U) << "at position " << model.position().value;
    rows_count = comparison->rows_count;
  }
  EXPECT_GT(rows_count, 0U);
}

}  // namespace
}  // namespace debut::projection::testing
