#include "domain/grants/open_round.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/mode_rule.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::Decision;

std::tuple<RoundFile, policy::PolicyInForce, BudgetUsage> OpenRound::Reads() const {
  return {RoundFile{round_id}, policy::PolicyInForce{opens_date}, BudgetUsage{BudgetIdAsked()}};
}

bool OpenRound::SameTerms(const RoundFile& file) const {
  return file.measure == measure && file.round_year == round_year &&
         file.budget_id == BudgetIdAsked() && file.rate == rate && file.guide == guide &&
         (notice_working_days == 0 || file.notice_working_days == notice_working_days) &&
         file.opens_date == opens_date && file.closes_date == closes_date &&
         file.reduction_mode == reduction_mode && file.document == document &&
         file.meeting_required == meeting_required;
}

Refusal OpenRound::RefusalOfTerms(const policy::AdoptedPolicy& adopted) const {
  if (auto refusal = RefusalOfGuide(measure, guide)) return refusal;
  const auto rate_rule = RateRuleIn(adopted.version, measure);
  if (auto refusal = RefusalOfRate(rate_rule, adopted.version_id, rate)) return refusal;
  if (auto refusal = RefusalOfMode(rate_rule, adopted.version_id, reduction_mode)) return refusal;
  const std::uint32_t days_min = adopted.version.notice().working_days_min().value();
  if (notice_working_days != 0 && notice_working_days < days_min) {
    return Refuse(kNoticeTooShort,
                  fmt::format("policy {} asks for a notice of at least {} working days",
                              adopted.version_id, days_min),
                  {{"working_days_min", std::to_string(days_min)}});
  }
  return {};
}

Decision OpenRound::Decide(const RoundFile& file, const policy::PolicyInForce& policy,
                           const BudgetUsage& budget) const {
  if (file.opened) {
    if (SameTerms(file)) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kRoundAlreadyOpened, fmt::format("round {} was opened with other terms", round_id),
        {{"round_id", round_id}});
  }
  if (!MeasureSupported(measure)) {
    return decision::Reject(
        kMeasureUnsupported,
        fmt::format("rounds of measure {} can't be run yet", static_cast<int>(measure)),
        {{"measure", policy::v1::Measure_Name(measure)}});
  }
  const policy::AdoptedPolicy* adopted = policy.InForce();
  if (adopted == nullptr) {
    return decision::Reject(kPolicyNotInForce,
                            fmt::format("no policy is in force on {}", FormatDate(opens_date)),
                            {{"opens_date", FormatDate(opens_date)}});
  }
  if (auto refusal = RefusalOfTerms(*adopted)) return *refusal;
  if (!budget.exists) {
    return decision::RejectNotFound(kBudgetUnknown,
                                    fmt::format("nothing was allotted to {}", budget.budget_id),
                                    {{"budget_id", budget.budget_id}});
  }
  v1::RoundOpened opened;
  opened.set_round_id(round_id);
  opened.set_measure(measure);
  opened.set_round_year(round_year);
  opened.set_budget_id(budget.budget_id);
  opened.set_budget_year(budget_year);
  if (rate.has_value()) {
    opened.set_rate_numerator(rate->num());
    opened.set_rate_denominator(rate->den());
  }
  opened.set_notice_working_days(notice_working_days != 0
                                     ? notice_working_days
                                     : adopted->version.notice().working_days_min().value());
  opened.set_opens_date(FormatDate(opens_date));
  opened.set_closes_date(FormatDate(closes_date));
  opened.set_policy_version_id(adopted->version_id);
  opened.set_policy_digest(adopted->digest);
  WriteGuide(guide, opened);
  opened.set_reduction_mode(reduction_mode);
  opened.set_document(document);
  opened.set_meeting_required(meeting_required);
  return decision::Record(opened);
}

}  // namespace debut::grants
