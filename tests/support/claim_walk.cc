#include "tests/support/claim_walk.h"

#include <fmt/format.h>

#include "base/status_macros.h"
#include "calendar/date.h"

namespace debut::test {
namespace {

using grants::v1::GrantsService;
using Stub = GrantsService::Stub;

template <typename Request>
Request About(const std::string& claim_id) {
  Request request;
  request.set_claim_id(claim_id);
  return request;
}

absl::Status AllotBudget(const Office& office, const YearsRound& round) {
  grants::v1::AllotBudgetRequest budget;
  budget.set_measure(round.measure);
  budget.set_budget_year(round.year);
  budget.set_amount_fen(round.allotted_fen);
  budget.set_document("预算批复");
  budget.set_allotted_date(fmt::format("{}-01-01", round.year));
  return Office::Call(*office.grants, &Stub::AllotBudget, "何平", budget).status();
}

}  // namespace

absl::Status OpenRound(const Office& office, const YearsRound& round) {
  if (round.allotted_fen > 0) RETURN_IF_ERROR(AllotBudget(office, round));
  grants::v1::OpenRoundRequest open = round.guide;
  open.set_round_id(round.round_id);
  open.set_measure(round.measure);
  open.set_round_year(round.year);
  open.set_budget_year(round.year);
  if (round.rate_percent > 0) {
    open.set_rate_numerator(round.rate_percent);
    open.set_rate_denominator(100);
  }
  open.set_opens_date(fmt::format("{}-01-01", round.year));
  open.set_closes_date(fmt::format("{}-12-31", round.year));
  open.set_document("申报指南");
  return Office::Call(*office.grants, &Stub::OpenRound, "周敏", open).status();
}

absl::Status LeadToComputed(const Office& office, const std::string& claim_id,
                            const std::string& date) {
  auto accept = About<grants::v1::AcceptClaimRequest>(claim_id);
  accept.set_accepted_date(date);
  RETURN_IF_ERROR(
      Office::CallUntilAnswered(*office.grants, &Stub::AcceptClaim, "李娜", accept).status());
  const auto compute = About<grants::v1::ComputeAwardRequest>(claim_id);
  return Office::CallUntilAnswered(*office.grants, &Stub::ComputeAward, "陈静", compute).status();
}

absl::StatusOr<std::string> WalkToGrant(const Office& office, const std::string& claim_id,
                                        const std::string& from_date) {
  RETURN_IF_ERROR(LeadToComputed(office, claim_id, from_date));
  return GrantComputed(office, claim_id, from_date);
}

absl::StatusOr<std::string> GrantComputed(const Office& office, const std::string& claim_id,
                                          const std::string& from_date) {
  auto& grants = *office.grants;
  auto propose = About<grants::v1::ProposeAwardRequest>(claim_id);
  propose.set_proposed_date(from_date);
  RETURN_IF_ERROR(Office::CallUntilAnswered(grants, &Stub::ProposeAward, "赵磊", propose).status());
  auto open = About<grants::v1::OpenNoticeRequest>(claim_id);
  open.set_opened_date(from_date);
  ASSIGN_OR_RETURN(const auto opened,
                   Office::CallUntilAnswered(grants, &Stub::OpenNotice, "赵磊", open));
  ASSIGN_OR_RETURN(const auto ends, calendar::ParseDate(opened.ends_date()));
  const std::string after = calendar::FormatDate(ends + 1);
  auto close = About<grants::v1::CloseNoticeRequest>(claim_id);
  close.set_closed_date(after);
  RETURN_IF_ERROR(Office::CallUntilAnswered(grants, &Stub::CloseNotice, "赵磊", close).status());
  auto grant = About<grants::v1::GrantSubsidyRequest>(claim_id);
  grant.set_granted_date(after);
  grant.set_document("资助决定");
  RETURN_IF_ERROR(Office::CallUntilAnswered(grants, &Stub::GrantSubsidy, "周敏", grant).status());
  return after;
}

absl::StatusOr<std::int64_t> PayGranted(const Office& office, const std::string& claim_id,
                                        const std::string& date) {
  auto& grants = *office.grants;
  auto order = About<grants::v1::OrderPaymentRequest>(claim_id);
  order.set_order_id("O-" + claim_id);
  order.set_ordered_date(date);
  ASSIGN_OR_RETURN(const auto ordered,
                   Office::CallUntilAnswered(grants, &Stub::OrderPayment, "吴强", order));
  grants::v1::SettlePaymentRequest settle;
  settle.set_order_id("O-" + claim_id);
  settle.set_settled_date(date);
  settle.set_bank_reference("ICBC-" + claim_id);
  RETURN_IF_ERROR(Office::CallUntilAnswered(grants, &Stub::SettlePayment, "吴强", settle).status());
  return ordered.amount_fen();
}

absl::StatusOr<std::int64_t> WalkToPayment(const Office& office, const std::string& claim_id,
                                           const std::string& from_date) {
  ASSIGN_OR_RETURN(const std::string granted, WalkToGrant(office, claim_id, from_date));
  return PayGranted(office, claim_id, granted);
}

}  // namespace debut::test
