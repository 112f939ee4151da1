#include <gtest/gtest.h>

#include "domain/exchange/approve_expense.h"
#include "domain/exchange/reasons.h"
#include "domain/exchange/record_expense.h"
#include "domain/exchange/testing/exchange_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::exchange {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Approved;
using testing::BoothTerms;
using testing::Cancelled;
using testing::Paid;
using testing::Participated;
using testing::Planned;
using testing::Voided;

const RecordExpense kRecord{"X-1-1", BoothTerms()};

TEST(InFen, FloorsOnceForEachLine) {
  EXPECT_EQ(InFen(1'000'001, Conversion{.rate = money::Ratio(75'432, 10'000)}), Fen(7'543'207));
  // 100 yen at 6.12 yuan for a hundred.
  EXPECT_EQ(InFen(100, Conversion{.rate = money::Ratio(612, 100)}), Fen(612));
  EXPECT_EQ(InFen(1, Conversion{.rate = money::Ratio(99, 100)}), Fen(0));
  EXPECT_EQ(InFen(1'234, std::nullopt), Fen(1'234));
}

TEST(InFen, BearsTheLargestAmounts) {
  EXPECT_EQ(InFen(money::kAmountMax.count, Conversion{.rate = money::Ratio(1'000, 1)}),
            Fen(money::kAmountMax.count * 1'000));
}

TEST(ExpenseKey, IsTheSameHoweverAndByWhomeverTheLineIsRecorded) {
  ExpenseTerms typed = BoothTerms("E-2", v1::EXPENSE_CATEGORY_BOOTH);
  typed.issuer = "ＭＥＳＳＥ München GmbH";
  typed.voucher_number = " r-2021002";
  EXPECT_EQ(ExpenseKey(typed), ExpenseKey(BoothTerms()));
  typed.voucher_line = 2;
  EXPECT_NE(ExpenseKey(typed), ExpenseKey(BoothTerms()));
}

TEST(RecordExpense, RecordsTheAmountInFen) {
  ASSERT_EQ(Paid().amount_fen(), 7'543'207);
  Given(Planned(), Participated()).When(kRecord).Then(Paid());
}

TEST(RecordExpense, TakesALineThatAnotherParticipantRecorded) {
  Given(Planned(), Participated(), Participated("E-2", v1::PARTICIPANT_ROLE_HOST),
        Paid("X-1-9", BoothTerms("E-2")))
      .When(kRecord)
      .Then(Paid());
}

TEST(RecordExpense, TakesALineAgainWhenTheFirstRecordIsVoid) {
  Given(Planned(), Participated(), Paid("X-1-9"), Voided("X-1-9")).When(kRecord).Then(Paid());
}

TEST(RecordExpense, IsRefusedInThisOrder) {
  RecordExpense other = kRecord;
  other.terms.amount_minor = 1;
  Given(Planned(), Participated(), Paid()).When(other).ThenRejected(kExpenseAlreadyRecorded);
  Given(Planned(), Participated(), Paid(), Voided())
      .When(kRecord)
      .ThenRejected(kExpenseAlreadyRecorded);
  Given().When(kRecord).ThenRejected(kEventUnknown);
  Given(Planned(), Cancelled("2021-09-01")).When(kRecord).ThenRejected(kEventCancelled);
  Given(Planned()).When(kRecord).ThenRejected(kParticipationUnknown);
  Given(Planned(), Participated(), Paid("X-1-9"))
      .When(kRecord)
      .ThenRejected(kVoucherAlreadyRecorded);
}

TEST(RecordExpense, RecordsNothingTheSecondTime) {
  Given(Planned(), Participated(), Paid()).When(kRecord).ThenNothing();
}

// Recorded by officer-1.
Given Recorded() {
  eventstore::Event paid = decision::EncodeFact(Paid());
  paid.principal = "officer-1";
  return Given({paid});
}

ApproveExpense Approval(std::int64_t approved_fen, const std::string& reason = "") {
  return {.expense_id = "X-1-1",
          .approved = Fen(approved_fen),
          .reason = reason,
          .approved_date = CivilDay(2021, 11, 1),
          .by = "approver-1"};
}

TEST(ApproveExpense, RecordsWhatIsEligible) {
  Recorded().When(Approval(7'543'207)).Then(Approved(7'543'207));
  Recorded().When(Approval(5'000'000, "超标准面积")).Then(Approved(5'000'000, "超标准面积"));
  Recorded().When(Approval(0, "与展会无关")).Then(Approved(0, "与展会无关"));
}

TEST(ApproveExpense, MayBeDoneAgain) {
  Recorded().And(Approved(7'543'207)).When(Approval(1, "更正")).Then(Approved(1, "更正"));
}

TEST(ApproveExpense, IsRefusedInThisOrder) {
  Given().When(Approval(1)).ThenRejected(kExpenseUnknown);
  Recorded().And(Voided()).When(Approval(1)).ThenRejected(kExpenseVoid);
  ApproveExpense command = Approval(7'543'208);
  command.approved_date = CivilDay(2021, 9, 9);
  Recorded().When(command).ThenRejected(kDateBeforePayment);
  command = Approval(7'543'208);
  command.by = "";
  Recorded().When(command).ThenRejected(kPrincipalUnknown);
  Given(Paid()).When(Approval(1)).ThenRejected(kPrincipalUnknown);
  command.by = "officer-1";
  Recorded().When(command).ThenRejected(kApproverIsRecorder);
  Recorded().When(Approval(7'543'208)).ThenRejected(kApprovedAboveExpense);
  Recorded().When(Approval(7'543'206)).ThenRejected(kApprovalReasonMissing);
}

TEST(ApproveExpense, RecordsNothingTheSecondTime) {
  Recorded().And(Approved(7'543'207)).When(Approval(7'543'207)).ThenNothing();
}

const VoidExpense kVoid{"X-1-1", CivilDay(2021, 11, 2), "重复录入"};

TEST(VoidExpense, RecordsTheMistake) { Given(Paid()).When(kVoid).Then(Voided()); }

TEST(VoidExpense, IsRefusedInThisOrder) {
  Given().When(kVoid).ThenRejected(kExpenseUnknown);
  VoidExpense early = kVoid;
  early.voided_date = CivilDay(2021, 9, 9);
  Given(Paid()).When(early).ThenRejected(kDateBeforePayment);
}

TEST(VoidExpense, RecordsNothingTheSecondTime) {
  Given(Paid(), Voided()).When(kVoid).ThenNothing();
}

}  // namespace
}  // namespace debut::exchange
