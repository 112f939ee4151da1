#include "domain/market/record_contract_refund.h"

#include <gtest/gtest.h>

#include "domain/market/reasons.h"
#include "domain/market/testing/market_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using money::Fen;
using test::Given;
using testing::Received;
using testing::Refunded;
using testing::Signed;
using testing::Terminated;

RecordContractRefund Refund(std::int64_t fen = 4'000, CivilDay date = CivilDay(2021, 6, 1)) {
  return {"C-1", "退-1", date, Fen(fen), "退款协议"};
}

const Given& Paid() {
  static const Given history(Signed("C-1", "2021-03-08"),
                             Received("C-1", "收-1", "2021-04-01", 6'000));
  return history;
}

TEST(RecordContractRefund, RecordsTheRefundAlsoOfATerminatedContract) {
  Paid().When(Refund()).Then(Refunded("C-1", "退-1", "2021-06-01", 4'000));
  Paid()
      .And(Terminated("C-1", "2021-05-01"))
      .When(Refund(6'000))
      .Then(Refunded("C-1", "退-1", "2021-06-01", 6'000));
}

TEST(RecordContractRefund, IsRefusedWithoutAContractOrBeforeItsSigning) {
  Given().When(Refund()).ThenRejected(kContractUnknown);
  Paid().When(Refund(4'000, CivilDay(2021, 3, 7))).ThenRejected(kDateBeforeSigning);
}

TEST(RecordContractRefund, CountsAVoucherOnce) {
  const Given refunded = Paid().And(Refunded("C-1", "退-1", "2021-06-01", 4'000));
  refunded.When(Refund()).ThenNothing();
  refunded.When(Refund(1'000)).ThenRejected(kVoucherAlreadyRecorded);
}

TEST(RecordContractRefund, IsRefusedAboveWhatWasReceivedByThatDay) {
  Paid().When(Refund(6'001)).ThenRejected(kRefundAboveReceived);
  Paid().When(Refund(1, CivilDay(2021, 3, 31))).ThenRejected(kRefundAboveReceived);
  Paid()
      .And(Refunded("C-1", "退-0", "2021-07-01", 3'000))
      .When(Refund(3'001))
      .ThenRejected(kRefundAboveReceived);
}

TEST(ContractFile, CountsWhatWasReceivedAndNotRefundedByADay) {
  ContractFile file{"C-1"};
  file.Apply({{1}, {}, decision::EncodeFact(Received("C-1", "收-1", "2021-04-01", 6'000))});
  file.Apply({{2}, {}, decision::EncodeFact(Refunded("C-1", "退-1", "2021-06-01", 4'000))});
  EXPECT_EQ(file.ReceivedBy(CivilDay(2021, 5, 31)), Fen(6'000));
  EXPECT_EQ(file.ReceivedBy(CivilDay(2021, 6, 1)), Fen(2'000));
  EXPECT_EQ(file.Received(), Fen(2'000));
  EXPECT_EQ(file.Refunded(), Fen(4'000));
}

}  // namespace
}  // namespace debut::market
