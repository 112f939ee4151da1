#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/support/office.h"

namespace debut::test {

// Claims that are computed and wait to be proposed, made through the public API, far more than
// there is money for. Each is on one of eight caps of the three kinds: four product families of
// measure 3, two limit years of measure 4, two credit products of measure 7. The caps of a measure
// share a budget that is less than all of them, and each contract, premium instalment and interest
// voucher is in several claims.
class ContestedClaims {
 public:
  struct Options {
    int claims_per_cap = 24;
  };
  struct Claim {
    std::string claim_id;
    std::string budget_id;
  };

  ContestedClaims(const Office& office, const Options& options)
      : office_(office), options_(options) {}

  // Adopts the policy and brings all claims to COMPUTED; the first error otherwise.
  absl::Status Prepare();

  const std::vector<Claim>& claims() const { return claims_; }
  // In fen, by cap key and by budget.
  static std::map<std::string, std::int64_t> Caps();
  static std::map<std::string, std::int64_t> Budgets();

 private:
  absl::Status PrepareFirstEntries();
  absl::Status PrepareInsurance() const;
  absl::Status PrepareFinancing() const;
  absl::Status OpenRounds(policy::v1::Measure measure, std::int64_t rate_percent) const;

  const Office& office_;
  const Options options_;
  std::vector<Claim> claims_;
};

}  // namespace debut::test
