#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace debut::archive {

// Makes results 0, 1, 2, … on several threads and hands them over in order. What waits to be taken
// is bounded. One thread takes.
template <typename Result>
class OrderedRun {
 public:
  // `make` is called on any thread, with each number once.
  OrderedRun(std::uint64_t count, int threads, std::function<Result(std::uint64_t)> make)
      : count_(count), window_(4 * static_cast<std::uint64_t>(threads)), make_(std::move(make)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
  }
  // Waits for what is being made.
  ~OrderedRun() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  OrderedRun(const OrderedRun&) = delete;
  OrderedRun& operator=(const OrderedRun&) = delete;

  // Nothing: all were taken.
  std::optional<Result> Next() {
    std::unique_lock lock(mutex_);
    if (taken_ == count_) return std::nullopt;
    changed_.wait(lock, [this] { return ready_.contains(taken_); });
    auto node = ready_.extract(taken_++);
    changed_.notify_all();
    return std::move(node.mapped());
  }

 private:
  void Work() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] {
        return stopped_ || begun_ < std::min(count_, taken_ + window_) || begun_ == count_;
      });
      if (stopped_ || begun_ == count_) return;
      const std::uint64_t number = begun_++;
      lock.unlock();
      Result result = make_(number);
      lock.lock();
      ready_.emplace(number, std::move(result));
      changed_.notify_all();
    }
  }

  const std::uint64_t count_;
  const std::uint64_t window_;
  const std::function<Result(std::uint64_t)> make_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Result> ready_;
  std::uint64_t begun_ = 0;
  std::uint64_t taken_ = 0;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace debut::archive
