#include "services/grants/scheduler.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <variant>

#include "base/sleep.h"
#include "calendar/date.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "decision/rejection_status.h"
#include "domain/grants/correction.h"
#include "domain/grants/notice.h"
#include "eventstore/limits.h"
#include "runtime/command_context.h"
#include "runtime/method_contract.h"
#include "services/grants/preparation.h"

namespace debut::grants {
namespace {

constexpr absl::Duration kRetryInterval = absl::Seconds(1);

std::string_view NameOf(CalendarStep::Kind kind) {
  return kind == CalendarStep::Kind::kCloseNotice ? "close-notice" : "expire-correction";
}

// What would be asked over gRPC, so that the step is the same for whoever repeats it.
template <typename Request>
decision::CommandContext ContextOf(const CalendarStep& step, Request request) {
  decision::CommandContext context = runtime::SystemContext(kDomain);
  request.set_request_id(
      fmt::format("{}.{}.{}", context.principal, NameOf(step.kind), step.origin.value));
  request.set_claim_id(step.claim_id);
  context.request_id = request.request_id();
  context.request_digest = runtime::DigestOf(request, context.principal);
  return context;
}

}  // namespace

Scheduler::Scheduler(const eventstore::EventStore& store, decision::Decider& decider,
                     const base::Clock& clock, absl::Duration interval)
    : store_(store),
      decider_(decider),
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
    const absl::Status taken = Take(step);
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

absl::Status Scheduler::Take(const CalendarStep& step) {
  if (step.kind == CalendarStep::Kind::kCloseNotice) {
    v1::CloseNoticeRequest request;
    request.set_closed_date(calendar::FormatDate(step.date));
    return decider_
        .Decide(CloseNotice{.claim_id = step.claim_id, .closed_date = step.date},
                ContextOf(step, request))
        .status();
  }
  v1::ExpireCorrectionRequest request;
  request.set_expired_date(calendar::FormatDate(step.date));
  return decider_
      .Decide(ExpireCorrection{.claim_id = step.claim_id, .expired_date = step.date},
              ContextOf(step, request))
      .status();
}

}  // namespace debut::grants
