#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "debut/readmodels/v1/rows.pb.h"
#include "projection/rows.h"

namespace debut::readmodels {

// What waits, in the models whose rows wait for somebody. By "<due date>/<step>/<subject>", so that
// a list is in the order of the due dates; what has none comes last. Without role and name.
inline constexpr projection::Table<v1::WorkItem> kWork{'w'};

std::string WorkKey(const v1::WorkItem& item);

// The role that the RPC of this name declares, in the service of grants or of certification.
std::string RoleOfStep(std::string_view step);

// What a row waited for before and after a change, kept in the table.
void ReplaceWork(const std::optional<v1::WorkItem>& before,
                 const std::optional<v1::WorkItem>& after, projection::Rows& rows);

}  // namespace debut::readmodels
