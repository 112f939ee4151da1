#include "projection/rebuild.h"

#include <gtest/gtest.h>

#include <thread>

#include "eventstore/in_memory_event_store.h"
#include "projection/projection.h"
#include "projection/rocksdb_row_store.h"
#include "projection/testing/balances.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection {
namespace {

using testing::AppendAll;
using testing::BalancesProjector;
using testing::Chatted;
using testing::Deposited;
using testing::kBalances;

constexpr absl::Duration kPatience = absl::Seconds(60);

class RebuildTest : public ::testing::Test {
 protected:
  RebuildTest() : store_(*OpenRocksdbRowStore(directory_.path().string())) {
    AppendAll(log_, {Deposited("a", 1), Deposited("b", 2), Deposited("c", 3), Deposited("c", 0),
                     Chatted()});
    projection_ = *Projection::Open(log_, *store_, std::make_unique<BalancesProjector>());
    projection_->Start();
    CatchUp();
  }

  void CatchUp() { ASSERT_EQ(projection_->WaitFor(*log_.Head(), kPatience), absl::OkStatus()); }
  std::int64_t Balance(const std::string& account) {
    const auto row = *projection_->View().rows.Get(kBalances, account);
    return row ? row->value() : 0;
  }
  // Behind the projection's back.
  void Damage() {
    RowBatch batch;
    google::protobuf::Int64Value wrong;
    wrong.set_value(99);
    batch.changes.emplace("row/balances/00000001/ba", wrong.SerializeAsString());
    batch.changes.emplace("row/balances/00000001/bb", std::nullopt);
    batch.changes.emplace("row/balances/00000001/bx", wrong.SerializeAsString());
    ASSERT_TRUE(store_->Write(batch).ok());
  }

  test::TemporaryDirectory directory_;
  std::unique_ptr<RowStore> store_;
  eventstore::InMemoryEventStore log_;
  std::unique_ptr<Projection> projection_;
};

TEST_F(RebuildTest, FindsNoDifferenceInAnHonestModel) {
  const absl::StatusOr<Comparison> comparison = projection_->Rebuild(RebuildMode::kCompare);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_EQ(comparison->differences_count, 0U);
  EXPECT_EQ(comparison->rows_count, 2U);
  EXPECT_EQ(comparison->position.value, 5U);
}

TEST_F(RebuildTest, NamesEveryRowThatDiffers) {
  Damage();
  const absl::StatusOr<Comparison> comparison = projection_->Rebuild(RebuildMode::kCompare);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  ASSERT_EQ(comparison->differences_count, 3U);
  EXPECT_EQ(comparison->differences[0].key, "ba");
  EXPECT_TRUE(comparison->differences[0].left && comparison->differences[0].right);
  EXPECT_EQ(comparison->differences[1].key, "bb");
  EXPECT_EQ(comparison->differences[1].left, std::nullopt);
  EXPECT_EQ(comparison->differences[2].key, "bx");
  EXPECT_EQ(comparison->differences[2].right, std::nullopt);
  EXPECT_EQ(Balance("a"), 99) << "comparing changes nothing";
}

TEST_F(RebuildTest, ReplacesTheRowsAndGoesOn) {
  Damage();
  ASSERT_EQ(projection_->Rebuild(RebuildMode::kReplace)->differences_count, 3U);
  EXPECT_EQ(Balance("a"), 1);
  EXPECT_EQ(Balance("x"), 0);
  AppendAll(log_, {Deposited("a", 4)});
  CatchUp();
  EXPECT_EQ(Balance("a"), 5);
  EXPECT_EQ(projection_->status().rows_count, 2U);
  EXPECT_EQ(projection_->Rebuild(RebuildMode::kCompare)->differences_count, 0U);
  projection_.reset();
  projection_ = *Projection::Open(log_, *store_, std::make_unique<BalancesProjector>());
  EXPECT_EQ(Balance("a"), 5);
}

TEST_F(RebuildTest, ReplacesWhileEventsKeepComing) {
  std::jthread writer([&](std::stop_token stop) {
    while (!stop.stop_requested()) AppendAll(log_, {Deposited("a", 1), Deposited("b", 1)});
  });
  for (int i = 0; i < 20; ++i) {
    const absl::StatusOr<Comparison> comparison = projection_->Rebuild(RebuildMode::kReplace);
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    EXPECT_EQ(comparison->differences_count, 0U);
  }
  writer.request_stop();
  writer.join();
  CatchUp();
  EXPECT_EQ(projection_->Rebuild(RebuildMode::kCompare)->differences_count, 0U);
}

TEST_F(RebuildTest, ReportsNoMoreThanTheFirstDifferences) {
  RowBatch batch;
  for (int i = 0; i < 50; ++i) {
    batch.changes.emplace("row/balances/00000001/z" + std::to_string(i), "");
  }
  ASSERT_TRUE(store_->Write(batch).ok());
  const absl::StatusOr<Comparison> comparison = projection_->Rebuild(RebuildMode::kCompare);
  EXPECT_EQ(comparison->differences_count, 50U);
  EXPECT_EQ(comparison->differences.size(), kDifferencesMax);
}

TEST_F(RebuildTest, TellsHowFarItIs) {
  for (int i = 0; i < 2'500; ++i) AppendAll(log_, {Deposited(std::to_string(i % 9), i + 1)});
  CatchUp();
  std::vector<RebuildProgress> seen;
  ASSERT_TRUE(projection_
                  ->Rebuild(RebuildMode::kCompare,
                            [&](const RebuildProgress& progress) {
                              seen.push_back(progress);
                              return absl::OkStatus();
                            })
                  .ok());
  ASSERT_GE(seen.size(), 2U) << "a batch has 2,000 events";
  EXPECT_LT(seen.front().position, seen.back().position);
  EXPECT_EQ(seen.back().position, seen.back().target);
}

TEST_F(RebuildTest, EndsWhenItsObserverSaysSo) {
  Damage();
  const auto ended = projection_->Rebuild(RebuildMode::kReplace, [](const RebuildProgress&) {
    return absl::CancelledError("the client went away");
  });
  EXPECT_EQ(ended.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(Balance("a"), 99) << "nothing was replaced";
}

TEST_F(RebuildTest, EndsWithItsProjection) {
  projection_->Stop();
  EXPECT_EQ(projection_->Rebuild(RebuildMode::kReplace).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(RebuildTest, PassesOnTheErrorOfTheLog) {
  log_.Close();
  EXPECT_EQ(projection_->Rebuild(RebuildMode::kReplace).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(Balance("a"), 1);
}

}  // namespace
}  // namespace debut::projection
