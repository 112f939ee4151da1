#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/support/office.h"

namespace debut::test {

// Many claims of measure 3 that are computed and wait to be proposed, made through the public API:
// domestic products of one maker, each family with many contracts of one end user, one round for
// each claim of a family, on budget 3/2021 at 30 %.
class FirstEntries {
 public:
  struct Options {
    int families = 1;
    int claims_per_family = 1;
    int claims_per_contract = 1;  // More: they contest the contract as evidence.
    std::int64_t contract_fen = 0;
    std::int64_t allotted_fen = 0;
    bool budget_for_each_family = false;  // Budgets 3/2021, 3/2022, ...; else all are on 3/2021.
  };

  FirstEntries(const Office& office, const Options& options) : office_(office), options_(options) {}

  // Adopts the policy and brings all claims to COMPUTED; the first error otherwise.
  absl::Status Prepare();

  std::vector<std::string> ClaimIds() const;
  const std::map<std::string, std::string>& families_of_claims() const { return families_; }

 private:
  absl::Status AdoptPolicy();
  absl::Status RegisterParties();
  absl::Status AccreditLaboratory();
  absl::Status CertifyProduct(const std::string& product);
  absl::Status PublishCatalogue();
  absl::Status OpenRounds(int budget);
  absl::Status Sell(int family, int number);
  absl::Status Claim(int family, int number);
  std::string ContractId(int family, int number) const;
  std::string RoundId(int family, int number) const;

  const Office& office_;
  const Options options_;
  std::map<std::string, std::string> families_;  // By claim.
};

}  // namespace debut::test
