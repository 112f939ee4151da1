#include "services/eventlog/raw_message.h"

#include <gtest/gtest.h>

#include "debut/eventlog/v1/eventlog_service.pb.h"

namespace debut::eventlog {
namespace {

TEST(RawMessage, ParsesAsTheTypedOne) {
  RawMessage raw;
  v1::Entry entry;
  for (const std::size_t size : {std::size_t{1}, std::size_t{200}, std::size_t{59'000}}) {
    entry.set_position(entry.position() + 1);
    entry.set_payload(std::string(size, 'x'));
    raw.AddBytes(v1::ReadResponse::kEntriesFieldNumber, entry.SerializeAsString());
  }
  raw.AddNumber(v1::ReadResponse::kHeadPositionFieldNumber, 1ull << 63);
  raw.AddNumber(v1::ReadResponse::kMoreFieldNumber, 0);
  raw.AddNumber(v1::ReadResponse::kNextPositionFieldNumber, 300);
  v1::ReadResponse page;
  ASSERT_TRUE(Parse(std::move(raw).Take(), page).ok());
  ASSERT_EQ(page.entries_size(), 3);
  EXPECT_EQ(page.entries(2).SerializeAsString(), entry.SerializeAsString());
  EXPECT_EQ(page.head_position(), 1ull << 63);
  EXPECT_FALSE(page.more());
  EXPECT_EQ(page.next_position(), 300u);
}

TEST(RawMessage, StandsInsideAnother) {
  v1::Entry entry;
  entry.set_type("test.Noted");
  RawMessage batch;
  batch.AddBytes(v1::SubscribeResponse::Batch::kEntriesFieldNumber, entry.SerializeAsString());
  v1::SubscribeResponse message;
  ASSERT_TRUE(
      Parse(std::move(batch).TakeAsField(v1::SubscribeResponse::kBatchFieldNumber), message).ok());
  ASSERT_EQ(message.batch().entries_size(), 1);
  EXPECT_EQ(message.batch().entries(0).type(), "test.Noted");
}

TEST(RawMessage, MayBeEmpty) {
  v1::ReadResponse page;
  page.set_more(true);
  ASSERT_TRUE(Parse(RawMessage().Take(), page).ok());
  EXPECT_FALSE(page.more());
}

TEST(Parse, RefusesWhatIsNotTheMessage) {
  v1::AppendRequest request;
  for (const std::string bytes : {"\xff\xff\xff", "\x0a\x05xx"}) {
    const grpc::Slice slice(bytes);
    EXPECT_EQ(Parse(grpc::ByteBuffer(&slice, 1), request).code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(Parse, RefusesTextThatIsNotUtf8) {
  // Field 2, the tags, of an item.
  const grpc::Slice slice(std::string("\x12\x03n:\xff"));
  v1::QueryItem item;
  EXPECT_EQ(Parse(grpc::ByteBuffer(&slice, 1), item).code(), absl::StatusCode::kInvalidArgument);
}

TEST(Serialise, IsUndoneByParse) {
  v1::GetHeadResponse head;
  head.set_head_position(7);
  v1::GetHeadResponse back;
  ASSERT_TRUE(Parse(Serialise(head), back).ok());
  EXPECT_EQ(back.head_position(), 7u);
}

}  // namespace
}  // namespace debut::eventlog
