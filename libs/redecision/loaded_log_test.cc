#include "redecision/loaded_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/testing/random_office.h"
#include "eventstore/entry_codec.h"
#include "eventstore/in_memory_event_store.h"
#include "redecision/decide_again.h"
#include "redecision/run.h"

namespace debut::redecision {
namespace {

using eventstore::Direction;
using eventstore::InMemoryEventStore;
using eventstore::Position;
using eventstore::Query;
using eventstore::ReadOptions;
using eventstore::SequencedEvent;

// The entries of a log, as an archive gives them.
class Entries final : public archive::LogSource {
 public:
  std::vector<std::string> entries;
  std::uint64_t claimed_size = 0;

  std::uint64_t size() const override { return claimed_size; }
  absl::Status ReadEntries(std::uint64_t first, std::uint64_t count, Visit visit) const override {
    for (std::uint64_t i = first; i < first + count && i <= entries.size(); ++i) {
      visit(i, "", entries[i - 1]);
    }
    return absl::OkStatus();
  }
  Tiles tiles() const override { return Tiles::kNone; }
  absl::StatusOr<std::string> ReadTile(const transparency::TileId&, std::uint64_t) const override {
    return absl::NotFoundError("no tiles");
  }
};

class LoadedLogTest : public ::testing::Test {
 protected:
  LoadedLogTest() {
    grants::testing::RandomOffice office(7);
    for (int i = 0; i < 200; ++i) office.Step();
    for (const auto& each : office.Log()) {
      EXPECT_TRUE(original_.Append({each.event}, std::nullopt).ok());
    }
    EXPECT_TRUE(original_
                    .ReadRaw({}, {},
                             [&](Position, std::string_view entry) {
                               source_.entries.emplace_back(entry);
                               return true;
                             })
                    .ok());
    source_.claimed_size = source_.entries.size();
  }

  static std::vector<SequencedEvent> All(const eventstore::EventStore& log, const Query& query,
                                         const ReadOptions& options) {
    const auto read = eventstore::ReadAll(log, query, options);
    EXPECT_TRUE(read.ok()) << read.status();
    return read->events;
  }

  InMemoryEventStore original_;
  Entries source_;
};

TEST_F(LoadedLogTest, AnswersLikeTheLogThatItWasLoadedFrom) {
  const auto loaded = LoadedLog::Load(source_);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const std::uint64_t head = original_.Head()->value;
  EXPECT_EQ((*loaded)->Head(), original_.Head());
  const std::vector<Query> queries = {
      {},
      {{{.types = {}, .tags = {"claim:CL-1.0"}}}},
      {{{.types = {}, .tags = {"claim:CL-1.0", "round:R-1"}}}},
      {{{.types = {}, .tags = {"nobody:X"}}, {.types = {}, .tags = {"round:R-1"}}}},
      {{{.types = Redecidable().items[0].types, .tags = {}, .after = {30}}}}};
  const std::vector<ReadOptions> options = {
      {},
      {.after = {20}},
      {.after = {20}, .up_to = {{60}}},
      {.direction = Direction::kBackwards, .before = {{50}}},
      {.up_to_recorded_time = original_.clock().Now() + absl::Hours(1), .limit = 3},
      {.after = {head}}};
  for (const Query& query : queries) {
    for (const ReadOptions& each : options) {
      EXPECT_EQ(All(**loaded, query, each), All(original_, query, each));
    }
  }
}

TEST_F(LoadedLogTest, IsDecidedAgainLikeAnyOther) {
  const auto loaded = LoadedLog::Load(source_);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const auto tally =
      RedecideAll(**loaded, {}, KnownAt::kRecorded, {.on_decision = [](const Redecision&) {}});
  ASSERT_TRUE(tally.ok()) << tally.status();
  EXPECT_GT(tally->Total(), 0u);
  EXPECT_EQ(tally->Findings(), 0u);
}

TEST_F(LoadedLogTest, RefusesEntriesThatAreMissingDamagedOrInAnotherPlace) {
  source_.claimed_size += 1;
  EXPECT_EQ(LoadedLog::Load(source_).status().code(), absl::StatusCode::kDataLoss);
  source_.claimed_size -= 1;
  std::swap(source_.entries[3], source_.entries[4]);
  EXPECT_EQ(LoadedLog::Load(source_).status().code(), absl::StatusCode::kDataLoss);
  source_.entries[3] = "?";
  EXPECT_EQ(LoadedLog::Load(source_).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(LoadedLogTest, TakesNoEventsAndIsNotFollowed) {
  const auto loaded = LoadedLog::Load(source_);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ((*loaded)->Append({}, std::nullopt).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ((*loaded)->Subscribe({}, {}, {}, [](const auto&) { return false; }).code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace debut::redecision
