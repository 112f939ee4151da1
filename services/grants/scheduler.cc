#include "services/grants/scheduler.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/sleep.h"
#include "calendar/date.h"
#include "decision/rejection_status.h"
#include "eventstore/limits.h"

namespace debut::grants {
namespace {

constexpr absl::Duration kRetryInterval = absl::Seconds(1);

std::string_view NameOf(CalendarStep::Kind kind) {
  return kind == CalendarStep::Kind::kCloseNotice ? "close-notice" : "expire-correction";
}

}  // namespace

Scheduler::Scheduler(const eventstore::EventStore& store, decision::Decider& decider,
                     const base::Clock& clock, absl::Duration interval)
    : Scheduler(
          store,
          [&decider](const CalendarCommand& asked) {
            return std::visit(
                [&](const auto& command) {
                  return decider.Decide(command, asked.context).status();
                },
                asked.command);
          },
          clock, interval) {}

Scheduler::Scheduler(const eventstore::EventStore& store, Decide decide, const base::Clock& clock,
                     absl::Duration interval)
    : store_(store),
      decide_(std::move(decide)),
      clock_(clock),
      interval_(std::clamp(interval, eventstore::kHeartbeatIntervalMin,
                           eventstore::kHeartbeatIntervalMax)) {}

absl::Status Scheduler::Start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
  return absl::OkStatus();
}

void Scheduler::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const absl::Status ended = Follow(stop);
    if (stop.stop_requested()) return;
    spdlog::warn("scheduler: {}; goes on in {}", ended.ToString(),
                 absl::FormatDuration(kRetryInterval));
    if (absl::IsOutOfRange(ended)) {
      // The log is another one, or was set back: what was read of it is worth nothing.
      agenda_ = {};
      position_ = {};
    }
    base::SleepUnlessStopped(kRetryInterval, stop);
  }
}

absl::Status Scheduler::Follow(const std::stop_token& stop) {
  caught_up_ = false;
  return store_.Subscribe(Agenda::Selects(), {.after = position_, .heartbeat_interval = interval_},
                          stop, [&](const eventstore::SubscriptionMessage& message) {
                            Read(message);
                            if (caught_up_) TakeDueSteps(stop);
                            return !stop.stop_requested();
                          });
}

void Scheduler::Read(const eventstore::SubscriptionMessage& message) {
  if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
    for (const eventstore::SequencedEvent& event : batch->events) agenda_.Apply(event);
    position_ = batch->events.back().position;
  } else if (const auto* checkpoint = std::get_if<eventstore::Checkpoint>(&message)) {
    position_ = std::max(position_, checkpoint->position);
  } else if (std::holds_alternative<eventstore::CaughtUp>(message)) {
    caught_up_ = true;
  }
}

void Scheduler::TakeDueSteps(const std::stop_token& stop) {
  const absl::CivilDay today = calendar::DateInShanghai(clock_.Now());
  for (const CalendarStep& step : agenda_.DueOn(today)) {
    if (stop.stop_requested()) return;
    const absl::Status taken = decide_(CommandOf(step));
    const auto rejection = decision::RejectionOf(taken);
    if (!taken.ok() && !rejection.has_value()) {
      spdlog::warn("scheduler: {} of {} failed and is taken again: {}", NameOf(step.kind),
                   step.claim_id, taken.ToString());
      return;
    }
    if (rejection.has_value()) {
      spdlog::info("scheduler: {} of {} is refused: {}", NameOf(step.kind), step.claim_id,
                   rejection->reason);
    } else {
      spdlog::info("scheduler: {} of {}", NameOf(step.kind), step.claim_id);
    }
    agenda_.PutOff(step);
  }
}

}  // namespace debut::grants
