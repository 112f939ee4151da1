// Requests to append: what passes the limits is stored, found again, and fits where it has to.
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "eventstore/conversion.h"
#include "eventstore/entry_codec.h"
#include "eventstore/event_id.h"
#include "eventstore/in_memory_event_store.h"
#include "eventstore/limits.h"
#include "eventstore/validate.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using eventstore::Event;

void TryStored(std::vector<Event> events) {
  for (Event& event : events) {
    if (event.event_id.empty()) event.event_id = std::string(16, 'i');
    const std::string entry = eventstore::EncodeEntry(event);
    ENSURE(entry.size() == eventstore::EntryBytes(event), "an entry has another size than told");
    ENSURE(entry.size() <= eventstore::kEntryBytesMax, "an entry is too large for the archive");
  }
  eventstore::InMemoryEventStore store;
  const auto appended = store.Append(events, std::nullopt);
  ENSURE(appended.ok() && appended->last.value == events.size(), "valid events aren't appended");
  const auto read = eventstore::ReadAll(store, {});
  ENSURE(read.ok() && read->events.size() == events.size(), "what was appended isn't read");
  for (std::size_t i = 0; i < events.size(); ++i) {
    ENSURE(read->events[i].event == events[i], "an event is read as another");
    for (const std::string& tag : events[i].tags) {
      const eventstore::Query query{{{.types = {events[i].type}, .tags = {tag}}}};
      ENSURE(query.Matches({i + 1}, events[i]), "an event isn't found by its tag and type");
    }
  }
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  eventlog::v1::AppendRequest request;
  if (!request.ParseFromArray(bytes, static_cast<int>(size))) return 0;
  std::vector<eventstore::Event> events;
  for (auto& event : *request.mutable_events()) {
    events.push_back(eventstore::FromProto(std::move(event)));
    eventlog::v1::Event proto;
    eventstore::ToProto(events.back(), proto);
    ENSURE(eventstore::FromProto(std::move(proto)) == events.back(), "an event changes on the way");
  }
  std::optional<eventstore::AppendCondition> condition;
  if (request.has_condition()) condition = eventstore::FromProto(request.condition());
  const absl::Status valid = eventstore::ValidateAppend(events, condition);
  ENSURE(valid.ok() || absl::IsInvalidArgument(valid), "a bad append has another code");
  if (valid.ok()) fuzz::TryStored(std::move(events));
  return 0;
}
