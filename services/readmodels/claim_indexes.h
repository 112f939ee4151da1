#pragma once

#include <string>

#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "debut/readmodels/v1/rows.pb.h"
#include "projection/rows.h"

namespace debut::readmodels {

// By "<enterprise>/<claim>".
inline constexpr projection::Table<v1::IndexEntry> kClaimsByEnterprise{'e'};
// By "<round>/<acceptance number>/<claim>": claims on the public list.
inline constexpr projection::Table<v1::IndexEntry> kPublicClaims{'p'};
// By MeasureYearKey().
inline constexpr projection::Table<v1::MeasureYear> kMeasureYears{'y'};
// By "<month>/<measure>".
inline constexpr projection::Table<v1::MeasureMonth> kMeasureMonths{'m'};

// "1/2021/3": basis, year, measure.
std::string MeasureYearKey(const v1::MeasureYear& sums);

// The claim's notice was opened, and its award was neither refused nor withdrawn.
bool IsPublic(const v1::ClaimRow& claim);

// Makes the rows that are derived from a claim follow its change. `before`: empty if it is new.
// Everything here is a function of the two rows, so no event is forgotten.
void Reindex(const v1::ClaimRow& before, const v1::ClaimRow& after, projection::Rows& rows);

// Adds `claims_count` (may be negative) to the state's, in ascending order and without zeros.
void AddState(google::protobuf::RepeatedPtrField<v1::StateCount>& states,
              grants::v1::ClaimState state, int claims_count);

}  // namespace debut::readmodels
