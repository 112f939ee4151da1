#pragma once

#include "debut/grants/v1/grants_service.pb.h"
#include "domain/grants/guide.h"
#include "runtime/field_errors.h"

namespace debut::grants {

inline constexpr int kGuideRowsMax = 40;

// The guide that a request opens a round with: at least one row, none of them twice, amounts of
// more than 0, and a cap or the word that there is none.
Guide ReadGuide(const v1::OpenRoundRequest& request, runtime::FieldErrors& errors);

}  // namespace debut::grants
