#include <fmt/format.h>

#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/decide_reduction.h"
#include "domain/grants/mode_rule.h"
#include "domain/grants/reasons.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// Rounds whose entitlements pass the budget.
namespace debut::grants {
namespace {

using money::Fen;
using runtime::Caller;
using runtime::FieldErrors;

struct Simulation {
  std::string round_id;
  Fen budget;
};

v1::ReductionResult ResultOf(v1::ReductionMode mode,
                             const std::vector<policy::ReducibleClaim>& claims, Fen budget,
                             money::Ratio rate_max) {
  const policy::Reduction reduction = Reduce(mode, claims, budget, rate_max);
  v1::ReductionResult result;
  result.set_mode(mode);
  result.set_total_fen(reduction.Total().count);
  if (reduction.rate) {
    result.set_rate_numerator(reduction.rate->num());
    result.set_rate_denominator(reduction.rate->den());
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    v1::ReducedClaim& row = *result.add_claims();
    row.set_claim_id(claims[i].claim_id);
    row.set_acceptance_number(claims[i].acceptance_number);
    row.set_entitlement_fen(claims[i].entitlement.count);
    row.set_reduced_fen(reduction.amounts[i].count);
    row.set_score_hundredths(claims[i].score_hundredths);
  }
  return result;
}

v1::ReductionResult ResultOf(const v1::RoundReduced& reduced) {
  v1::ReductionResult result;
  result.set_mode(reduced.mode());
  result.set_rate_numerator(reduced.rate_numerator());
  result.set_rate_denominator(reduced.rate_denominator());
  *result.mutable_claims() = reduced.claims();
  std::int64_t total = 0;
  for (const auto& claim : reduced.claims()) total += claim.reduced_fen();
  result.set_total_fen(total);
  return result;
}

// The reason against a mode that would be refused for the round as it is; empty: there is none.
std::string WhyNot(v1::ReductionMode mode, const RoundFile& round,
                   const policy::PolicyByVersion& policy, const WaitingClaims& waiting) {
  if (policy.Get() == nullptr) return std::string(kPolicyNotInForce);
  const auto rate_rule = RateRuleIn(policy.Get()->version, round.measure);
  if (auto refusal = RefusalOfMode(rate_rule, round.policy_version_id, mode)) {
    return refusal->reason;
  }
  const bool ranks = mode == v1::REDUCTION_MODE_RANK;
  return ranks && waiting.NotScored() != nullptr ? std::string(kClaimNotScored) : std::string();
}

v1::ReductionResult Unusable(v1::ReductionMode mode, const std::string& reason) {
  v1::ReductionResult result;
  result.set_mode(mode);
  result.set_reason(reason);
  return result;
}

std::int64_t ReadBudget(std::int64_t budget_fen, FieldErrors& errors) {
  return errors.InRange("budget_fen", budget_fen, 0, money::kAmountMax.count);
}

}  // namespace

grpc::Status GrantsService::SimulateReduction(grpc::ServerContext* context,
                                              const v1::SimulateReductionRequest* request,
                                              v1::SimulateReductionResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::SimulateReductionRequest& asked, const Caller&, FieldErrors& errors) {
        return Simulation{.round_id = errors.Id("round_id", asked.round_id()),
                          .budget = Fen(ReadBudget(asked.budget_fen(), errors))};
      },
      [&](const Caller&, const Simulation& asked) -> absl::StatusOr<v1::SimulateReductionResponse> {
        const decision::Loader load(context_.store);
        ASSIGN_OR_RETURN(const auto round,
                         decision::Load(context_.store, RoundFile{asked.round_id}));
        if (!round.view.opened) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kRoundUnknown,
                                      fmt::format("there is no round {}", asked.round_id),
                                      {{"round_id", asked.round_id}});
        }
        ASSIGN_OR_RETURN(const BudgetUsage budget, load(BudgetUsage{round.view.budget_id}));
        ASSIGN_OR_RETURN(const auto ids, WaitingClaimIds(asked.round_id, load));
        if (ids.size() > kReducedClaimsMax) {
          return runtime::ReasonError(
              absl::StatusCode::kFailedPrecondition, kDomain, kReductionTooLarge,
              fmt::format("a reduction takes {} claims at most", kReducedClaimsMax),
              {{"claims_max", std::to_string(kReducedClaimsMax)}});
        }
        ASSIGN_OR_RETURN(WaitingClaims waiting, load(WaitingClaims::Of(ids)));
        std::erase_if(waiting.files, [](const auto& entry) {
          return entry.second.state != v1::CLAIM_STATE_COMPUTED;
        });
        const auto claims = waiting.Reducible();
        const Fen shared = asked.budget > Fen(0) ? asked.budget : std::max(budget.Left(), Fen(0));
        v1::SimulateReductionResponse answer;
        answer.set_mode(round.view.reduction_mode);
        answer.set_budget_fen(shared.count);
        std::int64_t entitlement = 0;
        for (const auto& claim : claims) entitlement += claim.entitlement.count;
        answer.set_entitlement_fen(entitlement);
        ASSIGN_OR_RETURN(const auto policy,
                         load(policy::PolicyByVersion{round.view.policy_version_id}));
        for (const auto mode : {v1::REDUCTION_MODE_QUEUE, v1::REDUCTION_MODE_RANK,
                                v1::REDUCTION_MODE_PRO_RATA, v1::REDUCTION_MODE_RATE}) {
          const std::string reason = WhyNot(mode, round.view, policy, waiting);
          *answer.add_results() = reason.empty()
                                      ? ResultOf(mode, claims, shared, RateMaxOf(round.view))
                                      : Unusable(mode, reason);
        }
        answer.set_position(round.head.value);
        return answer;
      });
}

grpc::Status GrantsService::DecideReduction(grpc::ServerContext* context,
                                            const v1::DecideReductionRequest* request,
                                            v1::DecideReductionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::DecideReductionRequest& asked, const Caller&, FieldErrors& errors) {
        grants::DecideReduction command;
        command.round_id = errors.Id("round_id", asked.round_id());
        command.budget_asked = Fen(ReadBudget(asked.budget_fen(), errors));
        command.document = errors.Text("document", asked.document());
        command.decided_date =
            runtime::ActDate(errors, "decided_date", asked.decided_date(), context_.clock);
        return command;
      },
      [](const grants::DecideReduction&, const decision::Outcome& outcome,
         v1::DecideReductionResponse& answer) {
        if (const auto reduced = decision::FactIn<v1::RoundReduced>(outcome)) {
          *answer.mutable_result() = ResultOf(*reduced);
        }
      });
}

}  // namespace debut::grants
