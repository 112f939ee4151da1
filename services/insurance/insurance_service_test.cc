#include "services/insurance/insurance_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/insurance/v1/insurance_service.grpc.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/insurance/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "money/fen.h"
#include "tests/support/service_in_process.h"

namespace debut::insurance {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::kDone;
using test::Refused;
using ::testing::StartsWith;

// 2021-06-01 in Shanghai. E-1, with a branch, makes P-1; I-1 insures.
class InsuranceServiceTest : public test::ServiceTest<v1::InsuranceService> {
 protected:
  InsuranceServiceTest() : ServiceTest(MakeInsuranceService, absl::FromUnixSeconds(1'622'520'000)) {
    using namespace registry::testing;       // NOLINT
    using namespace certification::testing;  // NOLINT
    service_.Given(Registered("E-1"), BranchOf("E-1", "E-1-1"), Submitted("P-1", "E-1"));
    EXPECT_EQ(Call(&Stub::RegisterInsurer, Insurer()), kDone);
    given_ = service_.EventsCount();
  }

  static v1::RegisterInsurerRequest Insurer() {
    v1::RegisterInsurerRequest request;
    request.set_insurer_id("I-1");
    request.set_credit_code("91110108ma01000023");
    request.set_name("中关村财产保险股份有限公司");
    return request;
  }

  static v1::BindInsurancePolicyRequest Policy(const std::string& policy_id) {
    v1::BindInsurancePolicyRequest request;
    request.set_policy_id(policy_id);
    request.set_insurer_id("I-1");
    request.set_number("保单-" + policy_id);
    request.set_enterprise_id("E-1");
    request.add_product_ids("P-1");
    request.set_from_date("2021-01-01");
    request.set_to_date("2021-12-31");
    request.set_premium_fen(1'000'000);
    request.set_bound_date("2020-12-20");
    return request;
  }

  static v1::RecordPremiumPaymentRequest Payment(const std::string& policy_id,
                                                 const std::string& voucher, std::int64_t fen) {
    v1::RecordPremiumPaymentRequest request;
    request.set_policy_id(policy_id);
    request.set_voucher_number(voucher);
    request.set_amount_fen(fen);
    return request;
  }

  v1::InsurancePolicy Get(const std::string& policy_id) {
    v1::GetInsurancePolicyRequest request;
    request.set_policy_id(policy_id);
    v1::GetInsurancePolicyResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetInsurancePolicy, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.policy();
  }

  v1::GetPremiumsOfYearResponse PremiumsOf(std::uint32_t year) {
    v1::GetPremiumsOfYearRequest request;
    request.set_enterprise_id("E-1");
    request.set_limit_year(year);
    v1::GetPremiumsOfYearResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetPremiumsOfYear, request, response), kDone);
    return response;
  }
};

