#include "projection/model.h"

#include <gtest/gtest.h>

#include "projection/rocksdb_row_store.h"
#include "projection/testing/balances.h"
#include "projection/testing/row_stores.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection {
namespace {

using testing::kBalances;

class ModelTest : public ::testing::Test {
 protected:
  ModelTest() : store_(*OpenRocksdbRowStore(directory_.path().string())) {}

  Model Open(std::uint32_t version = 1) { return *Model::Open(*store_, "balances", version); }

  static void Put(Model& model, const std::string& key, std::uint64_t position) {
    Rows rows(model.Read());
    rows.Put(kBalances, key, google::protobuf::Int64Value());
    eventstore::SequencedEvent event;
    event.position = {position};
    event.event.event_id = std::string("\x01\xab", 2);
    ASSERT_TRUE(model.Save(rows, event).ok());
  }
  static bool Has(const Model& model, const std::string& key) {
    return model.Read().Get(kBalances, key)->has_value();
  }

  test::TemporaryDirectory directory_;
  std::unique_ptr<RowStore> store_;
};

TEST_F(ModelTest, OpensWhereItWasSaved) {
  Model model = Open();
  EXPECT_EQ(model.position().value, 0U);
  Put(model, "a", 7);
  Put(model, "b", 9);
  ASSERT_TRUE(model.SavePosition({12}).ok());
  const Model opened = Open();
  EXPECT_EQ(opened.position().value, 12U);
  EXPECT_EQ(opened.checkpoint().rows_count(), 2U);
  EXPECT_EQ(opened.checkpoint().last_event_position(), 9U);
  EXPECT_EQ(opened.checkpoint().last_event_id(), "01ab");
  EXPECT_TRUE(Has(opened, "a") && Has(opened, "b"));
}

TEST_F(ModelTest, BeginsAnewForAnotherVersion) {
  Model model = Open();
  Put(model, "a", 7);
  const Model other = Open(2);
  EXPECT_EQ(other.position().value, 0U);
  EXPECT_EQ(other.checkpoint().rows_count(), 0U);
  EXPECT_FALSE(Has(other, "a"));
  EXPECT_FALSE(Has(model, "a")) << "the old rows are gone from the store too";
  EXPECT_EQ(Open(2).position().value, 0U);
}

TEST_F(ModelTest, LeavesOtherModelsAlone) {
  Model model = Open();
  Put(model, "a", 7);
  Model neighbour = *Model::Open(*store_, "balances_of_others", 1);
  Put(neighbour, "a", 8);
  ASSERT_TRUE(neighbour.Reset().ok());
  EXPECT_TRUE(Has(Open(), "a"));
}

TEST_F(ModelTest, MakesAShadowThatServesWhenItIsPutInForce) {
  Model model = Open();
  Put(model, "a", 7);
  Model shadow = model.MakeShadow();
  Put(shadow, "b", 8);
  EXPECT_TRUE(Has(model, "a") && !Has(model, "b"));
  EXPECT_EQ(model.position().value, 7U);
  ASSERT_TRUE(shadow.PutInForce().ok());
  const Model opened = Open();
  EXPECT_TRUE(Has(opened, "b") && !Has(opened, "a"));
  EXPECT_EQ(opened.position().value, 8U);
  EXPECT_FALSE(Has(model, "a"));
}

TEST_F(ModelTest, ForgetsAShadowThatWasNotFinished) {
  Model model = Open();
  Put(model, "a", 7);
  Model shadow = model.MakeShadow();
  Put(shadow, "b", 8);
  Model discarded = model.MakeShadow();
  ASSERT_TRUE(discarded.Discard().ok());
  EXPECT_FALSE(Has(shadow, "b"));
  Put(shadow, "c", 9);
  const Model opened = Open();
  EXPECT_TRUE(Has(opened, "a"));
  EXPECT_FALSE(Has(shadow, "c")) << "opening erases what is not in force";
}

TEST_F(ModelTest, SavesNothingOfRowsThatCouldNotBeRead) {
  Model model = Open();
  Put(model, "a", 7);
  RowBatch damage;
  damage.changes.emplace("row/balances/00000001/ba", "\xff");
  ASSERT_TRUE(store_->Write(damage).ok());
  Rows rows(model.Read());
  rows.Update(kBalances, "a", [](google::protobuf::Int64Value& row) { row.set_value(1); });
  eventstore::SequencedEvent event;
  event.position = {8};
  EXPECT_EQ(model.Save(rows, event).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Open().position().value, 7U);
}

TEST_F(ModelTest, KeepsItsPositionWhenAWriteFails) {
  testing::MortalRowStore dying(*store_, 1, testing::Death::kBeforeTheWrite);
  Model model = *Model::Open(dying, "balances", 1);
  EXPECT_EQ(model.SavePosition({3}).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(model.position().value, 0U);
}

TEST_F(ModelTest, RefusesACheckpointThatCannotBeRead) {
  RowBatch damage;
  damage.changes.emplace("checkpoint/balances", "\xff");
  ASSERT_TRUE(store_->Write(damage).ok());
  EXPECT_EQ(Model::Open(*store_, "balances", 1).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::projection
