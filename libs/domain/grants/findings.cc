#include "domain/grants/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

Refusal RefusalOfTime(const ClaimFile& file, std::string_view step) {
  return RefusalOfState(file, {v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED}, step);
}

}  // namespace

Decision RecordSpecialAudit::Decide(const ClaimFile& file) const {
  if (auto refusal = RefusalOfTime(file, "a special audit")) return *refusal;
  v1::SpecialAuditRecorded audit;
  audit.set_claim_id(claim_id);
  audit.set_institution(institution);
  audit.set_conclusion(conclusion);
  audit.set_document(document);
  audit.set_audited_date(FormatDate(audited_date));
  return decision::Record(audit);
}

Decision GiveExpertOpinion::Decide(const ClaimFile& file) const {
  const auto& opinions = file.review.opinions;
  const auto own = opinions.find(expert_id);
  if (own != opinions.end() && own->second == ExpertOpinion{score, opinion, by}) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfTime(file, "an expert's opinion")) return *refusal;
  const bool speaks_twice =
      std::ranges::any_of(opinions, [&](const auto& entry) { return entry.second.by == by; });
  if (own != opinions.end() || speaks_twice) {
    return decision::Reject(kExpertOpinionAlreadyGiven,
                            fmt::format("an opinion of {} on {} is on record", expert_id, claim_id),
                            {{"claim_id", claim_id}, {"expert_id", expert_id}});
  }
  if (by == file.actors.computed_by) {
    return decision::Reject(kMakerIsChecker, "whoever computed an award does not assess the claim",
                            {{"step", "assessed"}, {"other_step", "computed"}});
  }
  v1::ExpertOpinionGiven given;
  given.set_claim_id(claim_id);
  given.set_expert_id(expert_id);
  given.set_score(score);
  given.set_opinion(opinion);
  given.set_given_date(FormatDate(given_date));
  return decision::Record(given);
}

}  // namespace debut::grants
