#pragma once

#include "debut/grants/v1/grants_service.pb.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/claim_review.h"

namespace debut::grants {

// Adds what the review has brought to a claim's message. No reader learns who objected.
void WriteReview(const ClaimFile& file, const ClaimReview& review, v1::Claim& claim);

}  // namespace debut::grants
