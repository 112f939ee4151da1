#include "eventstore/event_store.h"

#include <gtest/gtest.h>

#include "eventstore/event_id.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::eventstore {
namespace {

TEST(ConflictOf, IsUndoneByConflictError) {
  const absl::Status status = ConflictError({{1ull << 40}, 999});
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  const auto conflict = ConflictOf(status);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->position, Position{1ull << 40});
  EXPECT_EQ(conflict->item, std::size_t{999});
}

TEST(ConflictOf, IsNothingOfOtherErrors) {
  EXPECT_FALSE(ConflictOf(absl::OkStatus()).has_value());
  EXPECT_FALSE(ConflictOf(absl::AbortedError("by somebody else")).has_value());
  absl::Status other(absl::StatusCode::kInternal, "");
  other.SetPayload("type.googleapis.com/debut.eventlog.v1.AppendConflict", absl::Cord("\x08\x01"));
  EXPECT_FALSE(ConflictOf(other).has_value());
  absl::Status damaged(absl::StatusCode::kAborted, "");
  damaged.SetPayload("type.googleapis.com/debut.eventlog.v1.AppendConflict", absl::Cord("\xff"));
  EXPECT_FALSE(ConflictOf(damaged).has_value());
}

TEST(ReadAll, PassesTheErrorOn) {
  InMemoryEventStore store;
  store.Close();
  EXPECT_EQ(ReadAll(store, {}).status().code(), absl::StatusCode::kUnavailable);
}

TEST(MakeEventId, IsARandomUuid) {
  const std::string id = MakeEventId();
  ASSERT_EQ(id.size(), std::size_t{16});
  EXPECT_EQ(id[6] & 0xf0, 0x40);
  EXPECT_EQ(id[8] & 0xc0, 0x80);
  EXPECT_NE(id, MakeEventId());
}

}  // namespace
}  // namespace debut::eventstore
