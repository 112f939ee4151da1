#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"

namespace debut::eventlog {

// A few threads for work that may wait for the disk, so that gRPC's threads don't. First come,
// first served. Thread-safe; the destructor does what is still queued.
class WorkPool {
 public:
  using Work = absl::AnyInvocable<void() &&>;

  explicit WorkPool(std::size_t threads);
  ~WorkPool();

  void Post(Work work);
  // False, without taking `work`: as many as `queued_max` wait already.
  bool TryPost(Work& work, std::size_t queued_max);

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  bool closing_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace debut::eventlog
