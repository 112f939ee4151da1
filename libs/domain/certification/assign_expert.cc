#include "domain/certification/assign_expert.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using decision::Decision;
using decision::Reject;

std::tuple<ProductFile, registry::Party, registry::Party> AssignExpert::Reads() const {
  return {ProductFile{product_id}, employer, maker};
}

Decision AssignExpert::Decide(const ProductFile& product, const registry::Party& employer_file,
                              const registry::Party& maker_file) const {
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  const std::string& employer_id = employer.id();
  if (!employer_id.empty() && !employer_file.Known()) return RejectEnterpriseUnknown(employer_id);
  if (maker.id() != product.enterprise_id) return decision::Stale{};
  if (!maker_file.Complete() || !employer_file.Complete()) return decision::Stale{};
  if (auto refusal = RefusalBeforeAcceptance(product, assigned_date)) return *std::move(refusal);
  if (const auto found = product.experts.find(expert_id); found != product.experts.end()) {
    const Expert& expert = found->second;
    if (expert.recused) {
      return Reject(kExpertRecused, fmt::format("{} was recused from {}", expert_id, product_id));
    }
    if (expert.employer_id == employer_id) return decision::Nothing();
    return Reject(kExpertAlreadyAssigned,
                  fmt::format("{} assesses {} for another employer", expert_id, product_id),
                  {{"employer_id", expert.employer_id}});
  }
  for (const absl::CivilDay date : {product.accepted_date, assigned_date}) {
    if (!maker_file.IsOrIsRelatedToOn(employer_file, date)) continue;
    return Reject(kExpertConflictOfInterest,
                  fmt::format("{} works for {}, which is, or is related to, the maker {}",
                              expert_id, employer_id, maker.id()),
                  {{"employer_id", employer_id}, {"maker_id", maker.id()}});
  }

  v1::ExpertAssigned fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_employer_id(employer_id);
  fact.set_assigned_date(calendar::FormatDate(assigned_date));
  return decision::Record(fact);
}

}  // namespace debut::certification
