#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "debut/policy/v1/measure.pb.h"
#include "tests/support/office.h"

namespace debut::test {

// A round of a measure and what its budget gets for it, both of one year; it takes claims from that
// year's first day to the last one.
struct YearsRound {
  std::string round_id;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t year = 0;
  std::int64_t allotted_fen = 0;            // 0: the budget is there already.
  std::int64_t rate_percent = 0;            // 0: the measure has none.
  grants::v1::OpenRoundRequest guide = {};  // The guide alone, where the measure has one.
};
absl::Status OpenRound(const Office& office, const YearsRound& round);

// Accepts a submitted claim on that date, and computes its award. All steps here are taken also
// while processes are killed and started again.
absl::Status LeadToComputed(const Office& office, const std::string& claim_id,
                            const std::string& date);

// Takes a submitted claim through every step until it is granted, by the people whose steps they
// are, from a date on. The date of the grant.
absl::StatusOr<std::string> WalkToGrant(const Office& office, const std::string& claim_id,
                                        const std::string& from_date);
// The same of a claim whose award is computed.
absl::StatusOr<std::string> GrantComputed(const Office& office, const std::string& claim_id,
                                          const std::string& from_date);

// Orders and settles a granted claim's payment, both on a date. The amount that was paid.
absl::StatusOr<std::int64_t> PayGranted(const Office& office, const std::string& claim_id,
                                        const std::string& date);

// WalkToGrant() and PayGranted(), one after the other.
absl::StatusOr<std::int64_t> WalkToPayment(const Office& office, const std::string& claim_id,
                                           const std::string& from_date);

}  // namespace debut::test
