#include <algorithm>
#include <thread>

#include "eventstore/contract_suite.h"
#include "tests/contract/controls.h"

namespace debut::eventstore {
namespace {

using Condition = std::optional<AppendCondition>;

void YieldOften() {
  for (int i = 0; i < 200; ++i) std::this_thread::yield();
}

// A condition checked, and then, some time later, an append without it.
absl::StatusOr<AppendResult> CheckThenInsert(EventStore& good, std::vector<Event> events,
                                             std::optional<AppendCondition> condition) {
  if (!condition) return good.Append(std::move(events), condition);
  ReadOptions options;
  options.after = condition->after;
  std::optional<AppendConflict> conflict;
  const auto read =
      good.Read(condition->fail_if_matches, options, [&](const SequencedEvent& event) {
        conflict = AppendConflict{
            event.position, *condition->fail_if_matches.MatchingItem(event.position, event.event)};
        return false;
      });
  if (!read.ok()) return read.status();
  if (conflict) return ConflictError(*conflict);
  YieldOften();
  return good.Append(std::move(events), std::nullopt);
}

// A group that becomes visible event by event.
absl::StatusOr<AppendResult> AppendOneByOne(EventStore& good, std::vector<Event> events,
                                            std::optional<AppendCondition> condition) {
  if (events.size() > 100 || events.empty()) return good.Append(events, condition);
  AppendResult all;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto one = good.Append({events[i]}, i == 0 ? condition : std::nullopt);
    if (!one.ok()) return one.status();
    if (i == 0) all.first = one->first;
    all.last = one->last;
    YieldOften();
  }
  return all;
}

BrokenStore::AppendHook ChangedAppend(
    std::function<void(std::vector<Event>&, std::optional<AppendCondition>&)> change) {
  return [change](EventStore& good, std::vector<Event> events,
                  std::optional<AppendCondition> condition) {
    change(events, condition);
    return good.Append(std::move(events), std::move(condition));
  };
}

BrokenStore::AppendHook ChangedConflict(std::function<void(AppendConflict&)> change) {
  return [change](EventStore& good, std::vector<Event> events,
                  std::optional<AppendCondition> condition) -> absl::StatusOr<AppendResult> {
    const auto result = good.Append(std::move(events), std::move(condition));
    auto conflict = ConflictOf(result.status());
    if (!conflict) return result;
    change(*conflict);
    return ConflictError(*conflict);
  };
}

void SplitTags(Query& query) {
  std::vector<QueryItem> items;
  for (const QueryItem& item : query.items) {
    if (item.tags.empty()) items.push_back(item);
    for (const std::string& tag : item.tags) items.push_back({item.types, {tag}, item.after});
  }
  query.items = std::move(items);
}

void ForgetTypes(Query& query) {
  for (QueryItem& item : query.items) {
    if (!item.tags.empty()) item.types.clear();
  }
}

void ChecksThenInserts(BrokenStore& s) { s.append = CheckThenInsert; }

void AppendsOneByOne(BrokenStore& s) { s.append = AppendOneByOne; }

void NamesALaterConflict(BrokenStore& s) {
  s.append = ChangedConflict([](AppendConflict& c) { ++c.position.value; });
}

void NamesAnotherItem(BrokenStore& s) {
  s.append = ChangedConflict([](AppendConflict& c) { c.item ^= 1; });
}

void RecordsARefusedGroup(BrokenStore& s) {
  s.append = [](EventStore& good, std::vector<Event> events, Condition condition) {
    const auto result = good.Append(events, std::move(condition));
    if (absl::IsAborted(result.status())) good.Append(events, {}).IgnoreError();
    return result;
  };
}

void IgnoresTheConditionsPosition(BrokenStore& s) {
  s.append = ChangedAppend([](auto&, Condition& c) {
    if (c) c->after = {};
  });
}

void IgnoresTheItemsPosition(BrokenStore& s) {
  s.append = ChangedAppend([](auto&, Condition& c) {
    if (!c) return;
    for (QueryItem& item : c->fail_if_matches.items) item.after = {};
  });
}

void IgnoresTypesBesideTags(BrokenStore& s) {
  s.append = ChangedAppend([](auto&, Condition& c) {
    if (c) ForgetTypes(c->fail_if_matches);
  });
}

void IsContentWithAnyTag(BrokenStore& s) {
  s.append = ChangedAppend([](auto&, Condition& c) {
    if (c) SplitTags(c->fail_if_matches);
  });
}

void HoldsItsOwnEventsAgainstAGroup(BrokenStore& s) {
  s.append = [](EventStore& good, std::vector<Event> events,
                Condition condition) -> absl::StatusOr<AppendResult> {
    const Position next{good.Head()->value + 1};
    for (const Event& event : events) {
      if (!condition || events.size() == 1) break;
      const auto item = condition->fail_if_matches.MatchingItem(next, event);
      if (item) return ConflictError({next, *item});
    }
    return good.Append(std::move(events), std::move(condition));
  };
}

void ReversesGroups(BrokenStore& s) {
  s.append = ChangedAppend([](auto& events, auto&) { std::ranges::reverse(events); });
}

void TakesOnlySmallGroups(BrokenStore& s) {
  s.append = [](EventStore& good, std::vector<Event> events,
                Condition condition) -> absl::StatusOr<AppendResult> {
    if (events.size() > 500) return absl::ResourceExhaustedError("too large");
    return good.Append(std::move(events), std::move(condition));
  };
}

void ForgetsWhoActed(BrokenStore& s) {
  s.append = ChangedAppend([](auto& events, auto&) {
    for (Event& event : events) event.principal.clear();
  });
}

void AcceptsWhatBreaksALimit(BrokenStore& s) {
  s.append = [](EventStore& good, std::vector<Event> events,
                Condition condition) -> absl::StatusOr<AppendResult> {
    const auto result = good.Append(std::move(events), std::move(condition));
    return absl::IsInvalidArgument(result.status()) ? AppendResult{} : result;
  };
}

void NamesNoField(BrokenStore& s) {
  s.append = [](EventStore& good, std::vector<Event> events,
                Condition condition) -> absl::StatusOr<AppendResult> {
    const auto result = good.Append(std::move(events), std::move(condition));
    if (!absl::IsInvalidArgument(result.status())) return result;
    return absl::InvalidArgumentError("bad");
  };
}

}  // namespace

