#include "tests/support/contested_claims.h"

#include <fmt/format.h>

#include <array>
#include <thread>

#include "base/status_macros.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/measure_facts.h"

namespace debut::test {
namespace {

constexpr int kFamilies = 4;
constexpr int kSources = 12;                       // Policies; loans of each credit product.
constexpr std::int64_t kContractFen = 40'000'000;  // An award of 120,000 yuan at 30 %.
constexpr std::int64_t kSourceFen = 16'000'000;    // Premium or interest of one of them in a year.

constexpr std::array<std::uint32_t, 2> kLimitYears = {2021, 2022};
struct CreditProduct {
  financing::v1::LoanType type;
  const char* name;
};
constexpr std::array<CreditProduct, 2> kCreditProducts = {
    {{financing::v1::LOAN_TYPE_CREDIT, "CREDIT"},
     {financing::v1::LOAN_TYPE_IP_PLEDGE, "IP_PLEDGE"}}};

std::string RoundId(policy::v1::Measure measure, int number) {
  return fmt::format("R{}-{}", static_cast<int>(measure), number);
}

// Each claim shares one source with the claim before it and one with the claim after it.
std::vector<std::string> SourcesOf(const std::string& prefix, int number) {
  return {fmt::format("{}-{}", prefix, number % kSources),
          fmt::format("{}-{}", prefix, (number + 1) % kSources)};
}

std::string PremiumClaimId(std::uint32_t year, int number) {
  return fmt::format("CL4-{}-{}", year, number);
}
std::string InterestClaimId(const CreditProduct& product, int number) {
  return fmt::format("CL7-{}-{}", product.name, number);
}

}  // namespace

std::map<std::string, std::int64_t> ContestedClaims::Caps() {
  std::map<std::string, std::int64_t> caps;
  for (int f = 1; f <= kFamilies; ++f) caps[fmt::format("m3/P-{}", f)] = 100'000'000;
  for (const auto year : kLimitYears) caps[fmt::format("m4/E-1/{}", year)] = 100'000'000;
  for (const auto& product : kCreditProducts) {
    caps[fmt::format("m7/E-1/{}/2021", product.name)] = 50'000'000;
  }
  return caps;
}

std::map<std::string, std::int64_t> ContestedClaims::Budgets() {
  return {{"3/2021", 380'000'000}, {"4/2022", 190'000'000}, {"7/2022", 95'000'000}};
}

absl::Status ContestedClaims::Prepare() {
  RETURN_IF_ERROR(PrepareFirstEntries());
  std::array<absl::Status, 2> outcomes;
  {
    const std::jthread insured([&] { outcomes[0] = PrepareInsurance(); });
    const std::jthread financed([&] { outcomes[1] = PrepareFinancing(); });
  }
  for (int n = 1; n <= options_.claims_per_cap; ++n) {
    for (const auto year : kLimitYears) claims_.push_back({PremiumClaimId(year, n), "4/2022"});
    for (const auto& product : kCreditProducts) {
      claims_.push_back({InterestClaimId(product, n), "7/2022"});
    }
  }
  RETURN_IF_ERROR(outcomes[0]);
  return outcomes[1];
}

absl::Status ContestedClaims::PrepareFirstEntries() {
  FirstEntries entries(office_, {.families = kFamilies,
                                 .claims_per_family = options_.claims_per_cap,
                                 .claims_per_contract = 2,
                                 .contract_fen = kContractFen,
                                 .allotted_fen = Budgets().at("3/2021")});
  RETURN_IF_ERROR(entries.Prepare());
  for (const std::string& id : entries.ClaimIds()) claims_.push_back({id, "3/2021"});
  return absl::OkStatus();
}

absl::Status ContestedClaims::OpenRounds(policy::v1::Measure measure,
                                         std::int64_t rate_percent) const {
  const std::string budget_id = fmt::format("{}/2022", static_cast<int>(measure));
  for (int n = 1; n <= options_.claims_per_cap; ++n) {
    RETURN_IF_ERROR(OpenRound(office_, {.round_id = RoundId(measure, n),
                                        .measure = measure,
                                        .year = 2022,
                                        .allotted_fen = n == 1 ? Budgets().at(budget_id) : 0,
                                        .rate_percent = rate_percent}));
  }
  return absl::OkStatus();
}

absl::Status ContestedClaims::PrepareInsurance() const {
  constexpr auto kMeasure = policy::v1::MEASURE_INSURANCE;
  RETURN_IF_ERROR(OpenRounds(kMeasure, 80));
  RETURN_IF_ERROR(RegisterInsurer(office_));
  for (int i = 0; i < kSources; ++i) {
    const std::string id = fmt::format("IP-{}", i);
    RETURN_IF_ERROR(Insure(office_, id, 2 * kSourceFen));
    RETURN_IF_ERROR(PayPremium(office_, id, "付-1", "2021-03-01T02:00:00Z", kSourceFen));
    RETURN_IF_ERROR(PayPremium(office_, id, "付-2", "2022-01-10T02:00:00Z", kSourceFen));
  }
  for (const auto year : kLimitYears) {
    for (int n = 1; n <= options_.claims_per_cap; ++n) {
      const std::string id = PremiumClaimId(year, n);
      RETURN_IF_ERROR(
          ClaimPremium(office_, id, RoundId(kMeasure, n), year, SourcesOf("IP", n), "2022-06-10"));
      RETURN_IF_ERROR(LeadToComputed(office_, id, "2022-06-10"));
    }
  }
  return absl::OkStatus();
}

absl::Status ContestedClaims::PrepareFinancing() const {
  constexpr auto kMeasure = policy::v1::MEASURE_FINANCING;
  RETURN_IF_ERROR(OpenRounds(kMeasure, 40));
  RETURN_IF_ERROR(RegisterLender(office_));
  for (const CreditProduct& product : kCreditProducts) {
    for (int i = 0; i < kSources; ++i) {
      const std::string id = fmt::format("{}-{}", product.name, i);
      RETURN_IF_ERROR(Borrow(office_, id, product.type));
      RETURN_IF_ERROR(PayInterest(office_, id, "息-" + id, kSourceFen).status());
    }
    for (int n = 1; n <= options_.claims_per_cap; ++n) {
      const std::string id = InterestClaimId(product, n);
      RETURN_IF_ERROR(ClaimInterest(office_, id, RoundId(kMeasure, n), product.type,
                                    SourcesOf(product.name, n), "2022-06-10"));
      RETURN_IF_ERROR(LeadToComputed(office_, id, "2022-06-10"));
    }
  }
  return absl::OkStatus();
}

}  // namespace debut::test
