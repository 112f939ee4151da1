#include "domain/grants/standards.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/desk.h"
#include "domain/registry/testing/registry_facts.h"
#include "domain/standards/standard_number.h"
#include "domain/standards/testing/standards_facts.h"

namespace debut::grants {
namespace {

using absl::CivilDay;
using certification::testing::Delisted;
using money::Fen;
using money::Yuan;
using standards::testing::DrafterNamed;
using standards::testing::Proposed;
using standards::testing::Published;
using standards::testing::Withdrawn;
using standards::v1::DRAFTER_ROLE_LEAD;
using standards::v1::DRAFTER_ROLE_PARTICIPANT;
using standards::v1::TIER_GROUP;
using standards::v1::TIER_NATIONAL;
using testing::Desk;
using testing::History;
using testing::Of;

constexpr char kCapKey[] = "m2/E-1/2021";
const CivilDay kToday(2021, 9, 1);

// 300,000 yuan for the lead of a national standard, 100,000 for others, 50,000 for the lead of a
// group's; nothing for its participants.
v1::RoundOpened Round(std::optional<Fen> cap, const std::string& round_id = "R-1") {
  v1::RoundOpened round = testing::RoundOf(policy::v1::MEASURE_STANDARDS, 2021, 0, round_id);
  round.clear_rate_numerator();
  round.clear_rate_denominator();
  WriteGuide(StandardsGuide{.rewards = {{{TIER_NATIONAL, DRAFTER_ROLE_LEAD}, Yuan(300'000)},
                                        {{TIER_NATIONAL, DRAFTER_ROLE_PARTICIPANT}, Yuan(100'000)},
                                        {{TIER_GROUP, DRAFTER_ROLE_LEAD}, Yuan(50'000)}},
                            .cap = cap},
             round);
  return round;
}

v1::BudgetAllotted Budget() { return testing::BudgetOf(policy::v1::MEASURE_STANDARDS, 2021); }

// A standard that is out, with E-1 among its drafters.
History Standard(const std::string& id, standards::v1::Tier tier = TIER_NATIONAL,
                 standards::v1::DrafterRole role = DRAFTER_ROLE_LEAD,
                 const std::string& series_id = "") {
  return Of(Proposed(id, tier, series_id), DrafterNamed("E-1", role, 1, id),
            Published(id, "GB/T " + id + "-2021"));
}

// E-1 with its certified product P-1, and two rounds of measure 2.
class At : public Desk {
 public:
  explicit At(const History& facts, std::optional<Fen> cap = std::nullopt)
      : Desk(testing::Maker() + testing::Product() + testing::PolicyOf2020() +
             Of(Round(cap), Round(cap, "R-2"), Budget()) + facts) {
    On(kToday);
  }
};

MeasureFacts Claim(const std::vector<std::string>& standard_ids = {"S-1"},
                   const std::string& drafter_id = "E-1", const std::string& product_id = "P-1") {
  StandardsBasis basis{.drafter_id = drafter_id, .limit_year = 2021, .standards = {}};
  for (const std::string& id : standard_ids) basis.standards.push_back({id, product_id});
  return MeasureFacts(Standards(basis));
}

Fen PaidFor(Desk& desk, const std::string& claim_id, const MeasureFacts& facts,
            const std::string& round_id = "R-1") {
  EXPECT_EQ(desk.Submit(claim_id, round_id, facts), "");
  EXPECT_EQ(desk.Lead(claim_id, v1::CLAIM_STATE_PAID), "");
  return desk.Amount(claim_id);
}

TEST(StandardsClaim, AddsUpTheRewardsOfTheGuide) {
  At desk(Standard("S-1") + Standard("S-2", TIER_NATIONAL, DRAFTER_ROLE_PARTICIPANT) +
          Standard("S-3", TIER_GROUP));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"S-1", "S-2", "S-3"})), Yuan(450'000));
  const ClaimTerms terms = desk.File("CL-1").terms;
  EXPECT_EQ(terms.subject_key, kCapKey);
  EXPECT_EQ(terms.cap_key, "");
  EXPECT_EQ(terms.limit_year, 2021u);
}

TEST(StandardsClaim, StopsAtTheGuidesCapOfTheYear) {
  At desk(Standard("S-1") + Standard("S-2"), Yuan(350'000));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"S-1"})), Yuan(300'000));
  EXPECT_EQ(PaidFor(desk, "CL-2", Claim({"S-2"}), "R-2"), Yuan(50'000));
  EXPECT_EQ(desk.Usage({kCapKey}).paid, Yuan(350'000));
}

TEST(StandardsClaim, PaysBackTheRewardOfAVoidProductOnly) {
  At desk(Standard("S-1") + Standard("S-2", TIER_GROUP) + testing::Product(testing::StoryOf(2)) +
          Of(standards::testing::Covered("P-2", "S-2")));
  MeasureFacts claim(Standards(
      {.drafter_id = "E-1", .limit_year = 2021, .standards = {{"S-1", "P-1"}, {"S-2", "P-2"}}}));
  EXPECT_EQ(PaidFor(desk, "CL-1", claim), Yuan(350'000));
  desk.Record(Of(Withdrawn("2021-09-02", "S-1")));
  EXPECT_EQ(desk.Reclaim("CL-1"), kClawbackNotDue) << "it was in force when it was rewarded";
  desk.Record(Of(Delisted("P-2", "E-2", certification::v1::DELISTING_KIND_VOID, "2021-09-02")));
  EXPECT_EQ(desk.Reclaim("CL-1"), "");
  EXPECT_EQ(desk.File("CL-1").payment.clawback.amount, Yuan(50'000));
}

TEST(StandardsClaim, TakesACapOfZeroForZeroAndNoCapForAnotherValue) {
  At none(Standard("S-1"));
  EXPECT_EQ(PaidFor(none, "CL-1", Claim()), Yuan(300'000));
  At zero(Standard("S-1"), Fen(0));
  EXPECT_EQ(zero.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(zero.Lead("CL-1", v1::CLAIM_STATE_COMPUTED), kCapExhausted);
}

TEST(StandardsClaim, UsesTheNumberAndTheSeriesOfEachDrafterAsEvidence) {
  At desk(Standard("S-1", TIER_NATIONAL, DRAFTER_ROLE_LEAD, "SER-1"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(desk.File("CL-1").evidence,
            (std::vector<Evidence>{{standards::DraftingKey("GB/TS-1-2021", "E-1"), "S-1"},
                                   {standards::SeriesKey("SER-1", "E-1"), "S-1"}}));
}

TEST(StandardsClaim, RewardsAStandardOnceForEachDrafter) {
  At desk(Standard("S-1") + testing::Maker(testing::StoryOf(2)) +
          Of(DrafterNamed("E-2", DRAFTER_ROLE_PARTICIPANT, 2)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(300'000));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
  EXPECT_EQ(desk.Submit("CL-3", "R-2", Claim({"S-1"}, "E-2"), "E-2"), "");
  EXPECT_EQ(desk.Lead("CL-3", v1::CLAIM_STATE_PAID), "");
  EXPECT_EQ(desk.Amount("CL-3"), Yuan(100'000));
}

TEST(StandardsClaim, RewardsASeriesOnce) {
  At desk(Standard("S-1", TIER_NATIONAL, DRAFTER_ROLE_LEAD, "SER-1") +
          Standard("S-2", TIER_NATIONAL, DRAFTER_ROLE_LEAD, "SER-1"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({"S-1", "S-2"})), kSeriesNamedTwice);
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"S-1"})), Yuan(300'000));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim({"S-2"})), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
}

TEST(StandardsClaim, IsTheSuccessorsAfterAMergerUnderTheCapOfBoth) {
  At desk(Standard("S-1") + Standard("S-2") + testing::Maker(testing::StoryOf(2)), Yuan(350'000));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"S-1"})), Yuan(300'000));
  desk.Record(Of(registry::testing::Merged("E-1", "E-2", "2021-09-15")));
  desk.On(CivilDay(2021, 10, 20));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim({"S-2"}, "E-1"), "E-2"), "");
  EXPECT_EQ(desk.File("CL-2").terms.enterprise_id, "E-2");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PAID), "");
  EXPECT_EQ(desk.Amount("CL-2"), Yuan(50'000));
}

TEST(StandardsClaim, IsRefusedInThisOrder) {
  const auto refusal = [](const History& facts, const MeasureFacts& claim) {
    return At(facts).Submit("CL-1", "R-1", claim);
  };
  EXPECT_EQ(refusal({}, Claim({"S-1"}, "E-2")), kDrafterIsAnother);
  EXPECT_EQ(refusal({}, Claim()), kStandardUnknown);
  EXPECT_EQ(refusal(Of(Proposed()), Claim()), kStandardNotPublished);
  EXPECT_EQ(refusal(Of(Proposed(), Published("S-1", "GB/T 1-2021", "2021-09-02")), Claim()),
            kStandardNotPublished);
  EXPECT_EQ(refusal(Standard("S-1") + Of(Withdrawn("2021-08-31")), Claim()), kStandardWithdrawn);
  EXPECT_EQ(refusal(Of(Proposed(), DrafterNamed("E-2"), Published()), Claim()), kDrafterUnknown);
  EXPECT_EQ(refusal(Of(Proposed(), DrafterNamed(), Published("S-1", "GB/T 1-2020", "2020-12-31")),
                    Claim()),
            kLimitYearDiffers);
  EXPECT_EQ(refusal(Standard("S-1", TIER_GROUP, DRAFTER_ROLE_PARTICIPANT), Claim()),
            kRewardNotInGuide);
  EXPECT_EQ(refusal(Standard("S-1"), Claim({"S-1"}, "E-1", "P-2")), kProductNotCovered);
}

TEST(StandardsClaim, IsForACertifiedProduct) {
  v1::RoundOpened round = Round(std::nullopt);
  const auto refusal = [&](const History& product) {
    Desk desk(testing::Maker() + product + testing::PolicyOf2020() + Of(round, Budget()) +
              Standard("S-1"));
    desk.On(kToday);
    return desk.Submit("CL-1", "R-1", Claim());
  };
  namespace products = certification::testing;
  EXPECT_EQ(refusal({}), kProductUnknown);
  EXPECT_EQ(refusal(Of(products::Submitted("P-1", "E-1"))), kProductNotCertified);
  EXPECT_EQ(
      refusal(testing::Product() +
              Of(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_REVOKED, "2021-08-01"))),
      kProductDelisted);
}

TEST(StandardsClaim, IsWorthNothingOnceItsProductIsVoid) {
  At desk(Standard("S-1"));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(300'000));
  desk.Record(Of(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-10-11")));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Fen(0));
}

TEST(StandardsClaim, IsNotGrantedForAStandardThatWasWithdrawnMeanwhile) {
  At desk(Standard("S-1"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_NOTICE_OPEN), "");
  desk.Record(Of(Withdrawn("2021-09-02")));
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_GRANTED), kStandardWithdrawn);
}

TEST(StandardsClaim, IsPaidForAStandardThatWasWithdrawnAfterTheGrant) {
  At desk(Standard("S-1"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_GRANTED), "");
  desk.Record(Of(Withdrawn("2021-09-02")));
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PAID), "");
}

}  // namespace
}  // namespace debut::grants
