#include "domain/privacy/same_texts.h"

#include <set>

#include "debut/options/v1/sealed.pb.h"
#include "sealing/sealed_fields.h"

namespace debut::privacy {
namespace {

bool IsComparable(const Commitment& commitment) {
  const auto* field = sealing::FindSealedField(commitment.field);
  return field != nullptr && !commitment.keyed_hash.empty() &&
         field->options().GetExtension(options::v1::sealed_comparable);
}

}  // namespace

std::vector<SameText> SameTextsOf(const SubjectLedger& ledger, const std::string& subject) {
  std::vector<SameText> same;
  const auto own = ledger.files.find(subject);
  if (own == ledger.files.end()) return same;
  std::set<std::string> compared;  // A number that is recorded again is one number.
  for (const Commitment& each : own->second.commitments) {
    if (!IsComparable(each) || !compared.insert(each.keyed_hash).second) continue;
    for (const auto& [other, file] : ledger.files) {
      if (other == subject) continue;
      for (const Commitment& theirs : file.commitments) {
        if (theirs.field != each.field || theirs.keyed_hash != each.keyed_hash) continue;
        same.push_back({each.field, other, theirs.position});
        break;
      }
    }
  }
  return same;
}

}  // namespace debut::privacy
