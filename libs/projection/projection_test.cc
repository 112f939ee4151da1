#include "projection/projection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/in_memory_event_store.h"
#include "projection/rocksdb_row_store.h"
#include "projection/testing/balances.h"
#include "projection/testing/flaky_event_store.h"
#include "projection/testing/row_stores.h"
#include "projection/testing/small_disk.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection {
namespace {

using eventstore::Position;
using testing::AppendAll;
using testing::BalancesProjector;
using testing::Chatted;
using testing::Deposited;
using ::testing::HasSubstr;
using testing::kBalances;

constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr ProjectionOptions kImpatient{.batch_bytes_max = 512,
                                       .retry_min = absl::Milliseconds(1),
                                       .retry_max = absl::Milliseconds(2),
                                       .unsaved_positions_max = 4};

class ProjectionTest : public ::testing::Test {
 protected:
  ProjectionTest() : store_(*OpenRocksdbRowStore(directory_.path().string())) {}

  std::unique_ptr<Projection> Open(const eventstore::EventStore& log, RowStore& store,
                                   std::uint32_t version = 1) {
    auto projection =
        Projection::Open(log, store, std::make_unique<BalancesProjector>(version), kImpatient);
    EXPECT_TRUE(projection.ok()) << projection.status();
    return *std::move(projection);
  }
  std::unique_ptr<Projection> Started(const eventstore::EventStore& log,
                                      std::uint32_t version = 1) {
    auto projection = Open(log, *store_, version);
    projection->Start();
    return projection;
  }
  static void CatchUp(const Projection& projection, const eventstore::EventStore& log) {
    ASSERT_EQ(projection.WaitFor(*log.Head(), kPatience), absl::OkStatus());
  }
  static std::int64_t Balance(const Projection& projection, const std::string& account) {
    const auto row = *projection.View().rows.Get(kBalances, account);
    return row ? row->value() : 0;
  }

  test::TemporaryDirectory directory_;
  std::unique_ptr<RowStore> store_;
  eventstore::InMemoryEventStore log_;
};

TEST_F(ProjectionTest, FollowsWhatIsThereAndWhatComes) {
  AppendAll(log_, {Deposited("a", 1), Deposited("b", 2)});
  const auto projection = Started(log_);
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 1);
  AppendAll(log_, {Deposited("a", 5)});
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 6);
  EXPECT_EQ(projection->View().position.value, 3U);
  const ProjectionStatus status = projection->status();
  EXPECT_EQ(status.name, "balances");
  EXPECT_EQ(status.position.value, 3U);
  EXPECT_EQ(status.rows_count, 2U);
  EXPECT_TRUE(status.trouble.ok());
}

TEST_F(ProjectionTest, GoesOnWhereItWasStopped) {
  AppendAll(log_, {Deposited("a", 1)});
  CatchUp(*Started(log_), log_);
  AppendAll(log_, {Deposited("a", 2)});
  const auto projection = Started(log_);
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 3);
}

TEST_F(ProjectionTest, MovesOverEventsThatDoNotConcernIt) {
  AppendAll(log_, std::vector<eventstore::Event>(10, Chatted()));
  {
    const auto projection = Started(log_);
    CatchUp(*projection, log_);
    EXPECT_EQ(projection->View().position.value, 10U);
    AppendAll(log_, {Chatted()});
    CatchUp(*projection, log_);
  }
  EXPECT_EQ(Open(log_, *store_)->View().position.value, 11U) << "saved when it stopped";
}

TEST_F(ProjectionTest, AnswersAWaitThatTakesTooLong) {
  AppendAll(log_, {Deposited("a", 1)});
  const auto projection = Started(log_);
  CatchUp(*projection, log_);
  const absl::Status waited = projection->WaitFor({2}, absl::Milliseconds(1));
  EXPECT_EQ(waited.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(std::string(waited.message()), HasSubstr("position 1, not yet at 2"));
  EXPECT_EQ(projection->WaitFor({1}, -absl::InfiniteDuration()), absl::OkStatus());
}

TEST_F(ProjectionTest, EndsWaitingWhenItStops) {
  const auto projection = Started(log_);
  absl::Status waited;
  std::jthread waiter([&] { waited = projection->WaitFor({1}, absl::InfiniteDuration()); });
  projection->Stop();
  waiter.join();
  EXPECT_EQ(waited.code(), absl::StatusCode::kUnavailable);
}

TEST_F(ProjectionTest, GoesOnAfterTheLogWasOutOfReach) {
  testing::FlakyEventStore flaky(log_);
  flaky.subscriptions_to_refuse = 5;
  flaky.messages_max = 2;
  for (int i = 0; i < 50; ++i) AppendAll(log_, {Deposited("a", 1)});
  const auto projection = Started(flaky);
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 50);
  EXPECT_GT(flaky.subscriptions_count.load(), 6);
}

