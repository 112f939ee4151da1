#include "decision/query_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "decision/view.h"

namespace debut::decision {
namespace {

using eventstore::Query;
using eventstore::QueryItem;
using eventstore::SequencedEvent;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

SequencedEvent EventOf(const std::string& type, std::vector<std::string> tags,
                       std::uint64_t position = 1) {
  SequencedEvent event;
  event.position = {position};
  event.event.type = type;
  event.event.tags = std::move(tags);
  return event;
}

std::vector<const Query*> PointersTo(const std::vector<Query>& queries) {
  std::vector<const Query*> pointers;
  for (const Query& query : queries) pointers.push_back(&query);
  return pointers;
}

TEST(QueryIndex, FindsQueriesByTagsByTypesAndByNeither) {
  const std::vector<Query> queries = {{{QueryItem{{"A"}, {"t:1", "u:1"}}}},
                                      {{QueryItem{{"A", "B"}, {}}}},
                                      {{QueryItem{}}},
                                      {},
                                      {{QueryItem{{}, {"t:2"}}, QueryItem{{"B"}, {"t:1"}}}}};
  const QueryIndex index(PointersTo(queries));
  EXPECT_THAT(index.Selecting(EventOf("A", {"t:1", "u:1"})), ElementsAre(0, 1, 2));
  EXPECT_THAT(index.Selecting(EventOf("A", {"t:1"})), ElementsAre(1, 2));
  EXPECT_THAT(index.Selecting(EventOf("B", {"t:1", "t:2"})), ElementsAre(1, 2, 4));
  EXPECT_THAT(index.Selecting(EventOf("C", {})), ElementsAre(2));
}

TEST(QueryIndex, RespectsWhereAnItemBegins) {
  const std::vector<Query> queries = {{{QueryItem{{}, {"t:1"}, {5}}}}};
  const QueryIndex index(PointersTo(queries));
  EXPECT_THAT(index.Selecting(EventOf("A", {"t:1"}, 5)), IsEmpty());
  EXPECT_THAT(index.Selecting(EventOf("A", {"t:1"}, 6)), ElementsAre(0));
  EXPECT_THAT(index.Selecting(EventOf("A", {"t:1"}, 0)), ElementsAre(0)) << "pending: after all";
}

RC_GTEST_PROP(QueryIndex, AgreesWithAskingEveryQuery, ()) {
  // Any of five words.
  const auto texts = [](const std::string& prefix) {
    const unsigned chosen = *rc::gen::inRange(0u, 32u);
    std::vector<std::string> words;
    for (unsigned i = 0; i < 5; ++i) {
      if ((chosen >> i & 1) != 0) words.push_back(prefix + std::to_string(i));
    }
    return words;
  };
  std::vector<Query> queries(*rc::gen::inRange<std::size_t>(0, 6));
  for (Query& query : queries) {
    query.items.resize(*rc::gen::inRange<std::size_t>(0, 4));
    for (QueryItem& item : query.items) {
      item.types = texts("T");
      item.tags = texts("t:");
      item.after = {*rc::gen::inRange<std::uint64_t>(0, 3)};
    }
  }
  const SequencedEvent event = EventOf("T" + std::to_string(*rc::gen::inRange(0, 5)), texts("t:"),
                                       *rc::gen::inRange<std::uint64_t>(0, 4));
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (Selected(queries[i], event)) expected.push_back(i);
  }
  RC_ASSERT(QueryIndex(PointersTo(queries)).Selecting(event) == expected);
}

}  // namespace
}  // namespace debut::decision
