#include "services/readmodels/model_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/rpc_status.h"
#include "services/readmodels/reasons.h"

namespace debut::readmodels {

absl::Status ModelReader::WaitFor(std::initializer_list<const projection::Projection*> projections,
                                  eventstore::Position position,
                                  const runtime::Caller& caller) const {
  const absl::Time deadline = std::min(caller.deadline, clock_.Now() + wait_max_);
  const bool caller_gives_up_first = deadline == caller.deadline;
  for (const projection::Projection* projection : projections) {
    const absl::Status waited = projection->WaitFor(position, deadline - clock_.Now());
    if (!absl::IsDeadlineExceeded(waited) || caller_gives_up_first) {
      RETURN_IF_ERROR(waited);
      continue;
    }
    return runtime::ReasonError(absl::StatusCode::kUnavailable, kDomain, kProjectionBehind,
                                std::string(waited.message()),
                                {{"at_least_position", std::to_string(position.value)}});
  }
  return absl::OkStatus();
}

absl::StatusOr<eventstore::Position> ModelReader::PositionOn(calendar::Date date) const {
  const absl::Time end = calendar::StartInShanghai(date + 1);
  return projection::PositionAt(log_, end - absl::Microseconds(1));
}

absl::Status CheckEnterprise(const projection::RowReader& names, const std::string& enterprise_id) {
  if (enterprise_id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto found, names.Get(kNames, enterprise_id));
  if (found) return absl::OkStatus();
  return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kEnterpriseUnknown,
                              fmt::format("there is no enterprise {}", enterprise_id),
                              {{"enterprise_id", enterprise_id}});
}

}  // namespace debut::readmodels
