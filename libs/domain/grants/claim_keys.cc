#include "domain/grants/claim_keys.h"

namespace debut::grants {

std::vector<Evidence> EvidenceOf(const ClaimTerms& terms, const MeasureFacts& measure) {
  std::vector<Evidence> uses = measure.EvidenceUsed();
  for (Evidence& use : EvidenceOf(terms.invoices)) uses.push_back(std::move(use));
  return uses;
}

ClaimViews ClaimKeys::Views() const {
  return {ClaimFile{claim_id}, RoundFile{terms.round_id},
          policy::PolicyByVersion{policy_version_id}, claimant, facts};
}

std::vector<std::string> ClaimKeys::EvidenceKeys() const {
  std::vector<std::string> keys;
  for (const Evidence& use : evidence) keys.push_back(use.key);
  return keys;
}

bool ClaimKeys::Fit(const ClaimFile& file, const RoundFile& round,
                    const policy::PolicyByVersion& policy, const registry::Party& party,
                    const MeasureFacts& measure) const {
  return file.terms == terms && round.policy_version_id == policy_version_id &&
         policy.Get() != nullptr && party.Complete() && measure.Complete() &&
         measure.CapKeys(party, round) == cap_keys && EvidenceOf(file.terms, measure) == evidence;
}

}  // namespace debut::grants
