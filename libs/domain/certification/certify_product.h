#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/certificate_holder.h"
#include "domain/certification/product_file.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::certification {

// The experts have found a product first-created, and the office says so. By the policy in force on
// the certification date.
struct CertifyProduct {
  std::string product_id;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  std::string certificate_number;
  absl::CivilDay certified_date;
  std::string by;             // Principal: neither the submitter nor one of the experts.
  registry::Party maker{""};  // Of the product: unread, with all its members.

  std::tuple<ProductFile, CertificateHolder, registry::Party, policy::PolicyInForce> Reads() const;
  // Nothing if it is certified so. Stale if the keys don't fit.
  decision::Decision Decide(const ProductFile& product, const CertificateHolder& holder,
                            const registry::Party& maker_file,
                            const policy::PolicyInForce& policy) const;

 private:
  std::optional<decision::Decision> RefusalOfCertifier(const ProductFile& product) const;
  std::optional<decision::Decision> RefusalOfReports(
      const ProductFile& product, const policy::v1::CertificationRules& rules) const;
  std::optional<decision::Decision> RefusalOfExperts(
      const ProductFile& product, const registry::Party& maker_file,
      const policy::v1::CertificationRules& rules) const;
  std::optional<decision::Decision> RefusalOfScores(
      const ProductFile& product, const policy::v1::CertificationRules& rules) const;
};

static_assert(decision::Command<CertifyProduct>);

}  // namespace debut::certification
