#include "runtime/load_limit.h"

#include <fmt/format.h>

#include "runtime/limits.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

absl::Status Busy(std::string_view reason, std::string_view explanation) {
  absl::Status status =
      ReasonError(absl::StatusCode::kResourceExhausted, kRpcDomain, reason, explanation);
  AttachRetryDelay(status, kBusyRetryDelay);
  return status;
}

}  // namespace

absl::StatusOr<LoadLimit::Place> LoadLimit::Enter(const std::string& caller) {
  const std::lock_guard lock(mutex_);
  const auto own = count_of_.find(caller);
  if (own != count_of_.end() && own->second >= of_one_) {
    return Busy("CALLER_BUSY", fmt::format("{} has {} calls under way, more are not taken",
                                           caller.empty() ? "the anonymous" : caller, of_one_));
  }
  if (count_ >= all_) {
    return Busy("SERVER_BUSY", fmt::format("{} calls are under way, more are not taken", all_));
  }
  ++count_;
  ++count_of_[caller];
  return Place(this, [this, caller](const void*) { Leave(caller); });
}

void LoadLimit::Leave(const std::string& caller) {
  const std::lock_guard lock(mutex_);
  --count_;
  const auto own = count_of_.find(caller);
  if (--own->second == 0) count_of_.erase(own);
}

}  // namespace debut::runtime
