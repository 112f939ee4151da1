#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "eventstore/raw_log.h"

namespace debut::eventlog {

// Wakes whoever sleeps at the end of the log: one thread for all of them, which itself sleeps as
// long as there is nobody. Thread-safe.
class TailWatch {
 public:
  using Clock = std::chrono::steady_clock;

  class Sleeper {
   public:
    virtual ~Sleeper() = default;
    // The head, beyond what the sleeper has seen or not (then its time is up); or why the log can
    // no longer be followed. Must be quick.
    virtual void Wake(absl::StatusOr<eventstore::Position> head) = 0;
  };

  // `log` outlives the watch.
  explicit TailWatch(const eventstore::RawLog& log);
  // Nobody sleeps any more by then.
  ~TailWatch();

  // Wakes `sleeper` once: as soon as the head is beyond `seen`, or at `deadline`.
  void Sleep(std::shared_ptr<Sleeper> sleeper, eventstore::Position seen,
             Clock::time_point deadline);
  // True: was asleep, and won't be woken. False: wasn't, or is being woken.
  bool Forget(const Sleeper& sleeper);

 private:
  struct Entry {
    std::shared_ptr<Sleeper> sleeper;
    eventstore::Position seen;
    Clock::time_point deadline;
  };

  void Run(const std::stop_token& stop);
  // These need mutex_.
  bool IsDue(const Entry& entry) const;
  Clock::time_point NextDeadline() const;
  std::vector<Entry> TakeDue(bool all);

  const eventstore::RawLog& log_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Entry> sleepers_;
  eventstore::Position head_;
  std::unique_ptr<std::stop_source> waiting_;  // Ends the wait under way; null: none is.
  Clock::time_point waiting_until_;
  std::jthread thread_;
};

}  // namespace debut::eventlog
