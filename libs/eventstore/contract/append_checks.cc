#include <set>

#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"
#include "eventstore/limits.h"

namespace debut::eventstore {
namespace {

Verdict GivesPositionsFromOneWithoutGaps(EventStore& store) {
  MUST_EQ(*store.Head(), Position{});
  for (std::uint64_t i = 1; i <= 3; ++i) {
    MUST_ASSIGN(const Position at, Add(store, MakeEvent("test.Noted", {})));
    MUST_EQ(at, Position{i});
  }
  const std::vector<Event> group(5, MakeEvent("test.Noted", {}));
  MUST_ASSIGN(const AppendResult result, store.Append(group, std::nullopt));
  MUST_EQ(result.first, Position{4});
  MUST_EQ(result.last, Position{8});
  MUST_ASSIGN(const auto positions, PositionsOf(store, {}));
  MUST_EQ(positions, Numbers(1, 8));
  MUST_EQ(*store.Head(), Position{8});
  return testing::AssertionSuccess();
}

Verdict KeepsTheOrderOfAGroup(EventStore& store) {
  std::vector<Event> group;
  for (int i = 0; i < 100; ++i) {
    group.push_back(MakeEvent("test.Noted", {"n:" + std::to_string(i)}, std::to_string(i)));
  }
  MUST_OK(store.Append(group, std::nullopt));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  MUST_EQ(read.events.size(), group.size());
  for (std::size_t i = 0; i < group.size(); ++i) {
    MUST_EQ(read.events[i].event.payload, group[i].payload);
    MUST_EQ(read.events[i].event.tags, group[i].tags);
  }
  return testing::AssertionSuccess();
}

Verdict RecordsNothingOfARefusedGroup(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {"claim:C-1"})));
  const std::vector<Event> group{MakeEvent("test.Noted", {"claim:C-2"}),
                                 MakeEvent("test.Noted", {"claim:C-3"})};
  const auto refused = store.Append(group, AppendCondition{{{Tags({"claim:C-1"})}}, {}});
  MUST_EQ(refused.status().code(), absl::StatusCode::kAborted);
  MUST_EQ(*store.Head(), Position{1});
  MUST_ASSIGN(const auto positions, PositionsOf(store, {{Tags({"claim:C-3"})}}));
  MUST(positions.empty());
  MUST_ASSIGN(const Position next, Add(store, MakeEvent("test.Noted", {})));
  MUST_EQ(next, Position{2});
  return testing::AssertionSuccess();
}

Verdict RecordsStrictlyIncreasingTimes(EventStore& store) {
  MUST_OK(store.Append(std::vector<Event>(20, MakeEvent("test.Noted", {})), std::nullopt));
  MUST_OK(AddMany(store, 10));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  MUST_EQ(read.events.size(), std::size_t{30});
  absl::Time last = absl::UnixEpoch();
  for (const SequencedEvent& event : read.events) {
    MUST(event.recorded_time > last);
    last = event.recorded_time;
    MUST_EQ(absl::FromUnixMicros(absl::ToUnixMicros(last)), last);
  }
  return testing::AssertionSuccess();
}

Verdict KeepsEveryFieldOfAnEvent(EventStore& store) {
  Event event = MakeEvent("debut.grants.v1.AwardProposed", {"claim:C-7", "enterprise:E-1"});
  event.payload = std::string("\0\x01\xff binary", 10);
  event.schema = 3;
  event.event_id = "0123456789abcdef";
  event.principal = "张三";
  event.request_id = "a2c0-…";
  event.request_digest = std::string(32, '\xd1');
  event.causation_id = std::string(16, '\0');
  event.trace_parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  MUST_OK(Add(store, event));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  MUST_EQ(read.events.size(), std::size_t{1});
  MUST(read.events[0].event == event);

  const Event plain = MakeEvent("test.Noted", {}, "");
  MUST_OK(Add(store, plain));
  MUST_ASSIGN(ReadResult again, ReadAll(store, {}));
  again.events[1].event.event_id.clear();
  MUST(again.events[1].event == plain);
  return testing::AssertionSuccess();
}

Verdict MakesAnEventIdWhereThereIsNone(EventStore& store) {
  MUST_OK(store.Append(std::vector<Event>(10, MakeEvent("test.Noted", {})), std::nullopt));
  MUST_OK(AddMany(store, 10));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  std::set<std::string> ids;
  for (const SequencedEvent& event : read.events) {
    MUST_EQ(event.event.event_id.size(), std::size_t{16});
    ids.insert(event.event.event_id);
  }
  MUST_EQ(ids.size(), std::size_t{20});
  return testing::AssertionSuccess();
}

Verdict FindsChineseTagsAndPayloads(EventStore& store) {
  const std::string enterprise = "enterprise:张江首创科技有限公司";
  const Event product = MakeEvent("debut.certification.v1.ProductCertified",
                                  {enterprise, "product:智能装备-甲"}, "重大技术装备");
  MUST_OK(Add(store, MakeEvent("test.Noted", {"enterprise:张江首创科技"})));
  MUST_OK(Add(store, product));
  const Query query{{Tags({enterprise})}};
  MUST_ASSIGN(const ReadResult read, ReadAll(store, query));
  MUST_EQ(read.events.size(), std::size_t{1});
  MUST_EQ(read.events[0].event.tags, product.tags);
  MUST_EQ(read.events[0].event.payload, product.payload);
  const auto conflict = ConflictOf(AddIf(store, product, query).status());
  MUST(conflict.has_value());
  MUST_EQ(conflict->position, Position{2});
  return testing::AssertionSuccess();
}

Verdict TakesEventsOfEverySizeUpToTheLimits(EventStore& store) {
  Event wide = MakeEvent("test." + std::string(kTypeBytesMax - 5, 'T'), {});
  for (std::size_t i = 0; i < kTagsMax; ++i) {
    wide.tags.push_back("n:" + std::string(kTagBytesMax - 4, 'v') + std::to_string(10 + i));
  }
  wide.principal = std::string(kNameBytesMax, 'p');
  Event big = MakeEvent("test.Noted", {"size:big"}, std::string(kEntryBytesMax - 100, 'x'));
  MUST_OK(Add(store, wide));
  MUST_OK(Add(store, big));
  MUST_OK(store.Append(std::vector<Event>(kAppendEventsMax, MakeEvent("test.Noted", {})),
                       std::nullopt));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, {}));
  MUST_EQ(read.events.size(), kAppendEventsMax + 2);
  MUST_EQ(read.events[0].event.tags, wide.tags);
  MUST(read.events[1].event.payload == big.payload);
  MUST_ASSIGN(const auto found, PositionsOf(store, {{Tags({wide.tags.back()})}}));
  MUST_EQ(found, Numbers(1, 1));
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> AppendChecks() {
  return {{"GivesPositionsFromOneWithoutGaps", GivesPositionsFromOneWithoutGaps},
          {"KeepsTheOrderOfAGroup", KeepsTheOrderOfAGroup},
          {"RecordsNothingOfARefusedGroup", RecordsNothingOfARefusedGroup},
          {"RecordsStrictlyIncreasingTimes", RecordsStrictlyIncreasingTimes},
          {"KeepsEveryFieldOfAnEvent", KeepsEveryFieldOfAnEvent},
          {"MakesAnEventIdWhereThereIsNone", MakesAnEventIdWhereThereIsNone},
          {"FindsChineseTagsAndPayloads", FindsChineseTagsAndPayloads},
          {"TakesEventsOfEverySizeUpToTheLimits", TakesEventsOfEverySizeUpToTheLimits}};
}

}  // namespace debut::eventstore
