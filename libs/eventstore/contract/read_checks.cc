#include "eventstore/contract/verdict.h"
#include "eventstore/contract_suite.h"

namespace debut::eventstore {
namespace {

using Positions = std::vector<std::uint64_t>;

ReadOptions Backwards() {
  ReadOptions options;
  options.direction = Direction::kBackwards;
  return options;
}

// Ten events: 1 a, 2 b, 3 a, 4 a+b Paid, 5 c, 6 a, 7 b Paid, 8 c Paid, 9 a, 10 a+c.
absl::Status AddTen(EventStore& store) {
  const std::vector<std::string> tags[] = {{"a:1"}, {"b:1"},       {"a:1"}, {"a:1", "b:1"},
                                           {"c:1"}, {"a:1"},       {"b:1"}, {"c:1"},
                                           {"a:1"}, {"a:1", "c:1"}};
  for (std::size_t i = 0; i < 10; ++i) {
    const bool paid = i == 3 || i == 6 || i == 7;
    const auto at = Add(store, MakeEvent(paid ? "test.Paid" : "test.Noted", tags[i]));
    if (!at.ok()) return at.status();
  }
  return absl::OkStatus();
}

Verdict ReadsAnEmptyLog(EventStore& store) {
  for (const Query& query : {Query{}, Query{{Tags({"a:1"})}}, Query{{Types({"test.Paid"})}}}) {
    for (const ReadOptions& options : {ReadOptions{}, Backwards()}) {
      MUST_ASSIGN(const ReadResult read, ReadAll(store, query, options));
      MUST(read.events.empty());
      MUST_EQ(read.head, Position{});
    }
  }
  MUST_EQ(*store.Head(), Position{});
  return testing::AssertionSuccess();
}

Verdict ReadsWhatAnItemMatches(EventStore& store) {
  MUST_OK(AddTen(store));
  const QueryItem a = Tags({"a:1"});
  const std::pair<Query, Positions> cases[] = {
      {{}, Numbers(1, 10)},
      {{{{}}}, Numbers(1, 10)},
      {{{a}}, {1, 3, 4, 6, 9, 10}},
      {{{Tags({"b:1", "a:1"})}}, {4}},
      {{{Types({"test.Paid"})}}, {4, 7, 8}},
      {{{Types({"test.Paid", "test.Noted"})}}, Numbers(1, 10)},
      {{{{{"test.Paid"}, {"a:1"}, {}}}}, {4}},
      {{{Tags({"b:1"}), Tags({"c:1"})}}, {2, 4, 5, 7, 8, 10}},
      {{{a, Tags({"a:1", "b:1"}), Types({"test.Paid"})}}, {1, 3, 4, 6, 7, 8, 9, 10}},
      {{{a, a}}, {1, 3, 4, 6, 9, 10}},
      {{{{{}, {"a:1"}, {4}}, Tags({"b:1"})}}, {2, 4, 6, 7, 9, 10}},
      {{{{{}, {}, {8}}, {{"test.Paid"}, {}, {7}}}}, {8, 9, 10}},
      {{{Tags({"d:1"})}}, {}},
      {{{Types({"test.Granted"})}}, {}},
      {{{Tags({"a:1", "d:1"})}}, {}},
  };
  for (const auto& [query, expected] : cases) {
    MUST_ASSIGN(const auto forwards, PositionsOf(store, query));
    MUST_EQ(forwards, expected);
    MUST_ASSIGN(const auto backwards, PositionsOf(store, query, Backwards()));
    MUST_EQ(backwards, Positions(expected.rbegin(), expected.rend()));
  }
  return testing::AssertionSuccess();
}

Verdict ReadsWithinBounds(EventStore& store) {
  MUST_OK(AddTen(store));
  const Query a{{Tags({"a:1"})}};  // 1 3 4 6 9 10
  const auto options = [](auto change) {
    ReadOptions result;
    change(result);
    return result;
  };
  const std::pair<ReadOptions, Positions> cases[] = {
      {options([](auto& o) { o.after = {3}; }), {4, 6, 9, 10}},
      {options([](auto& o) { o.after = {10}; }), {}},
      {options([](auto& o) { o.after = {99}; }), {}},
      {options([](auto& o) { o.before = Position{4}; }), {1, 3}},
      {options([](auto& o) { o.before = Position{1}; }), {}},
      {options([](auto& o) { o.before = Position{0}; }), {}},
      {options([](auto& o) { o.before = Position{99}; }), {1, 3, 4, 6, 9, 10}},
      {options([](auto& o) { o.up_to = Position{4}; }), {1, 3, 4}},
      {options([](auto& o) { o.up_to = Position{5}; }), {1, 3, 4}},
      {options([](auto& o) { o.up_to = Position{0}; }), {}},
      {options([](auto& o) { o.up_to = Position{99}; }), {1, 3, 4, 6, 9, 10}},
      {options([](auto& o) { o.after = {3}, o.up_to = Position{9}; }), {4, 6, 9}},
      {options([](auto& o) { o.after = {6}, o.up_to = Position{4}; }), {}},
      {options([](auto& o) { o.after = {1}, o.before = Position{9}, o.up_to = Position{4}; }),
       {3, 4}},
  };
  for (auto [bounds, expected] : cases) {
    MUST_ASSIGN(const auto forwards, PositionsOf(store, a, bounds));
    MUST_EQ(forwards, expected);
    bounds.direction = Direction::kBackwards;
    MUST_ASSIGN(const auto backwards, PositionsOf(store, a, bounds));
    MUST_EQ(backwards, Positions(expected.rbegin(), expected.rend()));
  }
  return testing::AssertionSuccess();
}

Verdict ReadsAtMostTheLimit(EventStore& store) {
  MUST_OK(AddTen(store));
  const Query a{{Tags({"a:1"})}};
  ReadOptions options;
  options.limit = 2;
  options.after = {1};
  MUST_ASSIGN(const auto forwards, PositionsOf(store, a, options));
  MUST_EQ(forwards, (Positions{3, 4}));
  options.direction = Direction::kBackwards;
  MUST_ASSIGN(const auto last, PositionsOf(store, a, options));
  MUST_EQ(last, (Positions{10, 9}));
  options.before = Position{9};
  MUST_ASSIGN(const auto next, PositionsOf(store, a, options));
  MUST_EQ(next, (Positions{6, 4}));
  options.limit = 100;
  MUST_ASSIGN(const auto rest, PositionsOf(store, a, options));
  MUST_EQ(rest, (Positions{6, 4, 3}));
  return testing::AssertionSuccess();
}

Verdict ReadsUpToARecordedTime(EventStore& store) {
  MUST_OK(AddTen(store));
  MUST_ASSIGN(const ReadResult all, ReadAll(store, {}));
  const auto as_of = [&](absl::Time time, Direction direction) {
    ReadOptions options;
    options.direction = direction;
    options.up_to_recorded_time = time;
    return PositionsOf(store, {{Tags({"a:1"})}}, options);
  };
  const absl::Time fourth = all.events[3].recorded_time;
  MUST_EQ(*as_of(fourth, Direction::kForwards), (Positions{1, 3, 4}));
  MUST_EQ(*as_of(fourth - absl::Microseconds(1), Direction::kForwards), (Positions{1, 3}));
  MUST_EQ(*as_of(fourth, Direction::kBackwards), (Positions{4, 3, 1}));
  MUST_EQ(*as_of(all.events[0].recorded_time - absl::Microseconds(1), Direction::kForwards),
          Positions{});
  MUST_EQ(*as_of(absl::UnixEpoch(), Direction::kBackwards), Positions{});
  MUST_EQ(*as_of(absl::InfinitePast(), Direction::kForwards), Positions{});
  MUST_EQ(*as_of(absl::InfiniteFuture(), Direction::kForwards), (Positions{1, 3, 4, 6, 9, 10}));
  return testing::AssertionSuccess();
}

Verdict GivesTheHeadWhateverTheBounds(EventStore& store) {
  MUST_OK(AddTen(store));
  ReadOptions options;
  options.limit = 1;
  options.up_to = Position{4};
  options.before = Position{3};
  MUST_EQ(ReadAll(store, {}, options)->head, Position{10});
  options.direction = Direction::kBackwards;
  MUST_EQ(ReadAll(store, {}, options)->head, Position{10});
  options.up_to_recorded_time = absl::UnixEpoch();
  MUST_EQ(ReadAll(store, {}, options)->head, Position{10});
  options.up_to = Position{0};
  MUST_EQ(ReadAll(store, {}, options)->head, Position{10});
  MUST_EQ(ReadAll(store, {{Tags({"d:1"})}})->head, Position{10});
  return testing::AssertionSuccess();
}

Verdict StopsWhenTheVisitorHasEnough(EventStore& store) {
  MUST_OK(AddTen(store));
  int visits = 0;
  MUST_ASSIGN(const Position head,
              store.Read({}, {}, [&](const SequencedEvent&) { return ++visits < 3; }));
  MUST_EQ(head, Position{10});
  MUST_EQ(visits, 3);
  return testing::AssertionSuccess();
}

Verdict ReadsOneSnapshot(EventStore& store) {
  // More than any implementation takes from the log at once: 90 times 50,000 bytes.
  const std::string payload(50'000, 'x');
  MUST_OK(store.Append(std::vector<Event>(45, MakeEvent("test.Noted", {"a:1"}, payload)), {}));
  MUST_OK(store.Append(std::vector<Event>(45, MakeEvent("test.Noted", {"a:1"}, payload)), {}));
  const Query a{{Tags({"a:1"})}};
  for (const bool forwards : {true, false}) {
    MUST_ASSIGN(const Position before, store.Head());
    ReadOptions options;
    options.direction = forwards ? Direction::kForwards : Direction::kBackwards;
    Positions seen;
    absl::Status appended;
    MUST_ASSIGN(const Position head, store.Read(a, options, [&](const SequencedEvent& event) {
      if (seen.size() < 5) appended.Update(Add(store, MakeEvent("test.Noted", {"a:1"})).status());
      seen.push_back(event.position.value);
      return true;
    }));
    MUST_OK(appended);
    MUST_EQ(head, before);
    if (!forwards) std::reverse(seen.begin(), seen.end());
    MUST_EQ(seen, Numbers(1, before.value));
    MUST_EQ(*store.Head(), Position{before.value + 5});
  }
  ReadOptions limited;
  limited.limit = 60;
  MUST_ASSIGN(const auto first, PositionsOf(store, a, limited));
  MUST_EQ(first, Numbers(1, 60));
  return testing::AssertionSuccess();
}

}  // namespace

std::vector<ContractCheck> ReadChecks() {
  return {{"ReadsAnEmptyLog", ReadsAnEmptyLog},
          {"ReadsWhatAnItemMatches", ReadsWhatAnItemMatches},
          {"ReadsWithinBounds", ReadsWithinBounds},
          {"ReadsAtMostTheLimit", ReadsAtMostTheLimit},
          {"ReadsUpToARecordedTime", ReadsUpToARecordedTime},
          {"GivesTheHeadWhateverTheBounds", GivesTheHeadWhateverTheBounds},
          {"StopsWhenTheVisitorHasEnough", StopsWhenTheVisitorHasEnough},
          {"ReadsOneSnapshot", ReadsOneSnapshot}};
}

}  // namespace debut::eventstore
