#include "domain/grants/attribution.h"

#include <algorithm>
#include <set>

#include "money/apportion.h"

namespace debut::grants {
namespace {

using money::Fen;

// The things that the award's evidence is about; nothing before the proposal.
std::set<std::string> OwnSubjects(const ClaimFile& file) {
  std::set<std::string> subjects;
  for (const Evidence& use : file.evidence) {
    if (use.subject_id.empty()) continue;
    subjects.insert(use.subject_id.substr(0, use.subject_id.find('/')));
  }
  return subjects;
}

}  // namespace

std::vector<AttributedAmount> AttributionOf(const ClaimFile& file) {
  if (file.sheet == nullptr || file.amount == Fen()) return {};
  const std::set<std::string> own = OwnSubjects(file);
  std::vector<AttributedAmount> parts;
  std::vector<Fen> weights;
  const auto add = [&](bool own_only) {
    for (const policy::v1::SheetInput& input : file.sheet->inputs()) {
      if (input.amount_fen() == 0 || (own_only && !own.contains(input.subject()))) continue;
      parts.push_back({input.subject(), Fen()});
      weights.push_back(Fen(input.amount_fen()));
    }
  };
  add(!own.empty());
  // All that the claim adds may have come back, while the award of others leaves a difference.
  if (weights.empty()) add(false);
  if (weights.empty()) return {};
  const std::vector<Fen> amounts = money::Apportion(file.amount, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].amount = amounts[i];
  return parts;
}

}  // namespace debut::grants
