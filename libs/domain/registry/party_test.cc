#include "domain/registry/party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/fact_codec.h"
#include "domain/registry/testing/registry_facts.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;

using History = std::vector<eventstore::Event>;

template <typename... Facts>
History HistoryOf(const Facts&... facts) {
  return {decision::EncodeFact(facts)...};
}

// The complete party of an id, read from a history.
Party PartyOf(const std::string& id, const History& history) {
  const auto load = [&](Party party) -> absl::StatusOr<Party> {
    const eventstore::Query query = party.Selects();
    for (std::size_t i = 0; i < history.size(); ++i) {
      const eventstore::SequencedEvent event{{i + 1}, absl::InfiniteFuture(), history[i]};
      if (query.Matches(event.position, event.event)) party.Apply(event);
    }
    return party;
  };
  return *ResolveParty(id, load);
}

// 甲 has a branch and was merged into 乙, which was merged into 丙.
History Chain() {
  return HistoryOf(testing::Registered("甲"), testing::Registered("乙"), testing::Registered("丙"),
                   testing::BranchOf("甲", "甲分"), testing::Merged("甲", "乙", "2019-07-01"),
                   testing::Merged("乙", "丙", "2021-01-01"), testing::Registered("丁"));
}

TEST(Party, IsTheSameFromWhicheverMemberItIsAskedFor) {
  for (const std::string id : {"甲", "甲分", "乙", "丙"}) {
    const Party party = PartyOf(id, Chain());
    EXPECT_EQ(party.MemberIds(), (std::set<std::string>{"丙", "乙", "甲", "甲分"})) << id;
    EXPECT_EQ(party.LegalPersonId(), "丙") << id;
    EXPECT_TRUE(party.Complete());
  }
  EXPECT_THAT(PartyOf("丁", Chain()).MemberIds(), ElementsAre("丁"));
}

TEST(Party, FollowsMergersByTheirDates) {
  const Party party = PartyOf("甲分", Chain());
  EXPECT_EQ(party.LegalPersonIdOn(CivilDay(2019, 6, 30)), "甲");
  EXPECT_EQ(party.LegalPersonIdOn(CivilDay(2019, 7, 1)), "乙");
  EXPECT_EQ(party.LegalPersonIdOn(CivilDay(2020, 12, 31)), "乙");
  EXPECT_EQ(party.LegalPersonIdOn(CivilDay(2021, 1, 1)), "丙");
}

TEST(Party, NamesWhatWasMergedIntoItByADate) {
  const Party last = PartyOf("丙", Chain());
  EXPECT_THAT(last.PredecessorIdsOn(CivilDay(2020, 12, 31)), ElementsAre());
  EXPECT_THAT(last.PredecessorIdsOn(CivilDay(2021, 1, 1)), ElementsAre("乙", "甲"));
  const Party middle = PartyOf("乙", Chain());
  EXPECT_THAT(middle.PredecessorIdsOn(CivilDay(2019, 6, 30)), ElementsAre());
  EXPECT_THAT(middle.PredecessorIdsOn(CivilDay(2019, 7, 1)), ElementsAre("甲"));
  EXPECT_THAT(PartyOf("甲", Chain()).PredecessorIdsOn(CivilDay(2021, 1, 1)), ElementsAre());
}

TEST(Party, IsNotCompleteWhenAFileNamesAnotherMember) {
  Party party("E-1", {"E-1"});
  EXPECT_TRUE(party.Complete());
  party.Apply({{1}, absl::InfiniteFuture(), decision::EncodeFact(testing::Registered("E-1"))});
  EXPECT_TRUE(party.Complete());
  party.Apply(
      {{2}, absl::InfiniteFuture(), decision::EncodeFact(testing::BranchOf("E-1", "E-1-1"))});
  EXPECT_FALSE(party.Complete());
  EXPECT_EQ(party.MemberIdsNamed(), (std::set<std::string>{"E-1", "E-1-1"}));
}

TEST(Party, SelectsTheEventsOfItsMembers) {
  const eventstore::Query query = Party("E-1", {"E-1", "E-2"}).Selects();
  ASSERT_EQ(query.items.size(), 2u);
  EXPECT_THAT(query.items[0].tags, ElementsAre("enterprise:E-1"));
  EXPECT_THAT(query.items[1].tags, ElementsAre("enterprise:E-2"));
}

