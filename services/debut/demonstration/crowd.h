#pragma once

#include <cstdint>
#include <vector>

#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {

inline constexpr int kInsurers = 6;
inline constexpr int kLenders = 8;
inline constexpr int kFirstMember = 1001;

// An instalment of a premium, and what of it came back.
struct Premium {
  std::string paid_date;
  std::int64_t amount_fen = 0;
  std::int64_t refunded_fen = 0;
};
struct InsurancePolicy {
  std::string id;
  std::string insurer_id;
  std::vector<Premium> premiums;
};

// Interest of a quarter.
struct Interest {
  std::string from_date;
  std::string to_date;
  std::int64_t normal_fen = 0;
  std::int64_t penalty_fen = 0;
};
struct Loan {
  std::string id;
  std::string lender_id;
  std::string type;  // Of debut.financing.v1.LoanType.
  std::int64_t principal_fen = 0;
  std::vector<Interest> interest;
};

// One of the many enterprises beside the cast: what it brings in its year.
struct Member {
  Party party;
  std::string number;    // "1001", in all its ids.
  int year = 0;          // 2020 to 2022.
  Product product = {};  // Sold and listed if it has contracts.
  std::vector<InsurancePolicy> policies = {};
  std::vector<Loan> loans = {};  // All of one type.
};

// As many enterprises as are asked for, over three years. The same for the same seed.
std::vector<Member> MakeCrowd(std::uint64_t seed, int count, const std::vector<Party>& buyers);

// The spring after the year: a notice of five working days from 8 or 10 April on. The year stays.
YearDates SpringAfter(const YearDates& dates);
// A claim of a member in a round of the spring after; `number` is in its ids.
ClaimPlan PlanOfYear(const Member& member, const YearDates& spring, const RoundPlan& round,
                     nlohmann::json basis, std::string number);
// The facts of a member's year.
void WritePolicies(const Member& member, Script& script);
void WriteLoans(const Member& member, Script& script);

// Every member writes in a lane of its own.
void WriteCrowdRegistry(const std::vector<Member>& crowd, Script& script);
// Up to the certificates of the year, numbered from `first` on over all members; the ids of the
// products that are sold.
std::vector<std::string> WriteCrowdCertification(const std::vector<Member>& crowd, int first,
                                                 const YearDates& dates, Script& script);
// Round R-<year>-3C of measure 3: facts and claims.
void WriteCrowdFirstEntries(const std::vector<Member>& crowd, const YearDates& dates,
                            Script& script);

// Insurers and lenders.
void WriteInstitutions(Script& script);
// Round R-<year>-4 of measure 4, for the premiums of the year: facts and claims.
void WriteCrowdInsurance(const std::vector<Member>& crowd, const YearDates& dates, Script& script);
// Round R-<year>-7 of measure 7, for the interest of the year: facts and claims.
void WriteCrowdFinancing(const std::vector<Member>& crowd, const YearDates& dates, Script& script);

}  // namespace debut::cli::demonstration
