#include "domain/grants/check_duplicates.h"

#include <cstdlib>

#include "calendar/date.h"
#include "domain/grants/guards.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;

v1::DuplicateWarning Warning(v1::DuplicateKind kind, const std::string& other_claim_id) {
  v1::DuplicateWarning warning;
  warning.set_kind(kind);
  warning.set_other_claim_id(other_claim_id);
  return warning;
}

v1::DuplicatesChecked WarningsOf(const DigestTraces& digests, const AmountTraces& amounts,
                                 absl::CivilDay date, std::uint32_t near_days) {
  v1::DuplicatesChecked checked;
  for (const auto& [digest, claimants] : digests.files) {
    for (const DigestTraces::Claimant& claimant : claimants) {
      auto& warning = *checked.add_warnings() = Warning(v1::DUPLICATE_KIND_FILE, claimant.claim_id);
      warning.set_digest(digest);
    }
  }
  for (const DigestTraces::Claimant& claimant : digests.accounts) {
    auto& warning = *checked.add_warnings() =
        Warning(v1::DUPLICATE_KIND_ACCOUNT, claimant.claim_id);
    warning.set_digest(digests.account_digest);
  }
  for (const AmountTraces::Award& award : amounts.awards) {
    if (std::abs(award.proposed_date - date) > static_cast<std::int64_t>(near_days)) continue;
    auto& warning = *checked.add_warnings() = Warning(v1::DUPLICATE_KIND_AMOUNT, award.claim_id);
    warning.set_amount_fen(amounts.amount.count);
    warning.set_other_date(FormatDate(award.proposed_date));
  }
  return checked;
}

}  // namespace

std::tuple<ClaimFile, policy::PolicyByVersion, DigestTraces, AmountTraces, ClaimReview>
CheckDuplicates::Reads() const {
  const auto members = claim.claimant.MemberIds();
  return {ClaimFile{claim.claim_id}, policy::PolicyByVersion{claim.policy_version_id},
          DigestTraces{claim.claim_id, claim.terms.enterprise_id, attachments.file_digests,
                       attachments.account_digest},
          AmountTraces{claim.claim_id, {members.begin(), members.end()}, amount},
          ClaimReview{claim.claim_id}};
}

decision::Decision CheckDuplicates::Decide(const ClaimFile& file,
                                           const policy::PolicyByVersion& policy,
                                           const DigestTraces& digests, const AmountTraces& amounts,
                                           const ClaimReview& review) const {
  if (auto refusal = RefusalOfState(
          file,
          {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_CORRECTION_ASKED, v1::CLAIM_STATE_ACCEPTED,
           v1::CLAIM_STATE_COMPUTED, v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED,
           v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED, v1::CLAIM_STATE_SUSPENDED},
          "the duplicate check")) {
    return *refusal;
  }
  if (file.terms != claim.terms || file.review.attachments != attachments ||
      file.amount != amount || policy.Get() == nullptr) {
    return decision::Stale{};
  }
  v1::DuplicatesChecked checked = WarningsOf(
      digests, amounts, checked_date, policy.Get()->version.review().duplicate_near_days().value());
  checked.set_claim_id(file.claim_id);
  checked.set_checked_date(FormatDate(checked_date));
  const bool same = review.checked != nullptr &&
                    review.checked->SerializeAsString() == checked.SerializeAsString();
  return same ? decision::Nothing() : decision::Record(checked);
}

}  // namespace debut::grants
