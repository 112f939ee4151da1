#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/budget_usage.h"
#include "domain/grants/round_reduction.h"
#include "domain/policy/policy_in_force.h"

namespace debut::grants {

// After a round has closed and every claim in it is computed: shares out the budget, or what is
// given of it, among the claims that wait, by the mode of the round's guide. Those that were
// proposed before keep what they have. May be repeated for what is left later.
struct DecideReduction {
  std::string round_id;
  money::Fen budget_asked;  // 0: all that is left.
  std::string document;
  absl::CivilDay decided_date;

  // Prepared.
  std::string budget_id;
  std::string policy_version_id;
  WaitingClaims waiting;

  std::tuple<RoundFile, policy::PolicyByVersion, BudgetUsage, WaitingClaims> Reads() const;
  decision::Decision Decide(const RoundFile& round, const policy::PolicyByVersion& policy,
                            const BudgetUsage& budget, const WaitingClaims& claims) const;

 private:
  Refusal RefusalOfRound(const RoundFile& round, const policy::PolicyByVersion& policy) const;
  Refusal RefusalOfClaims(const RoundFile& round, const WaitingClaims& claims) const;
};

static_assert(decision::Command<DecideReduction>);

// `load` as for KeysOfClaim().
template <typename Loader>
absl::StatusOr<DecideReduction> Prepared(DecideReduction asked, const Loader& load) {
  ASSIGN_OR_RETURN(const RoundFile round, load(RoundFile{asked.round_id}));
  asked.budget_id = round.budget_id;
  asked.policy_version_id = round.policy_version_id;
  ASSIGN_OR_RETURN(const auto ids, WaitingClaimIds(asked.round_id, load));
  asked.waiting = WaitingClaims::Of(ids);
  return asked;
}

}  // namespace debut::grants
