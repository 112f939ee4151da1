#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/assessment.h"
#include "domain/certification/product_file.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::certification {

// A reassessment finds another level, which counts from a date on: contracts that were signed
// before keep the level of their day (W9). By the policy in force on that date; ends the
// reassessment.
struct ChangeProductLevel {
  std::string product_id;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  absl::CivilDay effective_date;
  std::string document;
  std::string by;  // As in CertifyProduct, and so are the keys.
  registry::Party maker{""};
  LaboratoryFiles laboratories;
  ExpertInterests interests;

  std::tuple<ProductFile, registry::Party, LaboratoryFiles, ExpertInterests, policy::PolicyInForce>
  Reads() const;
  // Nothing if the product has this level on that date and is not being assessed again. Stale if
  // the keys don't fit.
  decision::Decision Decide(const ProductFile& product, const registry::Party& maker_file,
                            const LaboratoryFiles& laboratory_files,
                            const ExpertInterests& expert_interests,
                            const policy::PolicyInForce& policy) const;
};

static_assert(decision::Command<ChangeProductLevel>);

}  // namespace debut::certification