TEST_F(ProjectionTest, SaysWhatTroublesIt) {
  testing::FlakyEventStore flaky(log_);
  flaky.subscriptions_to_refuse = 1'000'000;
  const auto projection = Started(flaky);
  while (projection->status().trouble.ok()) std::this_thread::yield();
  EXPECT_EQ(projection->status().trouble, absl::UnavailableError("refused"));
  flaky.subscriptions_to_refuse = 0;
  AppendAll(log_, {Deposited("a", 1)});
  CatchUp(*projection, log_);
}

TEST_F(ProjectionTest, AppliesABatchOnceAlthoughItsWriteWasReportedAsFailed) {
  testing::ForgetfulRowStore forgetful(*store_);
  const auto projection = Open(log_, forgetful);
  forgetful.FailNextWrites(3);
  projection->Start();
  for (int i = 0; i < 20; ++i) AppendAll(log_, {Deposited("a", 1)});
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 20);
}

TEST_F(ProjectionTest, GoesOnByItselfWhenAFullDiskHasRoomAgain) {
  const test::TemporaryDirectory directory;
  const auto disk = std::make_shared<testing::SmallDisk>();
  const auto store = *OpenRocksdbRowStore(directory.path().string(), disk);
  const auto projection = Open(log_, *store);
  projection->Start();
  AppendAll(log_, {Deposited("a", 1)});
  CatchUp(*projection, log_);
  disk->full = true;
  AppendAll(log_, {Deposited("a", 1)});
  while (projection->status().trouble.ok()) std::this_thread::yield();
  {
    // Who reads meanwhile reads what there was.
    const ModelView held = projection->View();
    EXPECT_EQ(held.position.value, 1U);
    EXPECT_EQ((*held.rows.Get(kBalances, "a"))->value(), 1);
  }
  for (int i = 0; i < 20; ++i) AppendAll(log_, {Deposited("a", 1)});
  disk->full = false;
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 22);
}

TEST_F(ProjectionTest, IsMadeAnewForAnotherVersion) {
  AppendAll(log_, {Deposited("a", 1)});
  CatchUp(*Started(log_), log_);
  const auto projection = Open(log_, *store_, 2);
  EXPECT_EQ(projection->View().position.value, 0U);
  EXPECT_EQ(Balance(*projection, "a"), 0);
  projection->Start();
  CatchUp(*projection, log_);
  EXPECT_EQ(Balance(*projection, "a"), 1);
}

TEST_F(ProjectionTest, IsMadeAnewWhenTheLogHasGoneBack) {
  AppendAll(log_, {Deposited("a", 1), Deposited("a", 1)});
  CatchUp(*Started(log_), log_);
  eventstore::InMemoryEventStore shorter;
  AppendAll(shorter, {Deposited("b", 7)});
  const auto projection = Started(shorter);
  while (Balance(*projection, "b") != 7) std::this_thread::yield();
  EXPECT_EQ(Balance(*projection, "a"), 0);
  EXPECT_EQ(projection->status().rows_count, 1U);
  EXPECT_EQ(projection->status().position.value, 1U);
}

TEST_F(ProjectionTest, IsMadeAnewForAnotherLogOfTheSameLength) {
  AppendAll(log_, {Deposited("a", 1), Chatted()});
  CatchUp(*Started(log_), log_);
  eventstore::InMemoryEventStore other;
  AppendAll(other, {Deposited("b", 7), Chatted()});
  const auto projection = Started(other);
  while (Balance(*projection, "b") != 7) std::this_thread::yield();
  EXPECT_EQ(Balance(*projection, "a"), 0);
}

}  // namespace
}  // namespace debut::projection
