#include "services/exchange/exchange_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/exchange/v1/exchange_service.grpc.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/exchange/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "money/fen.h"
#include "tests/support/service_in_process.h"

namespace debut::exchange {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::kDone;
using test::Refused;
using ::testing::ElementsAre;
using ::testing::StartsWith;

constexpr char kOfficer[] = "officer-1";
constexpr char kApprover[] = "approver-1";

// 2021-12-01 in Shanghai, while it is still November in UTC. E-1 has the branch E-1-1 and makes
// P-1; E-2 makes P-2.
class ExchangeServiceTest : public test::ServiceTest<v1::ExchangeService> {
 protected:
  ExchangeServiceTest() : ServiceTest(MakeExchangeService, absl::FromUnixSeconds(1'638'288'000)) {
    using namespace registry::testing;  // NOLINT
    Given(Registered("E-1"), BranchOf("E-1", "E-1-1"),
          Registered("E-2", "北京会展有限公司", "91110108MA01000023"),
          certification::testing::Submitted("P-1", "E-1"),
          certification::testing::Submitted("P-2", "E-2"));
  }

  static v1::PlanEventRequest Plan(const std::string& event_id) {
    v1::PlanEventRequest request;
    request.set_event_id(event_id);
    request.set_kind(v1::EVENT_KIND_EXHIBITION_ABROAD);
    request.set_name("慕尼黑国际激光展");
    request.set_country("DE");
    request.set_city("Munich");
    request.set_begins_date("2021-10-05");
    request.set_ends_date("2021-10-08");
    request.set_document("重要境外展会目录（2021年）");
    return request;
  }

  static v1::RegisterParticipationRequest Registration(const std::string& enterprise_id,
                                                       v1::ParticipantRole role,
                                                       const std::string& product_id) {
    v1::RegisterParticipationRequest request;
    request.set_event_id("X-1");
    request.set_enterprise_id(enterprise_id);
    request.set_role(role);
    request.add_product_ids(product_id);
    return request;
  }

  static v1::RecordExpenseRequest Expense(const std::string& expense_id,
                                          const std::string& enterprise_id = "E-1") {
    v1::RecordExpenseRequest request;
    request.set_expense_id(expense_id);
    request.set_event_id("X-1");
    request.set_enterprise_id(enterprise_id);
    request.set_category(v1::EXPENSE_CATEGORY_BOOTH);
    request.set_issuer("Messe München GmbH");
    request.set_voucher_number("R-2021002");
    request.set_paid_date("2021-09-10");
    request.set_currency("EUR");
    request.set_amount_minor(1'000'001);
    request.mutable_conversion()->set_numerator(75'432);
    request.mutable_conversion()->set_denominator(10'000);
    request.mutable_conversion()->set_source("中国银行外汇牌价");
    request.mutable_conversion()->set_rate_date("2021-09-10");
    return request;
  }

  static v1::ApproveExpenseRequest Approval(const std::string& expense_id, std::int64_t fen,
                                            const std::string& reason = "") {
    v1::ApproveExpenseRequest request;
    request.set_expense_id(expense_id);
    request.set_approved_fen(fen);
    request.set_reason(reason);
    return request;
  }

  // X-1 with E-1 as an exhibitor and E-2 as the host.
  void PrepareEvent() {
    EXPECT_EQ(Call(&Stub::PlanEvent, Plan("X-1")), kDone);
    EXPECT_EQ(Call(&Stub::RegisterParticipation,
                   Registration("E-1-1", v1::PARTICIPANT_ROLE_EXHIBITOR, "P-1")),
              kDone);
    EXPECT_EQ(
        Call(&Stub::RegisterParticipation, Registration("E-2", v1::PARTICIPANT_ROLE_HOST, "P-2")),
        kDone);
  }

  v1::Expense GetExpense(const std::string& expense_id) {
    v1::GetExpenseRequest request;
    request.set_expense_id(expense_id);
    v1::GetExpenseResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetExpense, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.expense();
  }

  v1::ExchangeEvent GetEvent(const std::string& event_id) {
    v1::GetEventRequest request;
    request.set_event_id(event_id);
    v1::GetEventResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetEvent, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.event();
  }
};

TEST_F(ExchangeServiceTest, LeadsAnExpenseToItsApproval) {
  PrepareEvent();
  v1::RecordExpenseResponse recorded;
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense(""), &recorded), kDone);
  EXPECT_THAT(recorded.expense_id(), StartsWith("EX-"));
  EXPECT_EQ(recorded.amount_fen(), 7'543'207);
  const std::string id = recorded.expense_id();
  EXPECT_FALSE(GetExpense(id).approved());
  EXPECT_EQ(Call(&Stub::ApproveExpense, Approval(id, 5'000'000, "超标准面积"), nullptr, kApprover),
            kDone);
  const v1::Expense expense = GetExpense(id);
  EXPECT_TRUE(expense.approved());
  EXPECT_EQ(expense.approved_fen(), 5'000'000);
  EXPECT_EQ(expense.reason(), "超标准面积");
  EXPECT_EQ(expense.conversion().numerator(), 75'432);
  EXPECT_EQ(expense.voucher_line(), 1u);

  v1::VoidExpenseRequest mistake;
  mistake.set_expense_id(id);
  mistake.set_grounds("重复录入");
  EXPECT_EQ(Call(&Stub::VoidExpense, mistake), kDone);
  EXPECT_TRUE(GetExpense(id).voided());
}

TEST_F(ExchangeServiceTest, TakesAnAmountInYuanAsItIs) {
  PrepareEvent();
  auto request = Expense("EX-1");
  request.set_currency("CNY");
  request.clear_conversion();
  v1::RecordExpenseResponse recorded;
  EXPECT_EQ(Call(&Stub::RecordExpense, request, &recorded), kDone);
  EXPECT_EQ(recorded.amount_fen(), 1'000'001);
  EXPECT_FALSE(GetExpense("EX-1").has_conversion());
}

TEST_F(ExchangeServiceTest, ShowsAnEventWithItsParticipants) {
  PrepareEvent();
  EXPECT_EQ(GetEvent("X-1").country(), "DE");
  ASSERT_EQ(GetEvent("X-1").participations_size(), 2);
  EXPECT_EQ(GetEvent("X-1").participations(0).enterprise_id(), "E-1");
  EXPECT_THAT(GetEvent("X-1").participations(0).product_ids(), ElementsAre("P-1"));
  EXPECT_EQ(GetEvent("X-1").participations(1).role(), v1::PARTICIPANT_ROLE_HOST);
  v1::CancelEventRequest cancel;
  cancel.set_event_id("X-1");
  cancel.set_grounds("疫情");
  EXPECT_EQ(Call(&Stub::CancelEvent, cancel), kDone);
  EXPECT_TRUE(GetEvent("X-1").cancelled());
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense("EX-1")),
            Refused(StatusCode::kFailedPrecondition, kEventCancelled));
}

TEST_F(ExchangeServiceTest, SaysWhyItRefuses) {
  PrepareEvent();
  EXPECT_EQ(Call(&Stub::PlanEvent, Plan("X-1")), kDone);  // The same again.
  auto other = Plan("X-1");
  other.set_city("Berlin");
  EXPECT_EQ(Call(&Stub::PlanEvent, other),
            Refused(StatusCode::kAlreadyExists, kEventAlreadyPlanned));
  EXPECT_EQ(
      Call(&Stub::RegisterParticipation, Registration("E-1", v1::PARTICIPANT_ROLE_HOST, "P-1")),
      Refused(StatusCode::kAlreadyExists, kParticipationAlreadyRegistered));
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense("EX-1", "E-9")),
            Refused(StatusCode::kNotFound, kParticipationUnknown));
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense("EX-1")), kDone);
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense("EX-2")),
            Refused(StatusCode::kAlreadyExists, kVoucherAlreadyRecorded));
  EXPECT_EQ(Call(&Stub::RecordExpense, Expense("EX-2", "E-2")), kDone);
  EXPECT_EQ(Call(&Stub::ApproveExpense, Approval("EX-1", 7'543'207)),
            Refused(StatusCode::kFailedPrecondition, kApproverIsRecorder));
  EXPECT_EQ(Call(&Stub::ApproveExpense, Approval("EX-1", 7'543'208), nullptr, kApprover),
            Refused(StatusCode::kFailedPrecondition, kApprovedAboveExpense));
  EXPECT_EQ(Call(&Stub::ApproveExpense, Approval("EX-1", 1), nullptr, kApprover),
            Refused(StatusCode::kFailedPrecondition, kApprovalReasonMissing));
  v1::GetExpenseRequest unknown;
  unknown.set_expense_id("EX-9");
  v1::GetExpenseResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetExpense, unknown, unread),
            Refused(StatusCode::kNotFound, kExpenseUnknown));
  v1::GetEventRequest unknown_event;
  unknown_event.set_event_id("X-9");
  v1::GetEventResponse unread_event;
  EXPECT_EQ(service_.Call(&Stub::GetEvent, unknown_event, unread_event),
            Refused(StatusCode::kNotFound, kEventUnknown));
}

