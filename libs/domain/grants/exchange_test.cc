#include "domain/grants/exchange.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/exchange/testing/exchange_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/desk.h"

namespace debut::grants {
namespace {

using absl::CivilDay;
using certification::testing::Delisted;
using exchange::testing::Approved;
using exchange::testing::BoothTerms;
using exchange::testing::Cancelled;
using exchange::testing::Paid;
using exchange::testing::Participated;
using exchange::testing::Planned;
using exchange::testing::Voided;
using exchange::v1::EVENT_KIND_EXHIBITION_ABROAD;
using exchange::v1::EXPENSE_CATEGORY_BOOTH;
using exchange::v1::EXPENSE_CATEGORY_FREIGHT;
using exchange::v1::EXPENSE_CATEGORY_TRAVEL;
using exchange::v1::PARTICIPANT_ROLE_HOST;
using money::Fen;
using money::Yuan;
using testing::Desk;
using testing::History;
using testing::Of;
using testing::Story;

constexpr char kCapKey[] = "m6/E-1/2021";
const CivilDay kToday(2021, 11, 8);

// Half of a booth of at most 50,000 yuan, and of a freight of at most 100,000.
v1::RoundOpened Round(std::optional<Fen> cap, const std::string& round_id = "R-1") {
  v1::RoundOpened round =
      testing::RoundOf(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE, 2021, 50, round_id);
  WriteGuide(
      ExchangeGuide{
          .limits = {{{EVENT_KIND_EXHIBITION_ABROAD, EXPENSE_CATEGORY_BOOTH}, Yuan(50'000)},
                     {{EVENT_KIND_EXHIBITION_ABROAD, EXPENSE_CATEGORY_FREIGHT}, Yuan(100'000)}},
          .cap = cap},
      round);
  return round;
}

v1::BudgetAllotted Budget() {
  return testing::BudgetOf(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE, 2021);
}

// X-1-1, the story's booth for 75,432.07 yuan, approved in full; E-1 takes part.
History Booth() { return Of(Planned(), Participated(), Paid(), Approved(7'543'207)); }

// X-1-2, a freight of the same price, of which that much was approved.
History Freight(std::int64_t approved_fen, const std::string& reason) {
  return Of(Paid("X-1-2", BoothTerms("E-1", EXPENSE_CATEGORY_FREIGHT)),
            Approved(approved_fen, reason, "X-1-2"));
}

class At : public Desk {
 public:
  explicit At(const History& facts, std::optional<Fen> cap = std::nullopt)
      : Desk(testing::Maker() + testing::Product() + testing::PolicyOf2020() +
             Of(Round(cap), Round(cap, "R-2"), Budget()) + facts) {
    On(kToday);
  }
};

MeasureFacts Claim(const std::vector<std::string>& expense_ids = {"X-1-1"},
                   const std::string& participant_id = "E-1",
                   const std::string& product_id = "P-1") {
  return MeasureFacts(InternationalExchange({.event_id = "X-1",
                                             .participant_id = participant_id,
                                             .product_id = product_id,
                                             .expense_ids = expense_ids}));
}

Fen PaidFor(Desk& desk, const std::string& claim_id, const MeasureFacts& facts) {
  EXPECT_EQ(desk.Submit(claim_id, "R-1", facts), "");
  EXPECT_EQ(desk.Lead(claim_id, v1::CLAIM_STATE_PAID), "");
  return desk.Amount(claim_id);
}

TEST(ExchangeClaim, LimitsEachCategoryByTheGuideAndRoundsOnce) {
  At desk(Booth() + Freight(2'000'001, "超出展品运输"));
  // Half of 50,000.00 and 20,000.01 yuan.
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"X-1-1", "X-1-2"})), Fen(3'500'000));
  const ClaimTerms terms = desk.File("CL-1").terms;
  EXPECT_EQ(terms.subject_key, "m6/X-1/E-1");
  EXPECT_EQ(terms.cap_key, "");
  EXPECT_EQ(terms.limit_year, 2021u);
}

TEST(ExchangeClaim, WritesTheReasonOfALowerApprovalOnTheSheet) {
  At desk(Booth() + Freight(2'000'001, "超出展品运输"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({"X-1-2"})), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_COMPUTED), "");
  const auto sheet = desk.File("CL-1").sheet;
  ASSERT_EQ(sheet->inputs_size(), 2);
  EXPECT_EQ(sheet->inputs(0).amount_fen(), 2'000'001);
  EXPECT_EQ(sheet->inputs(1).text(), "超出展品运输");
}

TEST(ExchangeClaim, StopsAtTheGuidesCapOfTheYear) {
  At desk(Booth(), Yuan(20'000));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(20'000));
  EXPECT_EQ(desk.Usage({kCapKey}).paid, Yuan(20'000));
  At zero(Booth(), Fen(0));
  EXPECT_EQ(zero.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(zero.Lead("CL-1", v1::CLAIM_STATE_COMPUTED), kCapExhausted);
}

TEST(ExchangeClaim, FundsAVoucherLineOnceWhoeverPaidIt) {
  const Story host = testing::StoryOf(2);
  At desk(Booth() + testing::Maker(host) + testing::Product(host) +
          Of(Participated("E-2", PARTICIPANT_ROLE_HOST, "P-2"), Paid("X-1-9", BoothTerms("E-2")),
             Approved(7'543'207, "", "X-1-9")));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(25'000));
  EXPECT_EQ(desk.Submit("CL-2", "R-1", Claim({"X-1-9"}, "E-2", "P-2"), "E-2"), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
}

TEST(ExchangeClaim, FundsAParticipationOnceSoThatItsLimitsCountOnce) {
  At desk(Booth() + Freight(2'000'000, "超出展品运输"));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(25'000));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim({"X-1-2"})), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
}

TEST(ExchangeClaim, FollowsALowerApprovalUntilThePayment) {
  At desk(Booth());
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_NOTICE_OPEN), "");
  desk.Record(Of(Approved(1'000'000, "更正")));
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_GRANTED), kAwardAboveEntitlement);
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Fen(500'000));
}

TEST(ExchangeClaim, IsWorthNothingForAVoidProductOrACancelledEvent) {
  At desk(Booth());
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(25'000));
  desk.Record(Of(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-12-01")));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Fen(0));
  At other(Booth());
  EXPECT_EQ(PaidFor(other, "CL-1", Claim()), Yuan(25'000));
  other.Record(Of(Voided()));
  EXPECT_EQ(other.WorthBeside("CL-1", Fen()), Fen(0));
}

TEST(ExchangeClaim, PaysBackWhatAVoidExpenseGaveOnly) {
  At desk(Booth() + Freight(2'000'000, "超出展品运输"));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"X-1-1", "X-1-2"})), Yuan(35'000));
  desk.Record(Of(Voided("X-1-2", BoothTerms("E-1", EXPENSE_CATEGORY_FREIGHT))));
  EXPECT_EQ(desk.Reclaim("CL-1"), "");
  EXPECT_EQ(desk.File("CL-1").payment.clawback.amount, Yuan(10'000));
}

TEST(ExchangeClaim, IsRefusedInThisOrder) {
  const auto refusal = [](const History& facts, const MeasureFacts& claim) {
    return At(facts).Submit("CL-1", "R-1", claim);
  };
  EXPECT_EQ(refusal({}, Claim({"X-1-1"}, "E-2")), kParticipantIsAnother);
  EXPECT_EQ(refusal({}, Claim()), kEventUnknown);
  EXPECT_EQ(refusal(Of(Planned(), Cancelled("2021-09-01")), Claim()), kEventCancelled);
  auto later = Planned();
  later.set_ends_date("2021-11-08");
  EXPECT_EQ(refusal(Of(later), Claim()), kEventNotOver);
  EXPECT_EQ(refusal(Of(Planned()), Claim()), kParticipationUnknown);
  EXPECT_EQ(refusal(Booth(), Claim({"X-1-1"}, "E-1", "P-2")), kProductNotShown);
  const History there = Of(Planned(), Participated());
  EXPECT_EQ(refusal(there, Claim()), kExpenseUnknown);
  EXPECT_EQ(refusal(there + Of(Paid("X-1-1", BoothTerms("E-2"))), Claim()), kExpenseOfAnother);
  EXPECT_EQ(refusal(there + Of(Paid(), Voided()), Claim()), kExpenseVoid);
  EXPECT_EQ(refusal(there + Of(Paid()), Claim()), kExpenseNotApproved);
  EXPECT_EQ(refusal(there + Of(Paid("X-1-1", BoothTerms("E-1", EXPENSE_CATEGORY_TRAVEL)),
                               Approved(7'543'207)),
                    Claim()),
            kExpenseNotInGuide);
}

TEST(ExchangeClaim, IsForACertifiedProduct) {
  const auto refusal = [](const History& product) {
    Desk desk(testing::Maker() + product + testing::PolicyOf2020() +
              Of(Round(std::nullopt), Budget()) + Booth());
    desk.On(kToday);
    return desk.Submit("CL-1", "R-1", Claim());
  };
  EXPECT_EQ(refusal({}), kProductUnknown);
  EXPECT_EQ(refusal(Of(certification::testing::Submitted("P-1", "E-1"))), kProductNotCertified);
}

}  // namespace
}  // namespace debut::grants