std::vector<Control> AppendControls() {
  return {
      {"ChecksThenInserts",
       ChecksThenInserts,
       {"LetsOneOfManyWinEachHead", "LosesNoUpdateOfStaggeredWriters"}},
      {"AppendsOneByOne", AppendsOneByOne, {"KeepsGroupsTogether", "ShowsReadersAGaplessPrefix"}},
      {"NamesALaterConflict",
       NamesALaterConflict,
       {"NamesTheFirstConflictAndItsFirstItem", "RefusesOnATag", "RefusesOnAType",
        "FindsChineseTagsAndPayloads", "LetsOneOfManyWinEachHead"}},
      {"NamesAnotherItem",
       NamesAnotherItem,
       {"NamesTheFirstConflictAndItsFirstItem", "RefusesOnAnythingForAnItemWithoutTypesAndTags"}},
      {"RecordsARefusedGroup", RecordsARefusedGroup, {"RecordsNothingOfARefusedGroup"}},
      {"IgnoresTheConditionsPosition",
       IgnoresTheConditionsPosition,
       {"LooksOnlyAfterThePosition", "DecidesOnTheHeadThatWasRead"}},
      {"IgnoresTheItemsPosition", IgnoresTheItemsPosition, {"LooksOnlyAfterTheItemsOwnPosition"}},
      {"IgnoresTypesBesideTags", IgnoresTypesBesideTags, {"RefusesOnlyIfTypeAndTagAreOfOneEvent"}},
      {"IsContentWithAnyTag", IsContentWithAnyTag, {"RefusesOnlyIfOneEventHasAllTags"}},
      {"HoldsItsOwnEventsAgainstAGroup",
       HoldsItsOwnEventsAgainstAGroup,
       {"DoesNotHoldItsOwnEventsAgainstAGroup"}},
      {"ReversesGroups", ReversesGroups, {"KeepsTheOrderOfAGroup"}},
      {"TakesOnlySmallGroups", TakesOnlySmallGroups, {"TakesEventsOfEverySizeUpToTheLimits"}},
      {"ForgetsWhoActed", ForgetsWhoActed, {"KeepsEveryFieldOfAnEvent"}},
      {"AcceptsWhatBreaksALimit",
       AcceptsWhatBreaksALimit,
       {"RefusesAnEventOutsideTheLimits", "RefusesTextThatIsNotUtf8",
        "RefusesTooFewOrTooManyEvents", "NamesEveryOffendingField", "RefusesAConditionWithoutItems",
        "RefusesAQueryOutsideTheLimits"}},
      {"NamesNoField",
       NamesNoField,
       {"RefusesAnEventOutsideTheLimits", "NamesEveryOffendingField"}},
  };
}

}  // namespace debut::eventstore
