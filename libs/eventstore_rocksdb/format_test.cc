// The bytes on disk: docs/log_format.md shows them, and this test checks both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "absl/strings/escaping.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/anchor_slot.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/log_state.h"

namespace debut::eventstore_rocksdb {
namespace {

using testing::HasSubstr;

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

std::string Documentation() {
  std::ifstream in(DEBUT_DOCS_DIR "/log_format.md");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Whether the documentation shows these bytes, in lines of 32.
void ExpectDocumented(std::string_view what, std::string_view bytes) {
  static const std::string documentation = Documentation();
  for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(32, bytes.size()))) {
    EXPECT_THAT(documentation, HasSubstr(Hex(bytes.substr(0, 32)))) << what;
  }
}

// The first event of a log, recorded at 2024-05-06T07:08:09.000010Z.
std::string ExampleEntry() {
  eventstore::Event event;
  event.type = "debut.market.v1.ContractSigned";
  event.tags = {"enterprise:E-1", "product:首台套"};
  event.payload = "\x0a\x03K-7";
  event.event_id = "0123456789abcdef";
  event.principal = "clerk";
  event.request_id = "r-1";
  std::string entry = eventstore::EncodeEntry(event);
  eventstore::PlaceEntry({1}, 1'714'979'289'000'010, entry);
  return entry;
}

LogState ExampleState() {
  LogState state;
  state.sequence = 1;
  state.recorded_time_us = 1'714'979'289'000'010;
  state.frontier.Append(transparency::LeafHash(ExampleEntry()));
  return state;
}

AnchorMark ExampleMark() {
  AnchorMark mark;
  mark.log_id = std::string(kLogIdBytes, 'L');
  mark.sequence = 1;
  mark.after = {1, ExampleState().frontier.Root()};
  return mark;
}

std::string ExampleSlot() {
  const std::string entry = ExampleEntry();
  const std::vector<std::string_view> entries = {entry};
  const std::vector<transparency::Hash> leaves = {transparency::LeafHash(entry)};
  return EncodeAnchorSlot(ExampleMark(), entries, leaves);
}

TEST(Format, IsDocumentedWithTheBytesOfAnExample) {
  const std::string entry = ExampleEntry();
  ExpectDocumented("leaf hash", transparency::Bytes(transparency::LeafHash(entry)));
  ExpectDocumented("entry key", View(BigEndian(1)));
  ExpectDocumented("entry", entry);
  ExpectDocumented("tag posting", PostingKey(TagPostingPrefix("enterprise:E-1"), 1));
  ExpectDocumented("tag posting", PostingKey(TagPostingPrefix("product:首台套"), 1));
  ExpectDocumented("type posting", PostingKey(TypePostingPrefix(1), 1));
  ExpectDocumented("type", TypeKey(1));
  ExpectDocumented("tile", TileKey({1, 2}));
  ExpectDocumented("head", ExampleState().Serialise());
  ExpectDocumented("anchor slot", ExampleSlot().substr(0, kAnchorHeaderBytes + 4));
}

TEST(LogState, IsParsedFromItsBytes) {
  const std::string bytes = ExampleState().Serialise();
  EXPECT_EQ(LogState::Parse(bytes).value(), ExampleState());
  for (const std::size_t length : {0U, 15U, 20U}) {
    EXPECT_EQ(LogState::Parse(bytes.substr(0, length)).status().code(),
              absl::StatusCode::kDataLoss);
  }
}

TEST(PostingKey, SplitsIntoListAndPosition) {
  const std::string key = PostingKey(TagPostingPrefix("a:1"), 0x0102030405060708);
  const auto parts = SplitPostingKey(key);
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->prefix, TagPostingPrefix("a:1"));
  EXPECT_EQ(parts->position, 0x0102030405060708U);
  EXPECT_FALSE(SplitPostingKey("12345678").has_value());
}

TEST(PostingKey, NoListIsThePrefixOfAnother) {
  const std::vector<std::string> lists = {TagPostingPrefix("a"),
                                          TagPostingPrefix("ab"),
                                          TagPostingPrefix(std::string(1, '\0') + "ab"),
                                          TagPostingPrefix(std::string(256, 'a')),
                                          TypePostingPrefix(1),
                                          TypePostingPrefix(256)};
  for (const std::string& a : lists) {
    for (const std::string& b : lists) {
      EXPECT_EQ(a == b, b.starts_with(a)) << Hex(a) << " " << Hex(b);
    }
  }
}

TEST(PostingValue, IsParsedFromItsBytes) {
  for (const std::uint32_t id : {1U, 127U, 128U, 300U, 0xffffffffU}) {
    EXPECT_EQ(ParsePostingValue(PostingValue(id)), id);
  }
  EXPECT_FALSE(ParsePostingValue("").has_value());
  EXPECT_FALSE(ParsePostingValue("\x80").has_value());
  EXPECT_FALSE(ParsePostingValue("\xff\xff\xff\xff\xff\x01").has_value());
}

TEST(AnchorSlot, IsDecodedFromItsBytes) {
  const std::string slot = ExampleSlot();
  const std::string header_bytes = slot.substr(0, kAnchorHeaderBytes);
  const auto header = DecodeAnchorHeader(header_bytes);
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->mark, ExampleMark());
  const auto entries = DecodeAnchorEntries(*header, header_bytes, slot.substr(kAnchorHeaderBytes));
  ASSERT_TRUE(entries.ok());
  EXPECT_EQ(*entries, std::vector<std::string>{ExampleEntry()});
}

TEST(AnchorSlot, IsRefusedWithAnyByteFlipped) {
  const std::string whole = ExampleSlot();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string slot = whole;
    slot[i] = static_cast<char>(slot[i] ^ 0x20);
    const std::string header_bytes = slot.substr(0, kAnchorHeaderBytes);
    const auto header = DecodeAnchorHeader(header_bytes);
    if (!header.ok()) continue;
    EXPECT_FALSE(DecodeAnchorEntries(*header, header_bytes, slot.substr(kAnchorHeaderBytes)).ok())
        << i;
  }
}

TEST(AnchorSlot, HasNothingInItThatIsNotKnown) {
  constexpr std::size_t kVersionEnd = 11, kKindEnd = 15, kFirstZero = 132;
  for (const std::size_t at : {kKindEnd, kFirstZero}) {
    std::string header = ExampleSlot().substr(0, kAnchorHeaderBytes);
    header[at] = 7;
    EXPECT_EQ(DecodeAnchorHeader(header).status().code(), absl::StatusCode::kDataLoss) << at;
  }
  std::string header = ExampleSlot().substr(0, kAnchorHeaderBytes);
  header[kVersionEnd] = 0;
  EXPECT_EQ(DecodeAnchorHeader(header).status().code(), absl::StatusCode::kDataLoss);
}

TEST(AnchorSlot, OfALaterVersionIsToldFromADamagedOne) {
  std::string header = ExampleSlot().substr(0, kAnchorHeaderBytes);
  header[11] = 2;
  EXPECT_EQ(DecodeAnchorHeader(header).status().code(), absl::StatusCode::kFailedPrecondition);
  header[0] = 'X';
  EXPECT_EQ(DecodeAnchorHeader(header).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace debut::eventstore_rocksdb
