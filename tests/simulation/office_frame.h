#pragma once

#include <array>
#include <string>

#include "debut/financing/v1/financing_events.pb.h"
#include "domain/financing/testing/financing_facts.h"
#include "domain/grants/testing/histories.h"
#include "domain/insurance/testing/insurance_facts.h"

namespace debut::simulation {

// A policy (measure 4) or a loan (measure 7) that money is paid for. Two loans of E-1 are of one
// credit product.
struct Source {
  std::string id;
  std::string enterprise_id;
  std::string product_id;
  bool is_policy;
  financing::v1::LoanType type = financing::v1::LOAN_TYPE_CREDIT;
};
inline const std::array<Source, 7> kSources = {
    {{"IP-1", "E-1", "P-1", true},
     {"IP-2", "E-1", "P-1", true},
     {"IP-3", "E-2", "P-2", true},
     {"L-1", "E-1", "P-1", false},
     {"L-2", "E-1", "P-1", false},
     {"L-3", "E-1", "P-1", false, financing::v1::LOAN_TYPE_GUARANTEED},
     {"L-4", "E-2", "P-2", false}}};

// A claim of measure 3 that may be made again and again. P-1 is domestic and has two contracts.
struct PlannedClaim {
  const char* enterprise_id;
  const char* product_id;
  const char* contract_id;  // Null: all of the case.
};
inline constexpr std::array<PlannedClaim, 4> kPlannedClaims = {{{"E-1", "P-1", "C-1"},
                                                                {"E-1", "P-1", "C-1b"},
                                                                {"E-1", "P-1", nullptr},
                                                                {"E-2", "P-2", "C-2"}}};

struct Prices {
  money::Fen of_c1;
  money::Fen of_c1b;
  money::Fen of_c2;
};

// Everything that the claims read besides what happens in the history: without the budgets.
grants::testing::History FrameOf(const Prices& prices);

}  // namespace debut::simulation
