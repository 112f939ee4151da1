#include <gtest/gtest.h>

#include "domain/market/amend_contract.h"
#include "domain/market/reasons.h"
#include "domain/market/record_contract_payment.h"
#include "domain/market/record_end_user_acceptance.h"
#include "domain/market/terminate_contract.h"
#include "domain/market/testing/market_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Accepted;
using testing::Amended;
using testing::Received;
using testing::Signed;
using testing::SignedByTrader;
using testing::Terminated;

const CivilDay kDay(2021, 5, 10);
const CivilDay kBeforeSigning(2021, 3, 7);

const Given& SignedContract() {
  static const Given history(Signed("C-1", "2021-03-08"));
  return history;
}

const AmendContract kAmend{"C-1", kDay, Fen(9'000), {{"P-1", Fen(8'000)}}, "补充协议"};

TEST(AmendContract, RecordsTheNewAmounts) {
  SignedContract().When(kAmend).Then(Amended("C-1", "2021-05-10", {{"P-1", 8'000}}, 9'000));
}

TEST(AmendContract, IsRefusedInThisOrder) {
  Given().When(kAmend).ThenRejected(kContractUnknown);
  SignedContract()
      .And(Terminated("C-1", "2021-04-01"))
      .When(kAmend)
      .ThenRejected(kContractTerminated);
  AmendContract early = kAmend;
  early.amended_date = kBeforeSigning;
  early.lines = {{"P-2", Fen(1)}};
  SignedContract().When(early).ThenRejected(kDateBeforeSigning);
  AmendContract other = kAmend;
  other.lines = {{"P-2", Fen(8'000)}};
  SignedContract().When(other).ThenRejected(kContractProductsDiffer);
  other.lines = {};
  SignedContract().When(other).ThenRejected(kContractProductsDiffer);
}

TEST(AmendContract, RecordsNothingWhenTheAmountsAreSo) {
  SignedContract()
      .And(Amended("C-1", "2021-05-01", {{"P-1", 8'000}}, 9'000))
      .When(kAmend)
      .ThenNothing();
}

TEST(AmendContract, IsRefusedBelowWhatWasReceived) {
  SignedContract()
      .And(Received("C-1", "收-1", "2021-04-01", 9'000))
      .When(kAmend)
      .Then(Amended("C-1", "2021-05-10", {{"P-1", 8'000}}, 9'000));
  SignedContract()
      .And(Received("C-1", "收-1", "2021-04-01", 9'001))
      .When(kAmend)
      .ThenRejected(kAmountBelowReceived);
}

const TerminateContract kTerminate{"C-1", kDay, "双方协商解除"};

TEST(TerminateContract, RecordsTheEnd) {
  SignedContract().When(kTerminate).Then(Terminated("C-1", "2021-05-10"));
}

TEST(TerminateContract, IsRefusedInThisOrder) {
  Given().When(kTerminate).ThenRejected(kContractUnknown);
  SignedContract()
      .And(Terminated("C-1", "2021-04-01"))
      .When(kTerminate)
      .ThenRejected(kContractTerminated);
  TerminateContract early = kTerminate;
  early.terminated_date = kBeforeSigning;
  SignedContract().When(early).ThenRejected(kDateBeforeSigning);
}

TEST(TerminateContract, RecordsNothingTheSecondTime) {
  SignedContract().And(Terminated("C-1", "2021-05-10")).When(kTerminate).ThenNothing();
}

const RecordContractPayment kPayment{"C-1", "收-1", kDay, Fen(6'000)};

TEST(RecordContractPayment, RecordsThePayment) {
  SignedContract().When(kPayment).Then(Received("C-1", "收-1", "2021-05-10", 6'000));
}

TEST(RecordContractPayment, RecordsNothingForAVoucherOnRecord) {
  SignedContract().And(Received("C-1", "收-1", "2021-05-10", 6'000)).When(kPayment).ThenNothing();
}

TEST(RecordContractPayment, IsRefusedInThisOrder) {
  Given().When(kPayment).ThenRejected(kContractUnknown);
  SignedContract()
      .And(Terminated("C-1", "2021-04-01"))
      .When(kPayment)
      .ThenRejected(kContractTerminated);
  RecordContractPayment early = kPayment;
  early.received_date = kBeforeSigning;
  SignedContract().When(early).ThenRejected(kDateBeforeSigning);
  SignedContract()
      .And(Received("C-1", "收-1", "2021-04-01", 9'999))
      .When(kPayment)
      .ThenRejected(kVoucherAlreadyRecorded);
}

TEST(RecordContractPayment, StopsAtTheContractsAmountToTheFen) {
  SignedContract()
      .And(Received("C-1", "收-0", "2021-04-01", 4'000))
      .When(kPayment)
      .Then(Received("C-1", "收-1", "2021-05-10", 6'000));
  SignedContract()
      .And(Received("C-1", "收-0", "2021-04-01", 4'001))
      .When(kPayment)
      .ThenRejected(kPaymentAboveContract);
}

const RecordEndUserAcceptance kAcceptance{"C-1", kDay, "验收单"};

TEST(RecordEndUserAcceptance, RecordsTheAcceptanceOfWhatATraderBought) {
  Given(SignedByTrader("C-1", "2021-03-08")).When(kAcceptance).Then(Accepted("C-1", "2021-05-10"));
}

TEST(RecordEndUserAcceptance, IsRefusedWhereTheBuyerIsTheEndUser) {
  Given().When(kAcceptance).ThenRejected(kContractUnknown);
  SignedContract().When(kAcceptance).ThenRejected(kBuyerIsEndUser);
}

TEST(RecordEndUserAcceptance, RecordsNothingTheSecondTime) {
  Given(SignedByTrader("C-1", "2021-03-08"), Accepted("C-1", "2021-04-10"))
      .When(kAcceptance)
      .ThenNothing();
}

}  // namespace
}  // namespace debut::market
