#include "eventstore/conversion.h"

#include <gtest/gtest.h>

#include "eventstore/entry_codec.h"

namespace debut::eventstore {
namespace {

Event FullEvent() {
  Event event;
  event.type = "test.Noted";
  event.tags = {"a:1", "企业:甲"};
  event.payload = std::string("\0\xff", 2);
  event.schema = 7;
  event.event_id = "0123456789abcdef";
  event.principal = "王芳";
  event.request_id = "r-1";
  event.request_digest = std::string(32, 'd');
  event.causation_id = "fedcba9876543210";
  event.trace_parent = "00-…";
  return event;
}

TEST(Conversion, KeepsAnEvent) {
  eventlog::v1::Event proto;
  ToProto(FullEvent(), proto);
  EXPECT_EQ(FromProto(std::move(proto)), FullEvent());
}

TEST(Conversion, KeepsAnEntryAsItIsStored) {
  std::string stored = EncodeEntry(FullEvent());
  PlaceEntry({42}, 1'700'000'000'000'001, stored);
  eventlog::v1::Entry proto;
  ASSERT_TRUE(proto.ParseFromString(stored));
  EXPECT_EQ(proto.SerializeAsString(), stored);
  const auto event = FromProto(std::move(proto));
  ASSERT_TRUE(event.ok());
  EXPECT_EQ(event->position, Position{42});
  EXPECT_EQ(event->recorded_time, absl::FromUnixMicros(1'700'000'000'000'001));
  EXPECT_EQ(event->event, FullEvent());
}

TEST(Conversion, RefusesAnEntryWithoutAPosition) {
  EXPECT_EQ(FromProto(eventlog::v1::Entry()).status().code(), absl::StatusCode::kDataLoss);
}

TEST(Conversion, KeepsAConditionAndItsQuery) {
  const AppendCondition condition{
      {{{{"test.Noted", "test.Paid"}, {"a:1", "b:1"}, {3}}, {{}, {}, {}}}}, {9}};
  eventlog::v1::AppendCondition proto;
  ToProto(condition, proto);
  const AppendCondition back = FromProto(proto);
  EXPECT_EQ(back.fail_if_matches, condition.fail_if_matches);
  EXPECT_EQ(back.after, condition.after);
}

}  // namespace
}  // namespace debut::eventstore
