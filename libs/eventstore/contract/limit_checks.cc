#include <algorithm>

#include "debut/rpc/v1/errors.pb.h"
#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"
#include "eventstore/limits.h"
#include "eventstore/validate.h"

namespace debut::eventstore {
namespace {

// The status is INVALID_ARGUMENT with its reason, and names exactly these fields, in its message
// and in its detail.
Verdict Names(const absl::Status& status, const std::vector<std::string>& fields) {
  MUST_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const auto reason = status.GetPayload("type.googleapis.com/debut.rpc.v1.ErrorInfo");
  MUST(reason.has_value());
  rpc::v1::ErrorInfo info;
  MUST(info.ParseFromString(std::string(*reason)));
  MUST_EQ(info.reason(), std::string("FIELDS_INVALID"));
  const auto payload = status.GetPayload("type.googleapis.com/debut.rpc.v1.BadRequest");
  MUST(payload.has_value());
  rpc::v1::BadRequest request;
  MUST(request.ParseFromString(std::string(*payload)));
  std::vector<std::string> named;
  for (const auto& violation : request.field_violations()) {
    named.push_back(violation.field());
    MUST(!violation.description().empty());
    MUST(std::string(status.message()).find(violation.field()) != std::string::npos);
  }
  MUST_EQ(named, fields);
  return testing::AssertionSuccess();
}

#define MUST_NAME(status, ...)                                            \
  do {                                                                    \
    if (const Verdict verdict = Names(status, __VA_ARGS__); !verdict)     \
      return testing::AssertionFailure()                                  \
             << __FILE__ << ":" << __LINE__ << ": " << verdict.message(); \
  } while (false)

struct BadEvent {
  std::string field;  // Of the event.
  void (*spoil)(Event&);
};

const BadEvent kBadEvents[] = {
    {".type", [](Event& e) { e.type.clear(); }},
    {".type", [](Event& e) { e.type = std::string(kTypeBytesMax + 1, 'T'); }},
    {".type", [](Event& e) { e.type = "奖励"; }},
    {".type", [](Event& e) { e.type = "a..b"; }},
    {".type", [](Event& e) { e.type = "a."; }},
    {".type", [](Event& e) { e.type = "9a"; }},
    {".tags",
     [](Event& e) {
       e.tags.clear();
       for (std::size_t i = 0; i <= kTagsMax; ++i) e.tags.push_back("n:" + std::to_string(100 + i));
     }},
    {".tags[0]", [](Event& e) { e.tags = {"claim"}; }},
    {".tags[0]", [](Event& e) { e.tags = {"claim:"}; }},
    {".tags[0]", [](Event& e) { e.tags = {":C-1"}; }},
    {".tags[0]", [](Event& e) { e.tags = {""}; }},
    {".tags[0]", [](Event& e) { e.tags = {"Claim:C-1"}; }},
    {".tags[0]", [](Event& e) { e.tags = {"n:" + std::string(kTagBytesMax, 'v')}; }},
    {".tags[0]", [](Event& e) { e.tags = {"n:\n"}; }},
    {".tags[0]", [](Event& e) { e.tags = {std::string("n:\0", 3)}; }},
    {".tags[1]",
     [](Event& e) {
       e.tags = {"b:1", "a:1"};
     }},
    {".tags[1]",
     [](Event& e) {
       e.tags = {"a:1", "a:1"};
     }},
    {".schema", [](Event& e) { e.schema = 0; }},
    {".event_id", [](Event& e) { e.event_id = "short"; }},
    {".principal", [](Event& e) { e.principal = std::string(kNameBytesMax + 1, 'p'); }},
    {".request_id", [](Event& e) { e.request_id = "a\tb"; }},
    {".request_digest", [](Event& e) { e.request_digest = std::string(31, 'd'); }},
    {".causation_id", [](Event& e) { e.causation_id = std::string(17, 'c'); }},
    {".trace_parent", [](Event& e) { e.trace_parent = std::string(kNameBytesMax + 1, '0'); }},
    {"", [](Event& e) { e.payload = std::string(kEntryBytesMax, 'x'); }},
};

Verdict RefusesAnEventOutsideTheLimits(EventStore& store) {
  for (const BadEvent& bad : kBadEvents) {
    std::vector<Event> events(3, MakeEvent("test.Noted", {"claim:C-1"}));
    bad.spoil(events[1]);
    MUST_NAME(store.Append(events, std::nullopt).status(), {"events[1]" + bad.field});
  }
  MUST_EQ(*store.Head(), Position{});
  MUST_ASSIGN(const auto positions, PositionsOf(store, {}));
  MUST(positions.empty());
  return testing::AssertionSuccess();
}

Verdict RefusesTextThatIsNotUtf8(EventStore& store) {
  for (const std::string text :
       {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xbd"}) {
    MUST_NAME(Add(store, MakeEvent("test.Noted", {"n:" + text})).status(), {"events[0].tags[0]"});
    Event event = MakeEvent("test.Noted", {});
    event.principal = text;
    MUST_NAME(Add(store, event).status(), {"events[0].principal"});
  }
  MUST_EQ(*store.Head(), Position{});
  return testing::AssertionSuccess();
}

Verdict RefusesTooFewOrTooManyEvents(EventStore& store) {
  MUST_NAME(store.Append({}, std::nullopt).status(), {"events"});
  const std::vector<Event> many(kAppendEventsMax + 1, MakeEvent("test.Noted", {}));
  MUST_NAME(store.Append(many, std::nullopt).status(), {"events"});
  const std::vector<Event> heavy(kAppendBytesMax / 50'000 + 1,
                                 MakeEvent("test.Noted", {}, std::string(50'000, 'x')));
  MUST_NAME(store.Append(heavy, std::nullopt).status(), {"events"});
  MUST_EQ(*store.Head(), Position{});
  return testing::AssertionSuccess();
}

Verdict NamesEveryOffendingField(EventStore& store) {
  std::vector<Event> events(2, MakeEvent("test.Noted", {"claim:C-1"}));
  events[0].type.clear();
  events[0].schema = 0;
  events[1].tags = {"claim"};
  events[1].event_id = "short";
  const AppendCondition condition{{{Tags({"claim"}), Types({""})}}, {}};
  MUST_NAME(store.Append(events, condition).status(),
            {"events[0].type", "events[0].schema", "events[1].tags[0]", "events[1].event_id",
             "condition.fail_if_matches.items[0].tags[0]",
             "condition.fail_if_matches.items[1].types[0]"});
  Event bad = MakeEvent("", {});
  const auto status = store.Append(std::vector<Event>(100, bad), std::nullopt).status();
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < kViolationsMax; ++i) {
    fields.push_back("events[" + std::to_string(i) + "].type");
  }
  MUST_NAME(status, fields);
  return testing::AssertionSuccess();
}

Verdict RefusesAConditionWithoutItems(EventStore& store) {
  MUST_NAME(AddIf(store, MakeEvent("test.Noted", {}), {}).status(),
            {"condition.fail_if_matches.items"});
  MUST_EQ(*store.Head(), Position{});
  return testing::AssertionSuccess();
}

Verdict RefusesAQueryOutsideTheLimits(EventStore& store) {
  QueryItem types;
  types.types.assign(kQueryItemTypesMax + 1, "test.Noted");
  QueryItem tags;
  tags.tags.assign(kQueryItemTagsMax + 1, "claim:C-1");
  const std::pair<Query, std::string> cases[] = {
      {{std::vector<QueryItem>(kQueryItemsMax + 1)}, ".items"},
      {{{{}, types}}, ".items[1].types"},
      {{{tags}}, ".items[0].tags"},
      {{{Tags({"a:1", "claim"})}}, ".items[0].tags[1]"},
      {{{Types({"bad name"})}}, ".items[0].types[0]"},
  };
  for (const auto& [query, field] : cases) {
    MUST_NAME(PositionsOf(store, query).status(), {"query" + field});
    MUST_NAME(AddIf(store, MakeEvent("test.Noted", {}), query).status(),
              {"condition.fail_if_matches" + field});
    MUST_NAME(store.Subscribe(query, {}, {}, [](const SubscriptionMessage&) { return false; }),
              {"query" + field});
  }
  MUST_EQ(*store.Head(), Position{});
  return testing::AssertionSuccess();
}

Verdict RefusesASubscriptionOutsideTheLimits(EventStore& store) {
  const std::pair<SubscribeOptions, std::string> cases[] = {
      {{{}, 0, absl::Seconds(1)}, "batch_bytes_max"},
      {{{}, kBatchBytesMax + 1, absl::Seconds(1)}, "batch_bytes_max"},
      {{{}, 1, absl::ZeroDuration()}, "heartbeat_interval_ms"},
      {{{}, 1, kHeartbeatIntervalMax + absl::Seconds(1)}, "heartbeat_interval_ms"},
  };
  for (const auto& [options, field] : cases) {
    MUST_NAME(store.Subscribe({}, options, {}, [](const SubscriptionMessage&) { return false; }),
              {field});
  }
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> LimitChecks() {
  return {{"RefusesAnEventOutsideTheLimits", RefusesAnEventOutsideTheLimits},
          {"RefusesTextThatIsNotUtf8", RefusesTextThatIsNotUtf8},
          {"RefusesTooFewOrTooManyEvents", RefusesTooFewOrTooManyEvents},
          {"NamesEveryOffendingField", NamesEveryOffendingField},
          {"RefusesAConditionWithoutItems", RefusesAConditionWithoutItems},
          {"RefusesAQueryOutsideTheLimits", RefusesAQueryOutsideTheLimits},
          {"RefusesASubscriptionOutsideTheLimits", RefusesASubscriptionOutsideTheLimits}};
}

}  // namespace debut::eventstore
