#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/support/office.h"

// Facts of the measures about the maker E-1 and its product P-1 of FirstEntries, and what it claims
// for them, through the public API. The first error otherwise.
namespace debut::test {

// The national standard S-1 for P-1, led by E-1 and published in August 2021.
absl::Status PublishStandard(const Office& office);
// A guide that gives 300,000 yuan for it, and 200,000 yuan a year at most.
grants::v1::OpenRoundRequest StandardsGuide();
absl::Status ClaimStandard(const Office& office, const std::string& claim_id,
                           const std::string& round_id, const std::string& date);

// E-1's booth at the exhibition abroad X-1, EX-1, for 75,432.07 yuan, which is approved in full.
absl::Status PayForABooth(const Office& office);
// A guide that gives 100,000 yuan at most for a booth, without a cap.
grants::v1::OpenRoundRequest ExchangeGuide();
absl::Status ClaimBooth(const Office& office, const std::string& claim_id,
                        const std::string& round_id, const std::string& date);

// The insurer I-1.
absl::Status RegisterInsurer(const Office& office);
// Insures P-1 with I-1 from March 2021 on, for a year.
absl::Status Insure(const Office& office, const std::string& policy_id, std::int64_t premium_fen);
// `time`: "2021-03-01T02:00:00Z".
absl::Status PayPremium(const Office& office, const std::string& policy_id,
                        const std::string& voucher, const std::string& time,
                        std::int64_t amount_fen);
// Submits a claim for the year's premium on these policies; none: on all.
absl::Status ClaimPremium(const Office& office, const std::string& claim_id,
                          const std::string& round_id, std::uint32_t limit_year,
                          const std::vector<std::string>& policy_ids, const std::string& date);

// The lender B-1, and E-1's revenue of 2020, which is the most that is subsidised.
absl::Status RegisterLender(const Office& office);
// 10,000,000 yuan of B-1 in March 2021, at 3.6 %, 360 days a year: 1,000 yuan a day.
absl::Status Borrow(const Office& office, const std::string& loan_id, financing::v1::LoanType type);
// Pays interest for the hundred days from March on, and a penalty of 1,000 yuan, in June 2021.
absl::StatusOr<financing::v1::RecordInterestPaymentResponse> PayInterest(const Office& office,
                                                                         const std::string& loan_id,
                                                                         const std::string& voucher,
                                                                         std::int64_t normal_fen);
// Submits a claim for the interest of 2021 on these loans.
absl::Status ClaimInterest(const Office& office, const std::string& claim_id,
                           const std::string& round_id, financing::v1::LoanType type,
                           const std::vector<std::string>& loan_ids, const std::string& date);

}  // namespace debut::test