TEST_F(ExchangeServiceTest, NamesEveryBadFieldOfAnEvent) {
  v1::PlanEventResponse unread;
  EXPECT_EQ(service_.Call(&Stub::PlanEvent, v1::PlanEventRequest(), unread),
            BadFields({"request_id", "kind", "name", "country", "city", "begins_date", "ends_date",
                       "document"}));
  auto request = Plan("展会");
  request.set_country("CN");
  request.set_ends_date("2021-10-04");
  EXPECT_EQ(Call(&Stub::PlanEvent, request), BadFields({"event_id", "country", "ends_date"}));
  request = Plan("X-1");
  request.set_kind(v1::EVENT_KIND_CONFERENCE_IN_BEIJING);
  EXPECT_EQ(Call(&Stub::PlanEvent, request), BadFields({"country"}));
  request.set_country("cn");
  EXPECT_EQ(Call(&Stub::PlanEvent, request), BadFields({"country", "country"}));

  EXPECT_EQ(Call(&Stub::CancelEvent, v1::CancelEventRequest()), BadFields({"event_id", "grounds"}));
  auto registration = Registration("", v1::PARTICIPANT_ROLE_UNSPECIFIED, "");
  registration.set_registered_date("2021-12-02");
  EXPECT_EQ(Call(&Stub::RegisterParticipation, registration),
            BadFields({"enterprise_id", "role", "product_ids[0]", "registered_date"}));
  registration.clear_product_ids();
  EXPECT_EQ(Call(&Stub::RegisterParticipation, registration),
            BadFields({"enterprise_id", "role", "product_ids", "registered_date"}));
  v1::GetEventResponse unread_event;
  EXPECT_EQ(service_.Call(&Stub::GetEvent, v1::GetEventRequest(), unread_event),
            BadFields({"event_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(ExchangeServiceTest, NamesEveryBadFieldOfAnExpense) {
  EXPECT_EQ(Call(&Stub::RecordExpense, v1::RecordExpenseRequest()),
            BadFields({"event_id", "enterprise_id", "category", "issuer", "voucher_number",
                       "currency", "amount_minor", "conversion"}));
  auto request = Expense("EX-1");
  request.set_voucher_line(10'000);
  request.set_paid_date("2021-12-02");
  request.set_amount_minor(money::kAmountMax.count + 1);
  request.mutable_conversion()->set_numerator(0);
  request.mutable_conversion()->set_denominator(-1);
  request.mutable_conversion()->clear_source();
  EXPECT_EQ(Call(&Stub::RecordExpense, request),
            BadFields({"voucher_line", "paid_date", "amount_minor", "conversion.numerator",
                       "conversion.denominator", "conversion.source"}));
  request = Expense("EX-1");
  request.mutable_conversion()->set_rate_date("2021-09-11");
  request.mutable_conversion()->set_numerator(1'000'001);
  request.mutable_conversion()->set_denominator(1'000);
  EXPECT_EQ(Call(&Stub::RecordExpense, request),
            BadFields({"conversion.rate_date", "conversion.numerator"}));
  request = Expense("EX-1");
  request.set_currency("CNY");
  EXPECT_EQ(Call(&Stub::RecordExpense, request), BadFields({"conversion"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(ExchangeServiceTest, TakesOnlyAmountsThatAreWholeFen) {
  auto request = Expense("EX-1");
  request.set_amount_minor(1);
  request.mutable_conversion()->set_numerator(5);
  request.mutable_conversion()->set_denominator(1'000);  // A won.
  EXPECT_EQ(Call(&Stub::RecordExpense, request), BadFields({"amount_minor"}));
  request.set_amount_minor(money::kAmountMax.count);
  request.mutable_conversion()->set_numerator(1'000);
  request.mutable_conversion()->set_denominator(1);
  EXPECT_EQ(Call(&Stub::RecordExpense, request), BadFields({"amount_minor"}));

  v1::ApproveExpenseRequest approval;
  approval.set_approved_fen(-1);
  approval.set_reason("一\n二");
  EXPECT_EQ(Call(&Stub::ApproveExpense, approval),
            BadFields({"expense_id", "approved_fen", "reason"}));
  EXPECT_EQ(Call(&Stub::VoidExpense, v1::VoidExpenseRequest()),
            BadFields({"expense_id", "grounds"}));
  v1::GetExpenseResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetExpense, v1::GetExpenseRequest(), unread),
            BadFields({"expense_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::exchange
