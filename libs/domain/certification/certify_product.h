#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/assessment.h"
#include "domain/certification/certificate_holder.h"
#include "domain/certification/product_file.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::certification {

// The experts have found a product first-created, and the office says so. By the policy in force on
// the certification date. A new version stays in its predecessor's family, with one cap, unless the
// assessment states what is new.
struct CertifyProduct {
  std::string product_id;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string certificate_number;
  absl::CivilDay certified_date;
  std::string what_is_new;       // Of a new version: it begins a family of its own. Else empty.
  std::string by;                // Principal: neither the submitter nor one of the experts.
  registry::Party maker{""};     // Of the product: unread, with all its members.
  LaboratoryFiles laboratories;  // Unread, those of the product's reports.
  ExpertInterests interests;     // Unread, those of the product's experts.

  std::tuple<ProductFile, CertificateHolder, registry::Party, LaboratoryFiles, ExpertInterests,
             policy::PolicyInForce>
  Reads() const;
  // Nothing if it is certified so. Stale if the keys don't fit.
  decision::Decision Decide(const ProductFile& product, const CertificateHolder& holder,
                            const registry::Party& maker_file,
                            const LaboratoryFiles& laboratory_files,
                            const ExpertInterests& expert_interests,
                            const policy::PolicyInForce& policy) const;

 private:
  std::optional<decision::Decision> RefusalOfFamily(const AssessmentFacts& facts) const;
};

static_assert(decision::Command<CertifyProduct>);

}  // namespace debut::certification