TEST_F(InsuranceServiceTest, LeadsAPolicyFromItsBindingToItsEnd) {
  v1::BindInsurancePolicyResponse bound;
  v1::BindInsurancePolicyRequest request = Policy("1");
  request.clear_policy_id();
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, request, &bound), kDone);
  const std::string id = bound.policy_id();
  EXPECT_THAT(id, StartsWith("IP-"));

  v1::RecordPremiumPaymentRequest payment = Payment(id, "付-1", 600'000);
  payment.set_paid_time("2020-12-31T16:00:01Z");
  v1::RecordPremiumPaymentResponse paid;
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, payment, &paid), kDone);
  EXPECT_EQ(paid.paid_date(), "2021-01-01");
  EXPECT_EQ(paid.limit_year(), 2021u);
  payment = Payment(id, "付-2", 400'000);
  payment.set_paid_date("2020-12-31");
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, payment, &paid), kDone);
  EXPECT_EQ(paid.limit_year(), 2020u);

  v1::RecordPremiumRefundRequest refund;
  refund.set_policy_id(id);
  refund.set_refund_number("退-1");
  refund.set_voucher_number("付-1");
  refund.set_amount_fen(100'000);
  EXPECT_EQ(Call(&Stub::RecordPremiumRefund, refund), kDone);
  v1::RecordCoverBreakRequest broken;
  broken.set_policy_id(id);
  broken.set_from_date("2021-03-01");
  broken.set_to_date("2021-03-09");
  broken.set_grounds("欠缴保费");
  EXPECT_EQ(Call(&Stub::RecordCoverBreak, broken), kDone);
  v1::CancelInsurancePolicyRequest cancel;
  cancel.set_policy_id(id);
  cancel.set_cancelled_date("2021-05-31");
  cancel.set_grounds("产品停产");
  EXPECT_EQ(Call(&Stub::CancelInsurancePolicy, cancel), kDone);

  const v1::InsurancePolicy policy = Get(id);
  EXPECT_EQ(policy.paid_fen(), 1'000'000);
  EXPECT_EQ(policy.refunded_fen(), 100'000);
  EXPECT_EQ(policy.cancelled_date(), "2021-05-31");
  ASSERT_EQ(policy.instalments_size(), 2);
  EXPECT_EQ(policy.instalments(0).refunded_fen(), 100'000);
  ASSERT_EQ(policy.cover_breaks_size(), 1);
  EXPECT_EQ(policy.cover_breaks(0).grounds(), "欠缴保费");
  EXPECT_EQ(PremiumsOf(2021).net_fen(), 500'000);
  EXPECT_EQ(PremiumsOf(2020).net_fen(), 400'000);
  EXPECT_EQ(PremiumsOf(2019).policies_size(), 0);
  EXPECT_EQ(Recorded(), 6u);
}

TEST_F(InsuranceServiceTest, LinksARenewalAndDerivesTheBreak) {
  v1::BindInsurancePolicyRequest former = Policy("IP-0");
  former.set_from_date("2020-01-01");
  former.set_to_date("2020-12-29");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, former), kDone);
  v1::BindInsurancePolicyRequest renewal = Policy("IP-1");
  renewal.set_renews_policy_id("IP-0");
  renewal.set_enterprise_id("E-1-1");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, renewal), kDone);
  EXPECT_EQ(Get("IP-0").renewed_by_policy_id(), "IP-1");
  ASSERT_EQ(Get("IP-0").cover_breaks_size(), 1);
  EXPECT_EQ(Get("IP-0").cover_breaks(0).from_date(), "2020-12-30");
  EXPECT_EQ(Get("IP-0").cover_breaks(0).to_date(), "2020-12-31");
  EXPECT_EQ(Get("IP-1").renews_policy_id(), "IP-0");
}

TEST_F(InsuranceServiceTest, KnowsAPolicyByInsurerNumberAndPeriod) {
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, Policy("IP-1")), kDone);
  v1::BindInsurancePolicyRequest again = Policy("IP-2");
  again.set_number("保单－ip-1");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, again),
            Refused(StatusCode::kAlreadyExists, kInsurancePolicyAlreadyRecorded));
  again.set_to_date("2022-12-31");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, again), kDone);
}

TEST_F(InsuranceServiceTest, W13GivesTheFirstAnswerToARepeatedRequest) {
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, Policy("IP-1")), kDone);
  v1::RecordPremiumPaymentRequest payment = Payment("IP-1", "付-1", 600'000);
  payment.set_request_id("again");
  v1::RecordPremiumPaymentResponse first;
  v1::RecordPremiumPaymentResponse second;
  EXPECT_EQ(service_.Call(&Stub::RecordPremiumPayment, payment, first), kDone);
  EXPECT_EQ(service_.Call(&Stub::RecordPremiumPayment, payment, second), kDone);
  EXPECT_TRUE(second.recorded().replayed());
  EXPECT_EQ(second.recorded().position(), first.recorded().position());
  EXPECT_EQ(second.paid_date(), "2021-06-01");
  EXPECT_EQ(Recorded(), 2u);
}

TEST_F(InsuranceServiceTest, MapsEachKindOfRefusal) {
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, Policy("IP-1")), kDone);
  v1::BindInsurancePolicyRequest unknown = Policy("IP-2");
  unknown.set_insurer_id("I-9");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, unknown),
            Refused(StatusCode::kNotFound, kInsurerUnknown));
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, Payment("IP-1", "付-1", 1'000'001)),
            Refused(StatusCode::kFailedPrecondition, kPremiumAboveAgreed));
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, Payment("IP-9", "付-1", 1)),
            Refused(StatusCode::kNotFound, kInsurancePolicyUnknown));
  v1::RegisterInsurerRequest taken = Insurer();
  taken.set_insurer_id("I-2");
  EXPECT_EQ(Call(&Stub::RegisterInsurer, taken),
            Refused(StatusCode::kAlreadyExists, kInsurerAlreadyRegistered));

  v1::GetInsurerRequest insurer;
  insurer.set_insurer_id("I-1");
  v1::GetInsurerResponse found;
  EXPECT_EQ(service_.Call(&Stub::GetInsurer, insurer, found), kDone);
  EXPECT_EQ(found.credit_code(), "91110108MA01000023");
  insurer.set_insurer_id("I-9");
  EXPECT_EQ(service_.Call(&Stub::GetInsurer, insurer, found),
            Refused(StatusCode::kNotFound, kInsurerUnknown));
  v1::GetInsurancePolicyRequest get;
  get.set_policy_id("IP-9");
  v1::GetInsurancePolicyResponse policy;
  EXPECT_EQ(service_.Call(&Stub::GetInsurancePolicy, get, policy),
            Refused(StatusCode::kNotFound, kInsurancePolicyUnknown));
  v1::GetPremiumsOfYearRequest premiums;
  premiums.set_enterprise_id("E-9");
  premiums.set_limit_year(2021);
  v1::GetPremiumsOfYearResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetPremiumsOfYear, premiums, unread),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(Recorded(), 1u);
}

