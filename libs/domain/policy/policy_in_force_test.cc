#include "domain/policy/policy_in_force.h"

#include <gtest/gtest.h>

#include "decision/execute.h"
#include "domain/policy/testing/policy_facts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::policy {
namespace {

using absl::CivilDay;
using testing::Adopted;
using testing::Renamed;

const std::string& Text() {
  static const std::string text = testing::MeasuresOf2020();
  return text;
}

class PolicyInForceTest : public ::testing::Test {
 protected:
  void Record(const v1::PolicyAdopted& fact) {
    ASSERT_TRUE(store_.Append({decision::EncodeFact(fact)}, std::nullopt).ok());
  }

  std::string InForceOn(CivilDay date) {
    const auto loaded = decision::Load(store_, PolicyInForce{date});
    EXPECT_TRUE(loaded.ok());
    return loaded->view.InForce() == nullptr ? "none" : loaded->view.InForce()->version_id;
  }

  eventstore::InMemoryEventStore store_;
};

TEST_F(PolicyInForceTest, IsNoneBeforeTheFirstEffectiveDate) {
  Record(Adopted(Text(), "2020-09-19"));
  EXPECT_EQ(InForceOn(CivilDay(2020, 9, 18)), "none");
  EXPECT_EQ(InForceOn(CivilDay(2020, 9, 19)), "2020-12-30");
}

TEST_F(PolicyInForceTest, W11ChangesNothingBeforeAFutureVersionTakesEffect) {
  Record(Adopted(Text(), "2020-09-19"));
  Record(Adopted(Renamed(Text(), "2022-01-01"), "2022-01-01"));
  EXPECT_EQ(InForceOn(CivilDay(2021, 12, 31)), "2020-12-30");
  EXPECT_EQ(InForceOn(CivilDay(2022, 1, 1)), "2022-01-01");
}

TEST_F(PolicyInForceTest, IsTheLatestByEffectiveDateAndNotByAdoption) {
  Record(Adopted(Renamed(Text(), "2022-01-01"), "2022-01-01"));
  Record(Adopted(Text(), "2020-09-19"));
  EXPECT_EQ(InForceOn(CivilDay(2023, 1, 1)), "2022-01-01");
}

TEST_F(PolicyInForceTest, IsTheLaterAdoptedOfTwoWithOneEffectiveDate) {
  Record(Adopted(Text(), "2020-09-19"));
  Record(Adopted(Renamed(Text(), "corrected"), "2020-09-19"));
  EXPECT_EQ(InForceOn(CivilDay(2021, 1, 1)), "corrected");
}

TEST_F(PolicyInForceTest, KnowsWhatWasAdoptedAndWhere) {
  Record(Adopted(Renamed(Text(), "earlier"), "2020-01-01"));
  Record(Adopted(Text(), "2020-09-19"));
  const auto loaded = decision::Load(store_, PolicyInForce{CivilDay(2021, 1, 1)});
  ASSERT_TRUE(loaded.ok());
  const AdoptedPolicy& policy = *loaded->view.InForce();
  EXPECT_EQ(policy.position.value, 2u);
  EXPECT_EQ(policy.digest, PolicyDigest(Text()));
  EXPECT_EQ(policy.effective_date, CivilDay(2020, 9, 19));
  EXPECT_EQ(policy.version.first_market_entry().cap_domestic().fen(), 100'000'000);
}

TEST_F(PolicyInForceTest, IsWhatWasKnownAtAPosition) {
  Record(Adopted(Text(), "2020-09-19"));
  Record(Adopted(Renamed(Text(), "corrected"), "2020-09-19"));
  const auto then = decision::Load(store_, PolicyInForce{CivilDay(2021, 1, 1)},
                                   {.up_to = eventstore::Position{1}});
  ASSERT_TRUE(then.ok());
  EXPECT_EQ(then->view.InForce()->version_id, "2020-12-30");
}

TEST_F(PolicyInForceTest, FindsAPinnedVersionWhateverCameLater) {
  Record(Adopted(Text(), "2020-09-19"));
  Record(Adopted(Renamed(Text(), "2022-01-01"), "2022-01-01"));
  const auto loaded = decision::Load(store_, PolicyByVersion{"2020-12-30"});
  ASSERT_TRUE(loaded.ok());
  ASSERT_NE(loaded->view.Get(), nullptr);
  EXPECT_EQ(loaded->view.Get()->version_id, "2020-12-30");
  EXPECT_EQ(decision::Load(store_, PolicyByVersion{"1999"})->view.Get(), nullptr);
  EXPECT_EQ(decision::Load(store_, PolicyByVersion{""})->view.Get(), nullptr);
}

TEST_F(PolicyInForceTest, ListsEveryVersionInTheOrderOfAdoption) {
  Record(Adopted(Renamed(Text(), "2022-01-01"), "2022-01-01"));
  Record(Adopted(Text(), "2020-09-19"));
  const auto loaded = decision::Load(store_, AdoptedPolicies{});
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded->view.all.size(), 2u);
  EXPECT_EQ(loaded->view.all[0]->version_id, "2022-01-01");
  EXPECT_EQ(loaded->view.all[1]->version_id, "2020-12-30");
}

}  // namespace
}  // namespace debut::policy
