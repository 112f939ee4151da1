#include "domain/grants/guards.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "calendar/date.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Rejection;
using decision::RejectionKind;
using decision::RejectionMetadata;

std::string NameOf(v1::ClaimState state) {
  constexpr std::string_view kPrefix = "CLAIM_STATE_";
  return v1::ClaimState_Name(state).substr(kPrefix.size());
}

constexpr std::array<std::string_view, 7> kStepNames = {"computed",
                                                        "proposed",
                                                        "decided",
                                                        "granted",
                                                        "ordered",
                                                        "proposed to claim back",
                                                        "approved to claim back"};

std::string_view NameOf(CheckedStep step) { return kStepNames[static_cast<std::size_t>(step)]; }

}  // namespace

Rejection Refuse(std::string_view reason, std::string explanation, RejectionMetadata metadata) {
  return {std::string(reason), std::move(explanation), RejectionKind::kFailedPrecondition,
          std::move(metadata)};
}

Rejection RefuseNotFound(std::string_view reason, std::string explanation,
                         RejectionMetadata metadata) {
  return {std::string(reason), std::move(explanation), RejectionKind::kNotFound,
          std::move(metadata)};
}

Refusal RefusalOfState(const ClaimFile& file, std::initializer_list<v1::ClaimState> fit,
                       std::string_view step) {
  if (!file.Known()) {
    return RefuseNotFound(kClaimUnknown, fmt::format("there is no claim {}", file.claim_id),
                          {{"claim_id", file.claim_id}});
  }
  if (std::ranges::find(fit, file.state) != fit.end()) return {};
  std::string states;
  for (const v1::ClaimState state : fit) {
    if (!states.empty()) states += ", ";
    states += NameOf(state);
  }
  return Refuse(
      kClaimStateUnfit,
      fmt::format("{} needs a claim that is {}; {} is {}", step, states, file.claim_id,
                  NameOf(file.state)),
      {{"claim_id", file.claim_id}, {"state", NameOf(file.state)}, {"states_needed", states}});
}

Refusal RefusalOfDate(const ClaimFile& file, absl::CivilDay date) {
  if (date >= file.last_date) return {};
  return Refuse(kDateBeforePreviousStep,
                fmt::format("{} lies before the previous step of {} on {}", FormatDate(date),
                            file.claim_id, FormatDate(file.last_date)),
                {{"date", FormatDate(date)}, {"previous_date", FormatDate(file.last_date)}});
}

Refusal RefusalOfPerson(const ClaimActors& actors, CheckedStep step, std::string_view by) {
  if (by.empty()) return Refuse(kPrincipalUnknown, "it is not known who acts");
  const std::array<const std::string*, 6> makers = {
      &actors.computed_by, &actors.proposed_by, &actors.decided_by,
      &actors.granted_by,  &actors.ordered_by,  &actors.clawback_proposed_by};
  for (std::size_t i = 0; i < static_cast<std::size_t>(step); ++i) {
    if (makers[i]->empty() && static_cast<CheckedStep>(i) == CheckedStep::kDecided) continue;
    if (makers[i]->empty()) {
      return Refuse(kPrincipalUnknown, fmt::format("it is not known who {} this", kStepNames[i]),
                    {{"other_step", std::string(kStepNames[i])}});
    }
    if (*makers[i] != by) continue;
    return Refuse(
        kMakerIsChecker,
        fmt::format("whoever {} an award may not be who {} it", NameOf(step), kStepNames[i]),
        {{"step", std::string(NameOf(step))}, {"other_step", std::string(kStepNames[i])}});
  }
  if (step > CheckedStep::kProposed && actors.adjusted_by == by) {
    return Refuse(kMakerIsChecker,
                  fmt::format("whoever {} an award may not be who adjusted it", NameOf(step)),
                  {{"step", std::string(NameOf(step))}, {"other_step", "adjusted"}});
  }
  return {};
}

Refusal RefusalOfObjection(const ClaimFile& file) {
  if (file.review.open_objections.empty()) return {};
  const std::string& id = file.review.open_objections.begin()->first;
  return Refuse(
      kObjectionOpen,
      fmt::format("objection {} to {} is neither upheld nor dismissed", id, file.claim_id),
      {{"claim_id", file.claim_id}, {"objection_id", id}});
}

Refusal RefusalOfBan(const registry::Party& claimant, absl::CivilDay date) {
  const registry::Ban* ban = claimant.BanOn(date);
  if (ban == nullptr) return {};
  RejectionMetadata metadata = {{"ban_id", ban->ban_id}};
  if (ban->period.to.has_value()) metadata["ban_ends_date"] = FormatDate(*ban->period.to);
  return Refuse(kEnterpriseBanned,
                fmt::format("{} is banned on {}", claimant.id(), FormatDate(date)),
                std::move(metadata));
}

}  // namespace debut::grants
