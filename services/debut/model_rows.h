#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "projection/row_digest.h"
#include "services/debut/session.h"
#include "services/readmodels/model_kinds.h"

namespace debut::cli {

// Lets the server make a model anew and compare it with what it serves, under a progress bar: the
// last message, with the position of the comparison and its result.
absl::StatusOr<readmodels::v1::RebuildModelResponse> RebuildOnServer(
    Session& session, const std::string& model, readmodels::v1::RebuildMode mode);

// Of the row that is served.
std::string_view WhatIsWrong(const readmodels::v1::RebuildModelResponse::Difference& difference);

// The model of that name. INVALID_ARGUMENT names those that there are.
absl::StatusOr<readmodels::ModelKind> FindModelKind(const std::string& name);

// The rows of a model as this program makes them of the log, under a progress bar.
absl::StatusOr<projection::Rows> MakeRows(const eventstore::EventStore& log,
                                          const readmodels::ModelKind& kind,
                                          eventstore::Position position);

}  // namespace debut::cli
