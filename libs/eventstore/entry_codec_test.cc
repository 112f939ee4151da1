#include "eventstore/entry_codec.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "eventstore/validate.h"

namespace debut::eventstore {
namespace {

// The worked example of docs/log_format.md.
Event Example() {
  Event event;
  event.type = "debut.market.v1.ContractSigned";
  event.tags = {"enterprise:E-1", "product:首台套"};
  event.payload = "\x0a\x03K-7";
  event.event_id = "0123456789abcdef";
  event.principal = "clerk";
  event.request_id = "r-1";
  return event;
}

constexpr char kExampleHex[] =
    "09"
    "0700000000000000"
    "11"
    "15cd5b0700000000"
    "1a10"
    "30313233343536373839616263646566"
    "221e"
    "64656275742e6d61726b65742e76312e436f6e74726163745369676e6564"
    "2a0e"
    "656e74657270726973653a452d31"
    "2a11"
    "70726f647563743ae9a696e58fb0e5a597"
    "3001"
    "3a05"
    "636c65726b"
    "4203"
    "722d31"
    "6205"
    "0a034b2d37";

std::string PlacedExample() {
  std::string entry = EncodeEntry(Example());
  PlaceEntry({7}, 123456789, entry);
  return entry;
}

Event FullEvent() {
  Event event = Example();
  event.schema = 300;
  event.request_digest = std::string(32, '\x01');
  event.causation_id = std::string(16, '\x02');
  event.trace_parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  event.payload = std::string(1'000, 'p');
  return event;
}

TEST(EntryCodec, HasTheGoldenBytes) {
  EXPECT_EQ(absl::BytesToHexString(PlacedExample()), kExampleHex);
}

TEST(EntryCodec, IsTheCanonicalFormOfTheEntryMessage) {
  std::string entry = EncodeEntry(FullEvent());
  PlaceEntry({9}, -5, entry);
  debut::eventlog::v1::Entry message;
  ASSERT_TRUE(message.ParseFromString(entry));
  EXPECT_EQ(message.position(), 9U);
  EXPECT_EQ(message.recorded_time_us(), -5);
  EXPECT_EQ(message.tags(1), "product:首台套");
  EXPECT_EQ(message.schema(), 300U);
  EXPECT_EQ(message.SerializeAsString(), entry);
}

TEST(EntryCodec, GivesBackWhatItWasGiven) {
  std::string entry = EncodeEntry(FullEvent());
  EXPECT_EQ(entry.size(), EntryBytes(FullEvent()));
  PlaceEntry({1}, 42, entry);
  const auto decoded = DecodeEntry(entry);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->position, Position{1});
  EXPECT_EQ(decoded->recorded_time, absl::FromUnixMicros(42));
  EXPECT_EQ(decoded->event, FullEvent());
}

TEST(EntryCodec, LeavesOutWhatIsEmpty) {
  Event empty;
  empty.schema = 0;
  EXPECT_EQ(EncodeEntry(empty).size(), kEntryHeaderBytes);
}

TEST(EntryCodec, PassesOverFieldsOfLaterVersions) {
  const std::string entry = PlacedExample() + "\x68\x01" + "\x71" + std::string(8, 'x') +
                            "\x7a\x02hi" + "\x85\x01" + std::string(4, 'x');
  const auto decoded = DecodeEntry(entry);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->event, Example());
}

TEST(EntryCodec, RefusesEveryTruncation) {
  const std::string entry = PlacedExample();
  for (std::size_t bytes = 0; bytes < entry.size(); ++bytes) {
    const auto decoded = DecodeEntry(std::string_view(entry).substr(0, bytes));
    if (decoded.ok()) {
      EXPECT_NE(decoded->event, Example()) << bytes;  // Cut between two fields.
    } else {
      EXPECT_EQ(decoded.status().code(), absl::StatusCode::kDataLoss);
    }
  }
}

TEST(EntryCodec, RefusesASecondHeaderAndUnknownWireTypes) {
  const std::string second_position = PlacedExample() + "\x09" + std::string(8, '\x01');
  EXPECT_EQ(ViewEntry(second_position).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ViewEntry(PlacedExample() + "\x6b").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ViewEntry(PlacedExample() + std::string(11, '\xff')).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(EntryCodec, RefusesWhatDoesNotBeginWithAHeader) {
  std::string entry = PlacedExample();
  entry[9] = '\x12';
  EXPECT_EQ(DecodeEntryHeader(entry).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodeEntryHeader("").status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::eventstore
