// Queries: what the store finds is what each event says of itself, forwards and backwards.
#include <algorithm>

#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "eventstore/conversion.h"
#include "eventstore/in_memory_event_store.h"
#include "eventstore/validate.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using eventstore::Event;
using eventstore::Position;
using eventstore::Query;

const std::vector<Event>& Events() {
  static const auto* const events = [] {
    auto* const made = new std::vector<Event>();
    for (int i = 0; i < 12; ++i) {
      Event event;
      event.type = i % 2 == 0 ? "t.A" : "t.B";
      event.payload = "p";
      if (i % 3 == 0) event.tags.emplace_back("a:1");
      if (i % 4 != 0) event.tags.emplace_back("b:首");
      event.event_id = std::string(16, static_cast<char>('a' + i));
      made->push_back(std::move(event));
    }
    return made;
  }();
  return *events;
}

const eventstore::EventStore& Store() {
  static auto* const store = [] {
    auto* const made = new eventstore::InMemoryEventStore();
    ENSURE(made->Append(Events(), std::nullopt).ok(), "the events of the target are valid");
    return made;
  }();
  return *store;
}

// As the contract words it, without the product's code.
bool Wanted(const Query& query, std::uint64_t position, const Event& event) {
  const auto has = [](const auto& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  };
  if (query.items.empty()) return true;
  for (const auto& item : query.items) {
    bool fits = position > item.after.value && (item.types.empty() || has(item.types, event.type));
    for (const std::string& tag : item.tags) fits = fits && has(event.tags, tag);
    if (fits) return true;
  }
  return false;
}

void TryQuery(const Query& query, const eventlog::v1::ReadRequest& request) {
  const bool backwards = request.direction() == eventlog::v1::DIRECTION_BACKWARDS;
  eventstore::ReadOptions options{
      .direction = backwards ? eventstore::Direction::kBackwards : eventstore::Direction::kForwards,
      .after = {request.after_position()},
      .limit = request.limit()};
  if (request.before_position() > 0) options.before = Position{request.before_position()};
  if (request.up_to_position() > 0) options.up_to = Position{request.up_to_position()};
  const auto read = eventstore::ReadAll(Store(), query, options);
  ENSURE(read.ok(), "a valid query isn't answered");
  std::vector<std::uint64_t> expected;
  for (std::uint64_t position = 1; position <= Events().size(); ++position) {
    const bool bounded = position > request.after_position() &&
                         (!options.before || position < options.before->value) &&
                         (!options.up_to || position <= options.up_to->value);
    if (bounded && Wanted(query, position, Events()[position - 1])) expected.push_back(position);
  }
  if (backwards) std::reverse(expected.begin(), expected.end());
  if (request.limit() > 0 && expected.size() > request.limit()) expected.resize(request.limit());
  ENSURE(read->events.size() == expected.size(), "a query finds more or less than it selects");
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ENSURE(read->events[i].position.value == expected[i], "a query finds another event");
  }
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  eventlog::v1::ReadRequest request;
  if (!request.ParseFromArray(bytes, static_cast<int>(size))) return 0;
  const eventstore::Query query = eventstore::FromProto(request.query());
  eventlog::v1::Query proto;
  eventstore::ToProto(query, proto);
  ENSURE(eventstore::FromProto(proto) == query, "a query changes on the way");
  const absl::Status valid = eventstore::ValidateQuery(query);
  ENSURE(valid.ok() || absl::IsInvalidArgument(valid), "a bad query has another code");
  if (valid.ok()) fuzz::TryQuery(query, request);
  return 0;
}
