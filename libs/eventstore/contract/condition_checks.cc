#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"

namespace debut::eventstore {
namespace {

// Whether an append on this condition is refused with this first conflict, or passes if there is
// none; a refused append leaves the head where it was.
Verdict Answers(EventStore& store, Query query, Position after,
                std::optional<AppendConflict> expected) {
  MUST_ASSIGN(const Position head, store.Head());
  const auto result = AddIf(store, MakeEvent("test.Tried", {}), std::move(query), after);
  if (!expected) {
    MUST_OK(result);
    MUST_EQ(result->first, Position{head.value + 1});
    return testing::AssertionSuccess();
  }
  MUST_EQ(result.status().code(), absl::StatusCode::kAborted);
  MUST_EQ(*store.Head(), head);
  const auto conflict = ConflictOf(result.status());
  MUST(conflict.has_value());
  MUST_EQ(conflict->position, expected->position);
  MUST_EQ(conflict->item, expected->item);
  return testing::AssertionSuccess();
}

#define MUST_ANSWER(...)                                                  \
  do {                                                                    \
    if (const Verdict verdict = Answers(__VA_ARGS__); !verdict)           \
      return testing::AssertionFailure()                                  \
             << __FILE__ << ":" << __LINE__ << ": " << verdict.message(); \
  } while (false)

AppendConflict At(std::uint64_t position, std::size_t item = 0) { return {{position}, item}; }

Verdict RefusesOnATag(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {"claim:C-1", "enterprise:E-1"})));
  MUST_ANSWER(store, {{Tags({"claim:C-1"})}}, {}, At(1));
  MUST_ANSWER(store, {{Tags({"claim:C"})}}, {}, std::nullopt);
  MUST_ANSWER(store, {{Tags({"claim:C-11"})}}, {}, std::nullopt);
  return testing::AssertionSuccess();
}

Verdict RefusesOnlyIfOneEventHasAllTags(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {"a:1"})));
  MUST_OK(Add(store, MakeEvent("test.Noted", {"b:1"})));
  MUST_ANSWER(store, {{Tags({"a:1", "b:1"})}}, {}, std::nullopt);
  MUST_OK(Add(store, MakeEvent("test.Noted", {"a:1", "b:1", "c:1"})));
  MUST_ANSWER(store, {{Tags({"b:1", "a:1"})}}, {}, At(4));
  return testing::AssertionSuccess();
}

Verdict RefusesOnAType(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {})));
  MUST_OK(Add(store, MakeEvent("test.Paid", {"claim:C-1"})));
  MUST_ANSWER(store, {{Types({"test.Paid"})}}, {}, At(2));
  MUST_ANSWER(store, {{Types({"test.Granted", "test.Noted"})}}, {}, At(1));
  MUST_ANSWER(store, {{Types({"test.Pai"})}}, {}, std::nullopt);
  return testing::AssertionSuccess();
}

Verdict RefusesOnlyIfTypeAndTagAreOfOneEvent(EventStore& store) {
  MUST_OK(Add(store, MakeEvent("test.Noted", {"claim:C-1"})));
  MUST_OK(Add(store, MakeEvent("test.Paid", {"claim:C-2"})));
  MUST_ANSWER(store, {{{{"test.Paid"}, {"claim:C-1"}, {}}}}, {}, std::nullopt);
  MUST_OK(Add(store, MakeEvent("test.Paid", {"claim:C-1"})));
  MUST_ANSWER(store, {{{{"test.Paid"}, {"claim:C-1"}, {}}}}, {}, At(4));
  return testing::AssertionSuccess();
}

Verdict NamesTheFirstConflictAndItsFirstItem(EventStore& store) {
  MUST_OK(AddMany(store, 3, {"x:1"}));
  MUST_OK(Add(store, MakeEvent("test.Noted", {"a:1"})));
  MUST_OK(Add(store, MakeEvent("test.Noted", {"a:1", "b:1"})));
  MUST_OK(Add(store, MakeEvent("test.Paid", {"b:1"})));
  const QueryItem a = Tags({"a:1"});
  const QueryItem b = Tags({"b:1"});
  const QueryItem paid = Types({"test.Paid"});
  MUST_ANSWER(store, {{a}}, {}, At(4));
  MUST_ANSWER(store, {{b}}, {}, At(5));
  MUST_ANSWER(store, {{b, a}}, {}, At(4, 1));
  MUST_ANSWER(store, {{paid, a, b}}, {4}, At(5, 1));
  MUST_ANSWER(store, {{paid, b, a}}, {4}, At(5, 1));
  MUST_ANSWER(store, {{Tags({"c:1"}), b, paid}}, {5}, At(6, 1));
  MUST_ANSWER(store, {{Tags({"c:1"}), paid, b}}, {5}, At(6, 1));
  MUST_ANSWER(store, {{Tags({"c:1"}), Types({"test.Granted"})}}, {}, std::nullopt);
  return testing::AssertionSuccess();
}

