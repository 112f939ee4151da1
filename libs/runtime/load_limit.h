#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"

namespace debut::runtime {

// How many RPCs are under way, in all and of each caller: what comes on top is sent away at once
// instead of waiting, with a hint when to come back. Thread-safe.
class LoadLimit {
 public:
  // `of_one` below `all`, so that no caller alone keeps the others out.
  LoadLimit(std::size_t all, std::size_t of_one) : all_(all), of_one_(of_one) {}

  // Held while the RPC lasts; must not outlive the limit.
  using Place = std::shared_ptr<const void>;

  // RESOURCE_EXHAUSTED, with debut.rpc.v1.RetryDelay: CALLER_BUSY, SERVER_BUSY.
  absl::StatusOr<Place> Enter(const std::string& caller);

 private:
  void Leave(const std::string& caller);

  const std::size_t all_;
  const std::size_t of_one_;
  std::mutex mutex_;
  std::size_t count_ = 0;
  std::map<std::string, std::size_t> count_of_;  // Only of callers that have any.
};

}  // namespace debut::runtime
