#include "domain/certification/submit_expert_score.h"

#include <fmt/format.h>

#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using decision::Reject;

std::tuple<ProductFile> SubmitExpertScore::Reads() const { return {ProductFile{product_id}}; }

decision::Decision SubmitExpertScore::Decide(const ProductFile& product) const {
  if (by != expert_id) {
    return Reject(kExpertIsNotCaller, "only the expert can submit the expert's score");
  }
  if (auto refusal = RefusalOfUnknown(product)) return *std::move(refusal);
  const auto found = product.experts.find(expert_id);
  if (found == product.experts.end()) {
    return Reject(kExpertNotAssigned, fmt::format("{} does not assess {}", expert_id, product_id),
                  {{"expert_id", expert_id}});
  }
  const Expert& expert = found->second;
  if (expert.recused) {
    return Reject(kExpertRecused, fmt::format("{} was recused from {}", expert_id, product_id),
                  {{"expert_id", expert_id}});
  }
  if (expert.score == score) return decision::Nothing();
  if (expert.score.has_value()) {
    return Reject(kExpertScoreImmutable,
                  fmt::format("{} has scored {} otherwise", expert_id, product_id),
                  {{"expert_id", expert_id}});
  }
  if (auto refusal = RefusalOfAssessment(product)) return *std::move(refusal);

  v1::ExpertScoreSubmitted fact;
  fact.set_product_id(product_id);
  fact.set_expert_id(expert_id);
  fact.set_score(score.score);
  fact.set_level(score.level);
  fact.set_opinion(score.opinion);
  fact.set_is_new(score.is_new);
  return decision::Record(fact);
}

}  // namespace debut::certification
