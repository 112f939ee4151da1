#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "debut/certification/v1/certification_service.pb.h"
#include "eventstore/event_store.h"
#include "services/certification/requests.h"

// Questions about certification, answered by folding the log.
namespace debut::certification {

inline constexpr std::string_view kDomain = "certification";

// NOT_FOUND: PRODUCT_UNKNOWN.
absl::StatusOr<v1::GetProductResponse> Answer(const eventstore::EventStore& store,
                                              const ProductAsked& asked);
// NOT_FOUND: LABORATORY_UNKNOWN.
absl::StatusOr<v1::GetLaboratoryResponse> Answer(const eventstore::EventStore& store,
                                                 const LaboratoryAsked& asked);
// NOT_FOUND: EDITION_UNKNOWN.
absl::StatusOr<v1::DiffCatalogueEditionsResponse> Answer(const eventstore::EventStore& store,
                                                         const EditionsAsked& asked);

}  // namespace debut::certification
