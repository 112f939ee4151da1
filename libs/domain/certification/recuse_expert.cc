#include "domain/certification/recuse_expert.h"

#include <fmt/format.h>

#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

std::tuple<ProductFile> RecuseExpert::Reads() const { return {ProductFile{product_id}}; }

decision::Decision RecuseExpert::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);
  const auto expert = product.experts.find(expert_id);
  if (expert == product.experts.end()) {
    return decision::Reject(kExpertNotAssigned,
                            fmt::format("{} does not assess {}", expert_id, product_id),
                            {{"expert_id", expert_id}});
  }
  if (expert->second.recused) return decision::Nothing();
  if (expert->second.score.has_value()) {
    return decision::Reject(kExpertHasScored,
                            fmt::format("{} has scored {}", expert_id, product_id),
                            {{"expert_id", expert_id}});
  }

  v1::ExpertRecused fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_reason(reason);
  return decision::Record(fact);
}

}  // namespace debut::certification