TEST(Party, SelectsNothingWhenItIsNobody) { EXPECT_TRUE(Party("").Selects().items.empty()); }

TEST(Party, IsNotKnownUntilItIsRegistered) {
  EXPECT_FALSE(PartyOf("E-1", {}).Known());
  EXPECT_TRUE(PartyOf("甲分", Chain()).Known());
}

TEST(Party, PassesErrorsOfTheReadOn) {
  const auto party = ResolveParty("E-1", [](const Party&) -> absl::StatusOr<Party> {
    return absl::UnavailableError("closed");
  });
  EXPECT_TRUE(absl::IsUnavailable(party.status()));
}

TEST(Party, HasALimitedSize) {
  History history = HistoryOf(testing::Registered("E-1"));
  for (std::size_t i = 0; i < kPartyMembersMax; ++i) {
    const std::string branch_id = fmt::format("E-1-{}", i);
    history.push_back(decision::EncodeFact(testing::BranchOf("E-1", branch_id)));
  }
  int loads = 0;
  const auto party = ResolveParty("E-1", [&](Party read) -> absl::StatusOr<Party> {
    ++loads;
    for (const auto& event : history) read.Apply({{1}, absl::InfiniteFuture(), event});
    return read;
  });
  EXPECT_TRUE(absl::IsResourceExhausted(party.status()));
  EXPECT_EQ(loads, 1);
}

TEST(Party, IsInTheZoneOnTheDaysOfItsPeriodsBothEndsIncluded) {
  const Party party =
      PartyOf("E-1", HistoryOf(testing::Registered("E-1"), testing::InZone("E-1", "2016-03-01"),
                               testing::InZone("E-1", "2016-03-01", "2020-06-30"),
                               testing::InZone("E-1", "2021-01-01")));
  EXPECT_FALSE(party.ZoneRegisteredOn(CivilDay(2016, 2, 29)));
  EXPECT_TRUE(party.ZoneRegisteredOn(CivilDay(2016, 3, 1)));
  EXPECT_TRUE(party.ZoneRegisteredOn(CivilDay(2020, 6, 30)));
  EXPECT_FALSE(party.ZoneRegisteredOn(CivilDay(2020, 7, 1)));
  EXPECT_TRUE(party.ZoneRegisteredOn(CivilDay(2030, 1, 1)));
}

TEST(Party, IsAnSmeFromAStatusUntilTheNext) {
  const Party party =
      PartyOf("E-1", HistoryOf(testing::Registered("E-1"), testing::Sme("E-1", "2021-01-01", false),
                               testing::Sme("E-1", "2019-01-01")));
  EXPECT_FALSE(party.SmeOn(CivilDay(2018, 12, 31)));
  EXPECT_TRUE(party.SmeOn(CivilDay(2019, 1, 1)));
  EXPECT_TRUE(party.SmeOn(CivilDay(2020, 12, 31)));
  EXPECT_FALSE(party.SmeOn(CivilDay(2021, 1, 1)));
}

TEST(Party, AsksTheLegalPersonOfTheDayForZoneAndStatus) {
  History history = Chain();
  history.push_back(decision::EncodeFact(testing::InZone("甲", "2016-01-01")));
  history.push_back(decision::EncodeFact(testing::Sme("甲", "2016-01-01")));
  const Party party = PartyOf("甲分", history);
  EXPECT_TRUE(party.ZoneRegisteredOn(CivilDay(2019, 6, 30)));
  EXPECT_TRUE(party.SmeOn(CivilDay(2019, 6, 30)));
  EXPECT_FALSE(party.ZoneRegisteredOn(CivilDay(2019, 7, 1)));
  EXPECT_FALSE(party.SmeOn(CivilDay(2019, 7, 1)));
}

// policy.md, cap keys: "a merger's successor carries the sum of what its parts used and their
// bans".
TEST(Party, CarriesTheBansOfItsParts) {
  History history = Chain();
  history.push_back(
      decision::EncodeFact(testing::Banned("甲分", "B-1", "2021-01-01", "2021-12-31")));
  const Party party = PartyOf("丙", history);
  EXPECT_EQ(party.BanOn(CivilDay(2020, 12, 31)), nullptr);
  ASSERT_NE(party.BanOn(CivilDay(2021, 1, 1)), nullptr);
  EXPECT_EQ(party.BanOn(CivilDay(2021, 12, 31))->ban_id, "B-1");
  EXPECT_EQ(party.BanOn(CivilDay(2022, 1, 1)), nullptr);
}

