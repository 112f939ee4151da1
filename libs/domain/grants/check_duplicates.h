#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/claim_review.h"
#include "domain/grants/duplicate_traces.h"

namespace debut::grants {

// Looks for traces of double funding that no key can prove: the same file with another claim, the
// same account of another enterprise, the same amount awarded to the enterprise on a near date.
// Warns the officer and never refuses for them. May be asked for as long as nothing is granted.
struct CheckDuplicates {
  ClaimKeys claim;          // Prepared.
  Attachments attachments;  // Prepared: those of the claim.
  money::Fen amount;        // Prepared: the claim's; 0 before it is computed.
  absl::CivilDay checked_date;

  std::tuple<ClaimFile, policy::PolicyByVersion, DigestTraces, AmountTraces, ClaimReview> Reads()
      const;
  // Nothing if a check of that date found the same.
  decision::Decision Decide(const ClaimFile& file, const policy::PolicyByVersion& policy,
                            const DigestTraces& digests, const AmountTraces& amounts,
                            const ClaimReview& review) const;
};

static_assert(decision::Command<CheckDuplicates>);

// Completes a command that has only its claim's id and its date. `load` as for KeysOfClaim().
template <typename Loader>
absl::StatusOr<CheckDuplicates> Prepared(CheckDuplicates asked, const Loader& load) {
  ASSIGN_OR_RETURN(asked.claim, KeysOfClaim(asked.claim.claim_id, load));
  ASSIGN_OR_RETURN(const ClaimFile file, load(ClaimFile{asked.claim.claim_id}));
  asked.attachments = file.review.attachments;
  asked.amount = file.amount;
  return asked;
}

}  // namespace debut::grants