TEST_F(InsuranceServiceTest, NamesEveryBadFieldOfInsurersAndPolicies) {
  v1::RegisterInsurerRequest insurer;
  insurer.set_credit_code("91110108MA01000011");
  insurer.set_registered_date("2021-06-02");
  EXPECT_EQ(Call(&Stub::RegisterInsurer, insurer),
            BadFields({"credit_code", "name", "registered_date"}));

  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, v1::BindInsurancePolicyRequest()),
            BadFields({"insurer_id", "number", "enterprise_id", "product_ids", "from_date",
                       "to_date", "premium_fen"}));
  v1::BindInsurancePolicyRequest policy = Policy("保单");
  policy.set_number(std::string(65, '1'));
  policy.add_product_ids("P-1");
  policy.set_to_date("2020-12-31");
  policy.set_premium_fen(money::kAmountMax.count + 1);
  policy.set_bound_date("2021-06-02");
  policy.set_renews_policy_id("保单");
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, policy),
            BadFields({"policy_id", "number", "product_ids[1]", "to_date", "premium_fen",
                       "bound_date", "renews_policy_id", "renews_policy_id"}));
  policy = Policy("IP-1");
  for (int i = 0; i < 10'000; ++i) policy.add_product_ids(fmt::format("P-{}", i + 2));
  EXPECT_EQ(Call(&Stub::BindInsurancePolicy, policy), BadFields({"product_ids"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(InsuranceServiceTest, NamesEveryBadFieldOfWhatFollows) {
  v1::RecordPremiumPaymentRequest payment;
  payment.set_paid_time("2020-12-31 16:00");
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, payment),
            BadFields({"policy_id", "voucher_number", "paid_time", "amount_fen"}));
  payment = Payment("IP-1", "付-1", 1);
  payment.set_paid_time("2020-12-31T16:00:00Z");
  payment.set_paid_date("2020-12-31");
  EXPECT_EQ(Call(&Stub::RecordPremiumPayment, payment), BadFields({"paid_date"}));

  v1::RecordPremiumRefundRequest refund;
  refund.set_refunded_date("2021-06-02");
  refund.set_amount_fen(-1);
  EXPECT_EQ(
      Call(&Stub::RecordPremiumRefund, refund),
      BadFields({"policy_id", "refund_number", "voucher_number", "refunded_date", "amount_fen"}));
  v1::CancelInsurancePolicyRequest cancel;
  cancel.set_cancelled_date("2021-02-29");
  EXPECT_EQ(Call(&Stub::CancelInsurancePolicy, cancel),
            BadFields({"policy_id", "cancelled_date", "grounds"}));
  v1::RecordCoverBreakRequest broken;
  broken.set_from_date("2021-03-02");
  broken.set_to_date("2021-03-01");
  EXPECT_EQ(Call(&Stub::RecordCoverBreak, broken), BadFields({"policy_id", "to_date", "grounds"}));

  v1::GetInsurerResponse insurer;
  EXPECT_EQ(service_.Call(&Stub::GetInsurer, v1::GetInsurerRequest(), insurer),
            BadFields({"insurer_id"}));
  v1::GetInsurancePolicyResponse policy;
  EXPECT_EQ(service_.Call(&Stub::GetInsurancePolicy, v1::GetInsurancePolicyRequest(), policy),
            BadFields({"policy_id"}));
  v1::GetPremiumsOfYearResponse premiums;
  EXPECT_EQ(service_.Call(&Stub::GetPremiumsOfYear, v1::GetPremiumsOfYearRequest(), premiums),
            BadFields({"enterprise_id", "limit_year"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::insurance
