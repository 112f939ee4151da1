#include "services/market/market_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "debut/market/v1/market_service.grpc.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/market/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "money/fen.h"
#include "tests/support/service_in_process.h"

namespace debut::market {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::kDone;
using test::Refused;
using ::testing::ElementsAre;
using ::testing::StartsWith;

policy::v1::PolicyAdopted Policy() {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id("2020-12-30");
  fact.set_digest("0");
  fact.set_effective_date("2020-12-30");
  fact.set_text(
      "first_market_entry {"
      "  joining_period_months { value: 3 article: '3-4' }"
      "  first_contract_earliest: FIRST_CONTRACT_BASIS_CERTIFICATION_DATE"
      "  first_contract_earliest_article: '3-6' }");
  return fact;
}

// 2021-03-01 in Shanghai, while it is still February in UTC. E-1 makes the listed product P-1; it
// has a branch, and U-1 is related to that. B-1, B-2 and U-1 buy.
class MarketServiceTest : public test::ServiceTest<v1::MarketService> {
 protected:
  MarketServiceTest() : ServiceTest(MakeMarketService, absl::FromUnixSeconds(1'614'528'000)) {
    using namespace registry::testing;       // NOLINT
    using namespace certification::testing;  // NOLINT
    Given(Policy(), Registered("E-1"), BranchOf("E-1", "E-1-1"),
          Registered("B-1", "北京轨道交通建设管理有限公司", "91350100M000100Y43"),
          Registered("B-2", "中关村医院", "91110108MA01000023"),
          Registered("U-1", "清华大学", "91110108MA01000036"),
          Related("U-1", "E-1-1", "2019-01-01"), Submitted("P-1", "E-1"),
          Certified("P-1", "E-1", "2020-10-20"), Listed("P-1", "E-1", "2020-12-30"));
  }

  static v1::SignContractRequest Contract(const std::string& contract_id,
                                          const std::string& signed_date,
                                          const std::string& buyer_id = "B-1") {
    v1::SignContractRequest request;
    request.set_contract_id(contract_id);
    request.set_seller_id("E-1");
    request.set_buyer_id(buyer_id);
    request.set_number("合同〔2021〕" + contract_id);
    request.set_signed_date(signed_date);
    request.set_amount_fen(666'666'667);
    v1::ContractLine& line = *request.add_lines();
    line.set_product_id("P-1");
    line.set_amount_fen(666'666'667);
    return request;
  }

  // B-2 trades; B-1 is the end user.
  static v1::SignContractRequest TradersContract(const std::string& contract_id) {
    v1::SignContractRequest request = Contract(contract_id, "2021-01-08", "B-2");
    request.set_buyer_is_trader(true);
    request.set_end_user_id("B-1");
    return request;
  }

  static v1::OpenFirstEntryCaseRequest Opening(const std::string& contract_id) {
    v1::OpenFirstEntryCaseRequest request;
    request.set_contract_id(contract_id);
    request.set_product_id("P-1");
    return request;
  }

  static v1::JoinFirstEntryCaseRequest Joining(const std::string& contract_id) {
    v1::JoinFirstEntryCaseRequest request;
    request.set_contract_id(contract_id);
    request.set_product_id("P-1");
    return request;
  }

  v1::Contract Get(const std::string& contract_id) {
    v1::GetContractRequest request;
    request.set_contract_id(contract_id);
    v1::GetContractResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetContract, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.contract();
  }
};

TEST_F(MarketServiceTest, LeadsAContractFromItsSigningToItsEnd) {
  v1::SignContractResponse signed_contract;
  EXPECT_EQ(Call(&Stub::SignContract, Contract("", "2021-01-08"), &signed_contract), kDone);
  const std::string id = signed_contract.contract_id();
  EXPECT_THAT(id, StartsWith("C-"));

  v1::RecordContractPaymentRequest payment;
  payment.set_contract_id(id);
  payment.set_voucher_number("收-001");
  payment.set_received_date("2021-01-29");
  payment.set_amount_fen(400'000'000);
  EXPECT_EQ(Call(&Stub::RecordContractPayment, payment), kDone);
  EXPECT_EQ(Get(id).amount_fen(), 666'666'667);
  EXPECT_EQ(Get(id).received_fen(), 400'000'000);
  EXPECT_TRUE(Get(id).end_user_accepted());

  v1::AmendContractRequest amendment;
  amendment.set_contract_id(id);
  amendment.set_amount_fen(500'000'000);
  v1::ContractLine& line = *amendment.add_lines();
  line.set_product_id("P-1");
  line.set_amount_fen(0);
  amendment.set_document("补充协议");
  EXPECT_EQ(Call(&Stub::AmendContract, amendment), kDone);
  EXPECT_EQ(Get(id).amount_fen(), 500'000'000);
  EXPECT_EQ(Get(id).lines(0).amount_fen(), 0);

  v1::TerminateContractRequest end;
  end.set_contract_id(id);
  end.set_grounds("双方协商一致");
  EXPECT_EQ(Call(&Stub::TerminateContract, end), kDone);
  EXPECT_TRUE(Get(id).terminated());
  EXPECT_EQ(Recorded(), 4u);
}

TEST_F(MarketServiceTest, OpensAndJoinsTheOneCaseOfAFamily) {
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2020-11-30")), kDone);
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-2", "2021-03-01")), kDone);
  v1::OpenFirstEntryCaseResponse opened;
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1"), &opened), kDone);
  EXPECT_EQ(opened.family_id(), "P-1");
  EXPECT_EQ(opened.recorded().events_count(), 2u);
  v1::JoinFirstEntryCaseResponse joined;
  EXPECT_EQ(Call(&Stub::JoinFirstEntryCase, Joining("C-2"), &joined), kDone);
  EXPECT_EQ(joined.family_id(), "P-1");

  v1::GetFirstEntryCaseRequest request;
  request.set_family_id("P-1");
  v1::GetFirstEntryCaseResponse response;
  EXPECT_EQ(service_.Call(&Stub::GetFirstEntryCase, request, response), kDone);
  const v1::FirstEntryCase& entry = response.first_entry_case();
  EXPECT_EQ(entry.enterprise_id(), "E-1");
  EXPECT_EQ(entry.end_user_id(), "B-1");
  EXPECT_EQ(entry.earliest_signed_date(), "2020-11-30");
  EXPECT_THAT(entry.contract_ids(), ElementsAre("C-1", "C-2"));

  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-2"), &opened), kDone);
  EXPECT_EQ(opened.recorded().events_count(), 0u);
  EXPECT_EQ(opened.family_id(), "P-1");
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-3", "2021-01-08")), kDone);
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-3")),
            Refused(StatusCode::kAlreadyExists, kFirstEntryCaseAlreadyOpen));
}

TEST_F(MarketServiceTest, WaitsForTheEndUserOfATrader) {
  EXPECT_EQ(Call(&Stub::SignContract, TradersContract("C-1")), kDone);
  EXPECT_FALSE(Get("C-1").end_user_accepted());
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1")),
            Refused(StatusCode::kFailedPrecondition, kEndUserAcceptanceMissing));
  v1::RecordEndUserAcceptanceRequest acceptance;
  acceptance.set_contract_id("C-1");
  acceptance.set_document("验收单");
  EXPECT_EQ(Call(&Stub::RecordEndUserAcceptance, acceptance), kDone);
  EXPECT_TRUE(Get("C-1").end_user_accepted());
  EXPECT_EQ(Get("C-1").end_user_id(), "B-1");
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1")), kDone);
}

