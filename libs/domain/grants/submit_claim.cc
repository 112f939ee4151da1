#include "domain/grants/submit_claim.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "calendar/date.h"
#include "domain/grants/correction.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

v1::ClaimSubmitted FactOf(const std::string& claim_id, const ClaimTerms& terms) {
  v1::ClaimSubmitted submitted;
  submitted.set_claim_id(claim_id);
  submitted.set_round_id(terms.round_id);
  submitted.set_measure(terms.measure);
  submitted.set_enterprise_id(terms.enterprise_id);
  submitted.set_subject_key(terms.subject_key);
  submitted.set_cap_key(terms.cap_key);
  submitted.set_budget_id(terms.budget_id);
  submitted.set_limit_year(terms.limit_year);
  submitted.set_round_year(terms.round_year);
  submitted.set_budget_year(terms.budget_year);
  submitted.set_submitted_date(FormatDate(terms.submitted_date));
  WriteInvoices(terms.invoices, *submitted.mutable_invoices());
  WriteBasis(terms.basis, submitted);
  return submitted;
}

// Whether all of `asked` was filed: a correction may have added more since.
bool Filed(const Attachments& filed, const Attachments& asked) {
  return std::ranges::includes(filed.file_digests, asked.file_digests) &&
         (asked.account_digest.empty() || asked.account_digest == filed.account_digest);
}

}  // namespace

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, LiveClaim>
SubmitClaim::Reads() const {
  return {ClaimFile{claim_id},
          RoundFile{round_id},
          policy::PolicyByVersion{policy_version_id},
          claimant,
          facts,
          LiveClaim{round_id, subject_key}};
}

ClaimTerms SubmitClaim::TermsOf(const RoundFile& round, const registry::Party& party,
                                const MeasureFacts& measure) const {
  const std::vector<std::string> cap_keys = measure.CapKeys(party, round);
  return {.round_id = round_id,
          .measure = round.measure,
          .enterprise_id = party.LegalPersonIdOn(submitted_date),
          .subject_key = measure.SubjectKey(),
          .cap_key = cap_keys.empty() ? "" : cap_keys.front(),
          .budget_id = round.budget_id,
          .limit_year = measure.LimitYear(),
          .round_year = round.round_year,
          .budget_year = round.budget_year,
          .submitted_date = submitted_date,
          .basis = measure.basis(),
          .invoices = invoices};
}

Refusal SubmitClaim::RefusalOfRound(const RoundFile& round) const {
  if (!round.opened) {
    return RefuseNotFound(kRoundUnknown, fmt::format("there is no round {}", round_id),
                          {{"round_id", round_id}});
  }
  if (!round.OpenOn(submitted_date)) {
    return Refuse(kRoundNotOpen,
                  fmt::format("round {} takes claims from {} to {}", round_id,
                              FormatDate(round.opens_date), FormatDate(round.closes_date)),
                  {{"opens_date", FormatDate(round.opens_date)},
                   {"closes_date", FormatDate(round.closes_date)}});
  }
  if (round.measure != MeasureOf(facts.basis())) {
    return Refuse(
        kMeasureMismatch,
        fmt::format("round {} is one of measure {}", round_id, static_cast<int>(round.measure)),
        {{"measure", policy::v1::Measure_Name(round.measure)}});
  }
  return {};
}

Decision SubmitClaim::Decide(const ClaimFile& file, const RoundFile& round,
                             const policy::PolicyByVersion& policy, const registry::Party& party,
                             const MeasureFacts& measure, const LiveClaim& live) const {
  if (round.policy_version_id != policy_version_id || !party.Complete() || !measure.Complete() ||
      measure.SubjectKey() != subject_key) {
    return decision::Stale{};
  }
  if (file.Known()) {
    const bool same = party.Known() && file.terms == TermsOf(round, party, measure) &&
                      Filed(file.review.attachments, attachments);
    if (same) return decision::Nothing();
    return decision::RejectAlreadyExists(kClaimAlreadySubmitted,
                                         fmt::format("{} is another claim", claim_id),
                                         {{"claim_id", claim_id}});
  }
  if (auto refusal = RefusalOfRound(round)) return *refusal;
  if (!party.Known()) {
    return RefuseNotFound(kEnterpriseUnknown, fmt::format("there is no enterprise {}", party.id()),
                          {{"enterprise_id", party.id()}});
  }
  if (auto refusal = RefusalOfBan(party, submitted_date)) return *refusal;
  ENSURE(policy.Get() != nullptr, "a round has pinned a policy that was never adopted");
  const Occasion occasion{Stage::kSubmission, submitted_date, submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;
  if (!live.claim_id.empty()) {
    return Refuse(kSubjectAlreadyClaimed,
                  fmt::format("claim {} in round {} is for the same", live.claim_id, round_id),
                  {{"claim_id", live.claim_id}, {"subject_key", live.subject_key}});
  }
  const ClaimTerms terms = TermsOf(round, party, measure);
  if (attachments.empty()) return decision::Record(FactOf(claim_id, terms));
  return decision::Record(FactOf(claim_id, terms),
                          FiledWith(claim_id, terms.enterprise_id, attachments));
}

}  // namespace debut::grants