TEST(Party, IsNotBannedFromTheDayOfLiftingOn) {
  const Party party =
      PartyOf("E-1", HistoryOf(testing::Registered("E-1"),
                               testing::Banned("E-1", "B-1", "2021-01-01", "2021-12-31"),
                               testing::Banned("E-1", "B-2", "2021-12-01", "2021-12-31"),
                               testing::Lifted("E-1", "B-1", "2021-07-01")));
  EXPECT_NE(party.BanOn(CivilDay(2021, 6, 30)), nullptr);
  EXPECT_EQ(party.BanOn(CivilDay(2021, 7, 1)), nullptr);
  EXPECT_EQ(party.BanOn(CivilDay(2021, 12, 1))->ban_id, "B-2");
}

TEST(Party, IsRelatedInEitherDirectionFromTheFirstToTheLastDay) {
  const History history = HistoryOf(testing::Registered("E-1"), testing::Registered("E-2"),
                                    testing::Related("E-1", "E-2", "2019-01-01"),
                                    testing::RelationEnded("E-2", "E-1", "2020-06-30"));
  const Party one = PartyOf("E-1", history);
  const Party two = PartyOf("E-2", history);
  for (const auto& [a, b] : {std::pair{one, two}, std::pair{two, one}}) {
    EXPECT_FALSE(a.IsOrIsRelatedToOn(b, CivilDay(2018, 12, 31)));
    EXPECT_TRUE(a.IsOrIsRelatedToOn(b, CivilDay(2019, 1, 1)));
    EXPECT_TRUE(a.IsOrIsRelatedToOn(b, CivilDay(2020, 6, 30)));
    EXPECT_FALSE(a.IsOrIsRelatedToOn(b, CivilDay(2020, 7, 1)));
  }
}

TEST(Party, IsRelatedThroughAnyMemberOfEitherSide) {
  History history = Chain();
  history.push_back(decision::EncodeFact(testing::BranchOf("丁", "丁分")));
  history.push_back(decision::EncodeFact(testing::Related("丁分", "甲分", "2018-01-01")));
  const Party one = PartyOf("丙", history);
  const Party two = PartyOf("丁", history);
  EXPECT_THAT(one.RelatedIdsOn(CivilDay(2020, 1, 1)), ElementsAre("丁分"));
  EXPECT_TRUE(one.IsOrIsRelatedToOn(two, CivilDay(2020, 1, 1)));
  EXPECT_TRUE(two.IsOrIsRelatedToOn(one, CivilDay(2020, 1, 1)));
}

TEST(Party, IsItselfWhateverTheRelations) {
  EXPECT_TRUE(PartyOf("甲分", Chain()).IsOrIsRelatedToOn(PartyOf("丙", Chain()), CivilDay()));
  EXPECT_FALSE(PartyOf("丁", Chain()).IsOrIsRelatedToOn(PartyOf("丙", Chain()), CivilDay()));
}

TEST(Party, IsNotRelatedByWayOfAThird) {
  const History history = HistoryOf(
      testing::Registered("E-1"), testing::Registered("E-2"), testing::Registered("E-3"),
      testing::Related("E-1", "E-2", "2019-01-01"), testing::Related("E-2", "E-3", "2019-01-01"));
  EXPECT_FALSE(
      PartyOf("E-1", history).IsOrIsRelatedToOn(PartyOf("E-3", history), CivilDay(2020, 1, 1)));
}

TEST(EnterpriseFile, HasItsNameByDate) {
  const EnterpriseFile file =
      PartyOf("E-1", HistoryOf(testing::Registered("E-1", "原名"),
                               testing::Renamed("E-1", "新名", "2020-05-01"),
                               testing::Renamed("E-1", "更名", "2018-05-01")))
          .file();
  EXPECT_EQ(file.NameOn(CivilDay(2010, 1, 1)), "原名");
  EXPECT_EQ(file.NameOn(CivilDay(2018, 5, 1)), "更名");
  EXPECT_EQ(file.NameOn(CivilDay(2020, 4, 30)), "更名");
  EXPECT_EQ(file.NameOn(CivilDay(2020, 5, 1)), "新名");
}

}  // namespace
}  // namespace debut::registry