TEST_F(MarketServiceTest, ConvertsAForeignPriceOnceAndFloors) {
  v1::SignContractRequest request = Contract("C-1", "2021-01-08");
  request.set_amount_fen(0);
  request.mutable_lines(0)->set_amount_fen(0);
  request.mutable_lines(0)->set_amount_minor(50'000'001);
  v1::ForeignPrice& price = *request.mutable_foreign_price();
  price.set_currency("USD");
  price.set_amount_minor(60'000'001);
  price.set_rate_numerator(64'531);
  price.set_rate_denominator(10'000);
  price.set_rate_source("人民币汇率中间价");
  price.set_rate_date("2021-01-08");
  EXPECT_EQ(Call(&Stub::SignContract, request), kDone);
  // 60,000,001 cents at 6.4531 yuan for a dollar.
  EXPECT_EQ(Get("C-1").amount_fen(), 387'186'006);
  EXPECT_EQ(Get("C-1").lines(0).amount_fen(), 322'655'006);
  EXPECT_EQ(Get("C-1").lines(0).amount_minor(), 50'000'001);
  EXPECT_EQ(Get("C-1").foreign_price().rate_source(), "人民币汇率中间价");

  v1::AmendContractRequest amendment;
  amendment.set_contract_id("C-1");
  amendment.set_currency("USD");
  amendment.set_amount_minor(50'000'000);
  amendment.add_lines()->set_product_id("P-1");
  amendment.mutable_lines(0)->set_amount_minor(50'000'000);
  amendment.set_document("补充协议");
  EXPECT_EQ(Call(&Stub::AmendContract, amendment), kDone);
  EXPECT_EQ(Get("C-1").amount_fen(), 322'655'000);
  EXPECT_EQ(Get("C-1").foreign_price().amount_minor(), 50'000'000);
  amendment.set_currency("EUR");
  EXPECT_EQ(Call(&Stub::AmendContract, amendment),
            Refused(StatusCode::kFailedPrecondition, kCurrencyDiffers));
}

TEST_F(MarketServiceTest, TakesBackACaseAndMoney) {
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2020-11-30")), kDone);
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1")), kDone);
  v1::CancelFirstEntryCaseRequest cancel;
  cancel.set_family_id("P-1");
  cancel.set_document("更正说明");
  cancel.set_grounds("所用合同有误");
  EXPECT_EQ(Call(&Stub::CancelFirstEntryCase, cancel), kDone);
  EXPECT_EQ(Call(&Stub::CancelFirstEntryCase, cancel),
            Refused(StatusCode::kNotFound, kFirstEntryCaseUnknown));
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1")), kDone);

  v1::RecordContractPaymentRequest payment;
  payment.set_contract_id("C-1");
  payment.set_voucher_number("收-001");
  payment.set_amount_fen(400'000'000);
  EXPECT_EQ(Call(&Stub::RecordContractPayment, payment), kDone);
  v1::RecordContractRefundRequest refund;
  refund.set_contract_id("C-1");
  refund.set_voucher_number("退-001");
  refund.set_amount_fen(100'000'000);
  refund.set_document("退款协议");
  EXPECT_EQ(Call(&Stub::RecordContractRefund, refund), kDone);
  EXPECT_EQ(Get("C-1").received_fen(), 300'000'000);
  EXPECT_EQ(Get("C-1").refunded_fen(), 100'000'000);
}

TEST_F(MarketServiceTest, NamesEveryBadFieldOfAForeignPrice) {
  v1::SignContractRequest request = Contract("C-1", "2021-01-08");
  v1::ForeignPrice& price = *request.mutable_foreign_price();
  price.set_currency("CNY");
  EXPECT_EQ(Call(&Stub::SignContract, request),
            BadFields({"foreign_price.currency", "foreign_price.rate_numerator",
                       "foreign_price.rate_denominator", "foreign_price.rate_source",
                       "foreign_price.rate_date", "foreign_price.amount_minor", "amount_fen",
                       "lines[0].amount_minor", "lines[0].amount_fen"}));
  request.set_amount_fen(0);
  request.mutable_lines(0)->set_amount_fen(0);
  request.mutable_lines(0)->set_amount_minor(1);
  price.set_currency("JPY");
  price.set_amount_minor(1);
  price.set_rate_numerator(1);
  price.set_rate_denominator(2);
  price.set_rate_source("中间价");
  price.set_rate_date("2021-01-08");
  EXPECT_EQ(Call(&Stub::SignContract, request), BadFields({"foreign_price.amount_minor"}));
  price.set_amount_minor(money::kAmountMax.count);
  price.set_rate_numerator(1'000'000'000);
  EXPECT_EQ(Call(&Stub::SignContract, request), BadFields({"foreign_price.amount_minor"}));
  EXPECT_EQ(Call(&Stub::RecordContractRefund, v1::RecordContractRefundRequest()),
            BadFields({"contract_id", "voucher_number", "amount_fen", "document"}));
  EXPECT_EQ(Call(&Stub::CancelFirstEntryCase, v1::CancelFirstEntryCaseRequest()),
            BadFields({"family_id", "document", "grounds"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(MarketServiceTest, ResolvesThePartiesThatACommandReads) {
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2021-01-08", "E-1-1")),
            Refused(StatusCode::kFailedPrecondition, kPartiesAreOne));
  // Related to a branch of the maker.
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2021-01-08", "U-1")), kDone);
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-1")),
            Refused(StatusCode::kFailedPrecondition, kBuyerRelatedToMaker));
}

TEST_F(MarketServiceTest, KnowsAContractByItsPartiesNumberAndDate) {
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2021-01-08")), kDone);
  v1::SignContractRequest again = Contract("C-2", "2021-01-08");
  again.set_number("合同〔２０２１〕 c-1");
  EXPECT_EQ(Call(&Stub::SignContract, again),
            Refused(StatusCode::kAlreadyExists, kContractAlreadyRecorded));
  EXPECT_EQ(Recorded(), 1u);
}

TEST_F(MarketServiceTest, MapsEachKindOfRefusal) {
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-1", "2021-01-08")), kDone);
  EXPECT_EQ(Call(&Stub::SignContract, Contract("C-2", "2021-01-08", "B-9")),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  v1::RecordContractPaymentRequest payment;
  payment.set_contract_id("C-1");
  payment.set_voucher_number("收-001");
  payment.set_amount_fen(666'666'668);
  EXPECT_EQ(Call(&Stub::RecordContractPayment, payment),
            Refused(StatusCode::kFailedPrecondition, kPaymentAboveContract));
  EXPECT_EQ(Call(&Stub::JoinFirstEntryCase, Joining("C-1")),
            Refused(StatusCode::kNotFound, kFirstEntryCaseUnknown));
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, Opening("C-9")),
            Refused(StatusCode::kNotFound, kContractUnknown));

  v1::GetContractRequest get;
  get.set_contract_id("C-9");
  v1::GetContractResponse contract;
  EXPECT_EQ(service_.Call(&Stub::GetContract, get, contract),
            Refused(StatusCode::kNotFound, kContractUnknown));
  v1::GetFirstEntryCaseRequest get_case;
  get_case.set_family_id("P-1");
  v1::GetFirstEntryCaseResponse entry;
  EXPECT_EQ(service_.Call(&Stub::GetFirstEntryCase, get_case, entry),
            Refused(StatusCode::kNotFound, kFirstEntryCaseUnknown));
  EXPECT_EQ(Recorded(), 1u);
}

TEST_F(MarketServiceTest, NamesEveryBadFieldOfAContract) {
  v1::SignContractResponse unread;
  EXPECT_EQ(service_.Call(&Stub::SignContract, v1::SignContractRequest(), unread),
            BadFields({"request_id", "seller_id", "buyer_id", "number", "amount_fen", "lines"}));

  v1::SignContractRequest request = Contract("合同一", "2021-03-02");
  request.set_end_user_id("U-1");
  request.set_number(std::string(65, '1'));
  request.set_amount_fen(money::kAmountMax.count + 1);
  request.mutable_lines(0)->set_amount_fen(0);
  *request.add_lines() = request.lines(0);
  EXPECT_EQ(Call(&Stub::SignContract, request),
            BadFields({"contract_id", "end_user_id", "number", "signed_date", "amount_fen",
                       "lines[0].amount_fen", "lines[1].amount_fen", "lines[1].product_id"}));

  request = Contract("C-1", "2021-01-08");
  request.mutable_lines(0)->set_amount_fen(666'666'668);
  EXPECT_EQ(Call(&Stub::SignContract, request), BadFields({"lines"}));

  request = TradersContract("C-1");
  request.set_end_user_id("B-2");
  EXPECT_EQ(Call(&Stub::SignContract, request), BadFields({"end_user_id"}));
  request.clear_end_user_id();
  EXPECT_EQ(Call(&Stub::SignContract, request), BadFields({"end_user_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(MarketServiceTest, BearsTheLargestNumbersInEveryLine) {
  v1::SignContractRequest request = Contract("C-1", "2021-01-08");
  request.clear_lines();
  for (int i = 0; i < 10'000; ++i) {
    v1::ContractLine& line = *request.add_lines();
    line.set_product_id(fmt::format("P-{}", i));
    line.set_amount_fen(std::numeric_limits<std::int64_t>::max());
  }
  EXPECT_EQ(Call(&Stub::SignContract, request).code, StatusCode::kInvalidArgument);
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(MarketServiceTest, NamesEveryBadFieldOfWhatFollows) {
  v1::AmendContractRequest amendment;
  amendment.set_amended_date("2021-03-02");
  amendment.set_amount_fen(-1);
  v1::ContractLine& line = *amendment.add_lines();
  line.set_amount_fen(-1);
  EXPECT_EQ(Call(&Stub::AmendContract, amendment),
            BadFields({"contract_id", "amended_date", "amount_fen", "lines[0].product_id",
                       "lines[0].amount_fen", "document"}));

  v1::TerminateContractRequest end;
  end.set_terminated_date("2021-02-29");
  EXPECT_EQ(Call(&Stub::TerminateContract, end),
            BadFields({"contract_id", "terminated_date", "grounds"}));

  v1::RecordContractPaymentRequest payment;
  payment.set_received_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::RecordContractPayment, payment),
            BadFields({"contract_id", "voucher_number", "received_date", "amount_fen"}));

  v1::RecordEndUserAcceptanceRequest acceptance;
  acceptance.set_accepted_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::RecordEndUserAcceptance, acceptance),
            BadFields({"contract_id", "accepted_date", "document"}));

  v1::OpenFirstEntryCaseRequest opening;
  opening.set_opened_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::OpenFirstEntryCase, opening),
            BadFields({"contract_id", "product_id", "opened_date"}));
  v1::JoinFirstEntryCaseRequest joining;
  joining.set_joined_date("x");
  EXPECT_EQ(Call(&Stub::JoinFirstEntryCase, joining),
            BadFields({"contract_id", "product_id", "joined_date"}));

  v1::GetContractResponse contract;
  EXPECT_EQ(service_.Call(&Stub::GetContract, v1::GetContractRequest(), contract),
            BadFields({"contract_id"}));
  v1::GetFirstEntryCaseResponse entry;
  EXPECT_EQ(service_.Call(&Stub::GetFirstEntryCase, v1::GetFirstEntryCaseRequest(), entry),
            BadFields({"family_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::market
