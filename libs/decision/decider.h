#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "decision/answer.h"
#include "decision/any_command.h"
#include "decision/job.h"
#include "decision/view_cache.h"
#include "eventstore/event_store.h"

namespace debut::decision {

inline constexpr std::size_t kQueuedJobsMax = 4'096;
inline constexpr std::size_t kCachedViewsMax = 8'192;
inline constexpr int kPrepareAttemptsMax = 4;

struct DeciderLimits {
  std::size_t queued_jobs_max = kQueuedJobsMax;
  std::size_t cached_views_max = kCachedViewsMax;
};

// Since the start.
struct DeciderCounts {
  std::uint64_t jobs = 0;       // Decided, whatever the answer.
  std::uint64_t groups = 0;     // In so many groups.
  std::uint64_t events = 0;     // Decided; not necessarily appended.
  std::uint64_t conflicts = 0;  // Appends that others made impossible.
};

// Decides the commands of one process: one after the other, on views that are kept in memory and
// already contain what was decided before, and appends what a group of them decided at once. So
// many clients on one hot boundary don't refuse each other's appends, and each decision reads only
// what is new. Other processes may append to the same log at any time. Thread-safe. Means the same
// as Execute(), and gives the same status codes; in addition:
//
// DEADLINE_EXCEEDED: the deadline passed before the decision began; nothing was decided.
// RESOURCE_EXHAUSTED: too many commands are waiting (kQueuedJobsMax).
// UNAVAILABLE: shut down; nothing was decided.
class Decider {
 public:
  // Both outlive the decider.
  explicit Decider(eventstore::EventStore& store, const base::Clock& clock = base::SystemClock(),
                   const DeciderLimits& limits = {});
  ~Decider() { Shutdown(); }
  Decider(const Decider&) = delete;
  Decider& operator=(const Decider&) = delete;

  // Blocks until the decision is durable. `prepare` runs on the calling thread, and again after its
  // command turned out to be stale, at most kPrepareAttemptsMax times (ABORTED then).
  template <Preparation P>
  absl::StatusOr<Outcome> Decide(P&& prepare, const CommandContext& context,
                                 absl::Time deadline = absl::InfiniteFuture()) {
    for (int attempt = 1; attempt <= kPrepareAttemptsMax; ++attempt) {
      auto command = prepare();
      if (!command.ok()) return std::move(command).status();
      if (Answer answer = DecideBoxed(Box(*std::move(command)), context, deadline)) {
        return *std::move(answer);
      }
    }
    return StaleError();
  }

  // For a command that needs no preparation. ABORTED when it is stale.
  template <Command C>
  absl::StatusOr<Outcome> Decide(C command, const CommandContext& context,
                                 absl::Time deadline = absl::InfiniteFuture()) {
    return DecideBoxed(Box(std::move(command)), context, deadline).value_or(StaleError());
  }

  // Decides what is waiting, and refuses everything from now on.
  void Shutdown();

  // Commands that wait for a group.
  std::size_t queued() const;
  DeciderCounts counts() const;

 private:
  using Jobs = std::deque<std::unique_ptr<Job>>;

  Answer DecideBoxed(std::unique_ptr<AnyCommand> command, const CommandContext& context,
                     absl::Time deadline);
  absl::Status Enqueue(std::unique_ptr<Job> job);
  void DecideUntilShutdown();
  // Waits; empty: shut down, and nothing is left.
  Jobs Take();
  void DecideGroup(Jobs jobs);

  eventstore::EventStore& store_;
  const base::Clock& clock_;
  const DeciderLimits limits_;
  ViewCache cache_;  // Of the thread.

  mutable std::mutex mutex_;
  std::condition_variable wake_;  // With mutex_, for these:
  Jobs queue_;
  bool shut_down_ = false;
  DeciderCounts counts_;

  std::mutex joining_;  // For thread_, which is the last member: it uses all others.
  std::thread thread_;
};

}  // namespace debut::decision
