#include "redecision/run.h"

#include <gtest/gtest.h>

#include "domain/grants/testing/random_office.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::redecision {
namespace {

using eventstore::Position;

class RedecideAllTest : public ::testing::Test {
 protected:
  RedecideAllTest() {
    grants::testing::RandomOffice office(7);
    for (int i = 0; i < 400; ++i) office.Step();
    std::vector<eventstore::Event> events;
    for (const auto& each : office.Log()) events.push_back(each.event);
    for (auto& event : events) EXPECT_TRUE(log_.Append({event}, std::nullopt).ok());
  }
  std::vector<Redecision> Run(const Scope& scope) {
    std::vector<Redecision> results;
    const auto tally =
        RedecideAll(log_, scope, KnownAt::kRecorded,
                    {.on_decision = [&](const Redecision& each) { results.push_back(each); }});
    EXPECT_TRUE(tally.ok()) << tally.status();
    EXPECT_EQ(tally->Total(), results.size());
    EXPECT_EQ(tally->Findings(), 0u);
    EXPECT_EQ(tally->head, log_.Head().value());
    return results;
  }

  eventstore::InMemoryEventStore log_;
};

TEST_F(RedecideAllTest, TakesOnlyTheDecisionsOfAClaim) {
  const auto all = Run({});
  ASSERT_FALSE(all.empty());
  const std::string claim_id = all.front().recorded.claim_id;
  const auto some = Run({.claim_id = claim_id});
  EXPECT_LT(some.size(), all.size());
  ASSERT_FALSE(some.empty());
  for (const Redecision& each : some) EXPECT_EQ(each.recorded.claim_id, claim_id);
}

TEST_F(RedecideAllTest, TakesOnlyTheDecisionsBetweenTwoPositions) {
  const auto all = Run({});
  ASSERT_GT(all.size(), 2u);
  const auto first = Run({.to = all.front().position});
  ASSERT_EQ(first.size(), 1u);
  const auto rest = Run({.from = {all.front().position.value + 1}});
  EXPECT_EQ(rest.size(), all.size() - 1);
}

TEST_F(RedecideAllTest, SaysHowFarItIs) {
  std::vector<Position> done;
  ASSERT_TRUE(RedecideAll(log_, {}, KnownAt::kRecorded,
                          {.on_decision = [](const Redecision&) {},
                           .on_progress = [&](Position at, Position) { done.push_back(at); }})
                  .ok());
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_EQ(done.back(), log_.Head().value());
}

TEST_F(RedecideAllTest, FindsTheClaimOfAGrantAndRefusesWhatIsNeither) {
  const std::string claim_id = Run({}).front().recorded.claim_id;
  EXPECT_EQ(ClaimIdOf(log_, claim_id).value(), claim_id);
  EXPECT_EQ(ClaimIdOf(log_, "G-404").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace debut::redecision