Verdict LooksOnlyAfterThePosition(EventStore& store) {
  MUST_OK(AddMany(store, 5, {"a:1"}));
  MUST_ANSWER(store, {{Tags({"a:1"})}}, {2}, At(3));
  MUST_ANSWER(store, {{Tags({"a:1"})}}, {4}, At(5));
  MUST_ANSWER(store, {{Tags({"a:1"})}}, {5}, std::nullopt);
  MUST_ANSWER(store, {{Types({"test.Noted"})}}, {4}, At(5));
  MUST_ANSWER(store, {{Types({"test.Noted"})}}, {5}, std::nullopt);
  return testing::AssertionSuccess();
}

Verdict LooksOnlyAfterTheItemsOwnPosition(EventStore& store) {
  MUST_OK(AddMany(store, 3, {"a:1"}));
  MUST_OK(AddMany(store, 3, {"b:1"}));
  MUST_ANSWER(store, {{{{}, {"a:1"}, {1}}}}, {}, At(2));
  MUST_ANSWER(store, {{{{}, {"a:1"}, {1}}}}, {2}, At(3));
  MUST_ANSWER(store, {{{{}, {"a:1"}, {3}}, {{}, {"b:1"}, {4}}}}, {}, At(5, 1));
  MUST_ANSWER(store, {{{{}, {}, {5}}}}, {}, At(6));
  MUST_ANSWER(store, {{{{}, {"a:1"}, {3}}, {{}, {"b:1"}, {6}}}}, {}, std::nullopt);
  return testing::AssertionSuccess();
}

Verdict RefusesOnAnythingForAnItemWithoutTypesAndTags(EventStore& store) {
  MUST_ANSWER(store, {{{}}}, {}, std::nullopt);
  MUST_ANSWER(store, {{{}}}, {}, At(1));
  MUST_ANSWER(store, {{{}}}, {1}, std::nullopt);
  MUST_ANSWER(store, {{Tags({"no:1"}), {}}}, {1}, At(2, 1));
  return testing::AssertionSuccess();
}

Verdict DoesNotHoldItsOwnEventsAgainstAGroup(EventStore& store) {
  const std::vector<Event> group{MakeEvent("test.Noted", {"claim:C-1"}),
                                 MakeEvent("test.Paid", {"claim:C-1"})};
  const AppendCondition condition{{{Tags({"claim:C-1"}), Types({"test.Paid"})}}, {}};
  MUST_OK(store.Append(group, condition));
  const auto second = store.Append(group, condition);
  const auto conflict = ConflictOf(second.status());
  MUST(conflict.has_value());
  MUST_EQ(conflict->position, Position{1});
  return testing::AssertionSuccess();
}

Verdict DecidesOnTheHeadThatWasRead(EventStore& store) {
  const Query claim{{Tags({"claim:C-1"})}};
  MUST_OK(AddMany(store, 3, {"claim:C-1"}));
  MUST_ASSIGN(const ReadResult read, ReadAll(store, claim));
  MUST_OK(Add(store, MakeEvent("test.Noted", {"claim:C-2"})));
  MUST_OK(AddIf(store, MakeEvent("test.Paid", {"claim:C-1"}), claim, read.head));
  const auto stale = AddIf(store, MakeEvent("test.Paid", {"claim:C-1"}), claim, read.head);
  const auto conflict = ConflictOf(stale.status());
  MUST(conflict.has_value());
  MUST_EQ(conflict->position, Position{5});
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> ConditionChecks() {
  return {{"RefusesOnATag", RefusesOnATag},
          {"RefusesOnlyIfOneEventHasAllTags", RefusesOnlyIfOneEventHasAllTags},
          {"RefusesOnAType", RefusesOnAType},
          {"RefusesOnlyIfTypeAndTagAreOfOneEvent", RefusesOnlyIfTypeAndTagAreOfOneEvent},
          {"NamesTheFirstConflictAndItsFirstItem", NamesTheFirstConflictAndItsFirstItem},
          {"LooksOnlyAfterThePosition", LooksOnlyAfterThePosition},
          {"LooksOnlyAfterTheItemsOwnPosition", LooksOnlyAfterTheItemsOwnPosition},
          {"RefusesOnAnythingForAnItemWithoutTypesAndTags",
           RefusesOnAnythingForAnItemWithoutTypesAndTags},
          {"DoesNotHoldItsOwnEventsAgainstAGroup", DoesNotHoldItsOwnEventsAgainstAGroup},
          {"DecidesOnTheHeadThatWasRead", DecidesOnTheHeadThatWasRead}};
}

}  // namespace debut::eventstore
