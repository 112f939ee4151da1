#include "eventstore/validate.h"

#include <gtest/gtest.h>

#include "eventstore/entry_codec.h"
#include "eventstore/event_id.h"

namespace debut::eventstore {
namespace {

// What is refused, and how it is named: contract/limit_checks.cc.

TEST(EntryBytes, IsTheSizeOfTheEncodedEntry) {
  Event event;
  for (const std::size_t size : {0, 1, 127, 128, 16'383, 16'384, 59'000}) {
    event.event_id = MakeEventId();
    event.type = "test.Noted";
    event.tags.push_back("n:" + std::string(size % 200 + 1, 'v'));
    event.payload = std::string(size, 'x');
    event.schema = static_cast<std::uint32_t>(size);
    event.principal = std::string(size % 256, 'p');
    EXPECT_EQ(EntryBytes(event), EncodeEntry(event).size()) << size;
  }
  event.request_id = "r";
  event.request_digest = std::string(32, 'd');
  event.causation_id = event.event_id;
  event.trace_parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  EXPECT_EQ(EntryBytes(event), EncodeEntry(event).size());
}

TEST(EntryBytes, CountsTheEventIdThatIsStillToBeMade) {
  Event event;
  event.type = "test.Noted";
  const std::size_t before = EntryBytes(event);
  event.event_id = MakeEventId();
  EXPECT_EQ(EntryBytes(event), before);
}

TEST(ValidateAppend, CountsTheFieldsThatItDoesNotName) {
  const absl::Status status = ValidateAppend(std::vector<Event>(kViolationsMax + 5), std::nullopt);
  EXPECT_TRUE(std::string(status.message()).ends_with("; and 5 more")) << status;
}

TEST(ValidateAppend, RepeatsNoValues) {
  Event event;
  event.type = "秘密 type";
  event.tags = {"phone:13800000000\n"};
  event.principal = std::string("张三\x01");
  const std::string message(ValidateAppend({event}, std::nullopt).message());
  for (const std::string value : {"秘密", "13800000000", "张三"}) {
    EXPECT_EQ(message.find(value), std::string::npos) << message;
  }
}

}  // namespace
}  // namespace debut::eventstore
