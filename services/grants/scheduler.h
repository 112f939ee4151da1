#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "decision/decider.h"
#include "domain/grants/agenda.h"
#include "eventstore/event_store.h"
#include "runtime/service_host.h"
#include "services/grants/calendar_command.h"

namespace debut::grants {

inline constexpr absl::Duration kSchedulerInterval = absl::Seconds(60);

// Takes the steps of claims that the calendar takes: closes notices that have ended, and refuses
// claims whose correction did not come. It only calls commands, as the principal "system", with a
// request id that follows from the fact that gave the term. So it may be killed at any instant, be
// started again, or run in several processes: each step is recorded once. What is due it learns
// from the log alone.
//
// A step that is refused is logged and left alone until something new is known of its claim.
class Scheduler final : public runtime::Background {
 public:
  // Decides a step, and answers as a Decider does.
  using Decide = std::function<absl::Status(const CalendarCommand&)>;

  // All outlive it. `interval`: between two looks at the clock, in 1 ms to 1 h.
  Scheduler(const eventstore::EventStore& store, decision::Decider& decider,
            const base::Clock& clock, absl::Duration interval = kSchedulerInterval);
  Scheduler(const eventstore::EventStore& store, Decide decide, const base::Clock& clock,
            absl::Duration interval = kSchedulerInterval);
  ~Scheduler() override { Stop(); }

  // Begins to follow the log.
  absl::Status Start() override;
  // Ends after the step that is being taken, if there is one. May be called again.
  void Stop() override;
  // What Start() does again and again, on the calling thread and instead of it: follows the log
  // and takes the steps that are due, until `stop` (CANCELLED) or an error.
  absl::Status Follow(const std::stop_token& stop);

 private:
  void Run(const std::stop_token& stop);
  void Read(const eventstore::SubscriptionMessage& message);
  void TakeDueSteps(const std::stop_token& stop);

  const eventstore::EventStore& store_;
  const Decide decide_;
  const base::Clock& clock_;
  const absl::Duration interval_;

  // Of the thread.
  Agenda agenda_;
  eventstore::Position position_;  // Up to which the agenda has read.
  bool caught_up_ = false;         // Nothing is due before all of the log was read.

  std::jthread thread_;
};

}  // namespace debut::grants
