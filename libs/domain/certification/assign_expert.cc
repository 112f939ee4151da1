#include "domain/certification/assign_expert.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/assessment.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using decision::Decision;
using decision::Reject;

std::tuple<ProductFile, registry::Party, registry::Party, ExpertInterests> AssignExpert::Reads()
    const {
  return {ProductFile{product_id}, employer, maker, ExpertInterests({expert_id})};
}

Decision AssignExpert::Decide(const ProductFile& product, const registry::Party& employer_file,
                              const registry::Party& maker_file,
                              const ExpertInterests& interests) const {
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
  if (auto refusal = RefusalOfInterest(product, employer_file, maker_file, interests)) {
    return *std::move(refusal);
  }

  v1::ExpertAssigned fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_employer_id(employer_id);
  fact.set_assigned_date(calendar::FormatDate(assigned_date));
  return decision::Record(fact);
}

std::optional<Decision> AssignExpert::RefusalOfInterest(const ProductFile& product,
                                                        const registry::Party& employer_file,
                                                        const registry::Party& maker_file,
                                                        const ExpertInterests& interests) const {
  const auto conflict = [&](const std::string& party_id) {
    return Reject(kExpertConflictOfInterest,
                  fmt::format("{} depends on {}, which is, or is related to, the maker {}",
                              expert_id, party_id, maker.id()),
                  {{"party_id", party_id}, {"maker_id", maker.id()}});
  };
  for (const absl::CivilDay date : {product.accepted_date, assigned_date}) {
    if (maker_file.IsOrIsRelatedToOn(employer_file, date)) return conflict(employer.id());
    for (const std::string& party_id : interests.PartyIdsOn(expert_id, date)) {
      if (DependsOnMaker(maker_file, party_id, date)) return conflict(party_id);
    }
  }
  return std::nullopt;
}

}  // namespace debut::certification
