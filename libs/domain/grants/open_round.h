#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/budget_usage.h"
#include "domain/grants/measures.h"
#include "domain/grants/round_file.h"
#include "domain/policy/policy_in_force.h"

namespace debut::grants {

// Opens a round and pins the policy version that is in force, by what is known now, on the day it
// opens: versions that come later change nothing in it.
struct OpenRound {
  std::string round_id;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t round_year = 0;
  std::uint32_t budget_year = 0;
  std::optional<money::Ratio> rate = {};  // More than 0, where the measure's rounds have one.
  std::uint32_t notice_working_days = 0;  // 0: the policy's.
  absl::CivilDay opens_date;
  absl::CivilDay closes_date;  // Not before opens_date.
  Guide guide = {};            // Of the measure, where it has one.
  v1::ReductionMode reduction_mode = v1::REDUCTION_MODE_UNSPECIFIED;
  std::string document;
  bool meeting_required = false;

  std::tuple<RoundFile, policy::PolicyInForce, BudgetUsage> Reads() const;
  // Nothing if the round was opened with the same terms.
  decision::Decision Decide(const RoundFile& file, const policy::PolicyInForce& policy,
                            const BudgetUsage& budget) const;

 private:
  std::string BudgetIdAsked() const { return BudgetId(measure, budget_year); }
  // 0 is answered by the policy's minimum, or by what the round already has.
  bool SameTerms(const RoundFile& file) const;
  Refusal RefusalOfTerms(const policy::AdoptedPolicy& adopted) const;
};

static_assert(decision::Command<OpenRound>);

}  // namespace debut::grants
