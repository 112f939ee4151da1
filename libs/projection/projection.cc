#include "projection/projection.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/ensure.h"
#include "base/status_macros.h"

namespace debut::projection {
namespace {

using eventstore::Position;
using eventstore::SequencedEvent;

// Longer than anybody waits, and short enough for every clock.
constexpr absl::Duration kWaitMax = absl::Hours(24);

std::chrono::nanoseconds ToChrono(absl::Duration duration) {
  return absl::ToChronoNanoseconds(std::clamp(duration, absl::ZeroDuration(), kWaitMax));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Projection>> Projection::Open(
    const eventstore::EventStore& log, RowStore& store, std::unique_ptr<const Projector> projector,
    ProjectionOptions options) {
  ASSIGN_OR_RETURN(Model model, Model::Open(store, projector->name(), projector->version()));
  return std::unique_ptr<Projection>(
      new Projection(log, store, std::move(projector), options, std::move(model)));
}

Projection::Projection(const eventstore::EventStore& log, RowStore& store,
                       std::unique_ptr<const Projector> projector, ProjectionOptions options,
                       Model model)
    : log_(log),
      store_(store),
      projector_(std::move(projector)),
      options_(options),
      model_(std::move(model)),
      position_(model_.position()) {}

Projection::~Projection() { Stop(); }

void Projection::Start() {
  ENSURE(!thread_.joinable(), "a projection starts once");
  thread_ = std::jthread([this](std::stop_token stop) { Run(std::move(stop)); });
}

void Projection::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    if (std::exchange(stopped_, true)) return;
    moved_.notify_all();
    if (!thread_.joinable()) return;
  }
  thread_.request_stop();
  thread_.join();
  const std::scoped_lock lock(mutex_);
  if (position_ > model_.position() && trouble_.ok()) {
    // Only spares the next start a look at these positions.
    model_.SavePosition(position_).IgnoreError();
  }
}

ProjectionStatus Projection::status() const {
  const std::scoped_lock lock(mutex_);
  return {.name = projector_->name(),
          .version = projector_->version(),
          .position = position_,
          .rows_count = model_.checkpoint().rows_count(),
          .trouble = trouble_};
}

ModelView Projection::View() const {
  const std::scoped_lock lock(mutex_);
  return {.rows = model_.Read(), .position = position_};
}

absl::Status Projection::WaitFor(Position position, absl::Duration timeout) const {
  std::unique_lock lock(mutex_);
  const auto done = [&] { return stopped_ || position_ >= position; };
  if (!moved_.wait_for(lock, ToChrono(timeout), done)) {
    return absl::DeadlineExceededError(fmt::format("{} is at position {}, not yet at {}",
                                                   projector_->name(), position_.value,
                                                   position.value));
  }
  if (position_ >= position) return absl::OkStatus();
  return absl::UnavailableError(fmt::format("{} has been stopped", projector_->name()));
}

void Projection::Run(std::stop_token stop) {
  absl::Duration pause = options_.retry_min;
  while (!stop.stop_requested()) {
    const Position before = View().position;
    const absl::Status failure = Follow(stop);
    if (stop.stop_requested()) return;
    spdlog::warn("projection {}: {}; goes on in {}", projector_->name(), failure.ToString(),
                 absl::FormatDuration(pause));
    {
      const std::scoped_lock lock(mutex_);
      trouble_ = failure;
      if (position_ > before) pause = options_.retry_min;
    }
    Pause(stop, pause);
    pause = std::min(pause * 2, options_.retry_max);
  }
}

absl::Status Projection::Follow(std::stop_token stop) {
  RETURN_IF_ERROR(Reopen());
  RETURN_IF_ERROR(CheckLog());
  absl::Status handled;
  const absl::Status ended =
      log_.Subscribe(projector_->Selects(),
                     {.after = View().position, .batch_bytes_max = options_.batch_bytes_max}, stop,
                     [&](const eventstore::SubscriptionMessage& message) {
                       handled = Handle(message);
                       return handled.ok();
                     });
  return handled.ok() ? ended : handled;
}

// What is stored decides: the last write may have failed, or have happened and been reported as a
// failure.
absl::Status Projection::Reopen() {
  const std::scoped_lock no_rebuild(reopen_mutex_);
  RETURN_IF_ERROR(store_.Recover());
  const std::scoped_lock lock(mutex_);
  ASSIGN_OR_RETURN(Model stored, Model::Open(store_, projector_->name(), projector_->version()));
  const bool lost = stored.position() < model_.position();
  position_ = lost ? stored.position() : std::max(position_, stored.position());
  model_ = std::move(stored);
  moved_.notify_all();
  return absl::OkStatus();
}

absl::Status Projection::CheckLog() {
  const projection::v1::ModelCheckpoint mine = [&] {
    const std::scoped_lock lock(mutex_);
    return model_.checkpoint();
  }();
  ASSIGN_OR_RETURN(const Position head, log_.Head());
  bool same = head >= View().position;
  if (const std::uint64_t last = mine.last_event_position(); same && last > 0) {
    same = false;
    ASSIGN_OR_RETURN([[maybe_unused]] const Position seen,
                     log_.Read({}, {.after = {last - 1}, .up_to = Position{last}},
                               [&](const SequencedEvent& event) {
                                 same = EventIdText(event) == mine.last_event_id();
                                 return false;
                               }));
  }
  if (same) return absl::OkStatus();
  spdlog::warn(
      "projection {}: its rows are those of another log, or of a later state of this one: "
      "made anew",
      projector_->name());
  const std::scoped_lock no_rebuild(reopen_mutex_);
  const std::scoped_lock lock(mutex_);
  RETURN_IF_ERROR(model_.Reset());
  position_ = {};
  return absl::OkStatus();
}

absl::Status Projection::Handle(const eventstore::SubscriptionMessage& message) {
  absl::Status handled;
  if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
    handled = ApplyBatch(*batch);
  } else if (const auto* checkpoint = std::get_if<eventstore::Checkpoint>(&message)) {
    handled = Advance(checkpoint->position);
  } else if (const auto* caught_up = std::get_if<eventstore::CaughtUp>(&message)) {
    handled = Advance(caught_up->position);
  }
  if (handled.ok()) {
    const std::scoped_lock lock(mutex_);
    trouble_ = absl::OkStatus();
  }
  return handled;
}

absl::Status Projection::ApplyBatch(const eventstore::Batch& batch) {
  for (;;) {
    const Model model = [&] {
      const std::scoped_lock lock(mutex_);
      return model_;
    }();
    Rows rows(model.Read());
    const SequencedEvent* last = nullptr;
    for (const SequencedEvent& event : batch.events) {
      if (event.position <= model.position()) continue;
      projector_->Apply(event, rows);
      last = &event;
    }
    if (last == nullptr) return absl::OkStatus();
    const std::scoped_lock lock(mutex_);
    // A rebuild has put another copy in force meanwhile: apply the batch to that one.
    if (model.checkpoint().generation() != model_.checkpoint().generation()) continue;
    RETURN_IF_ERROR(model_.Save(rows, *last));
    position_ = last->position;
    moved_.notify_all();
    return absl::OkStatus();
  }
}

absl::Status Projection::Advance(Position position) {
  const std::scoped_lock lock(mutex_);
  if (position <= position_) return absl::OkStatus();
  position_ = position;
  moved_.notify_all();
  if (position.value - model_.position().value < options_.unsaved_positions_max) {
    return absl::OkStatus();
  }
  return model_.SavePosition(position);
}

void Projection::Pause(std::stop_token stop, absl::Duration duration) {
  std::unique_lock lock(mutex_);
  moved_.wait_for(lock, stop, ToChrono(duration), [&] { return stopped_; });
}

absl::StatusOr<Comparison> Projection::Rebuild(RebuildMode mode, const RebuildObserver& observer) {
  const std::unique_lock rebuilding(rebuild_mutex_, std::try_to_lock);
  if (!rebuilding.owns_lock()) {
    return absl::FailedPreconditionError(
        fmt::format("{} is being rebuilt already", projector_->name()));
  }
  const std::scoped_lock no_reopening(reopen_mutex_);
  const ModelView served = View();
  Model shadow = [&] {
    const std::scoped_lock lock(mutex_);
    return model_.MakeShadow();
  }();
  RETURN_IF_ERROR(shadow.Discard());
  const auto observe = [&](const RebuildProgress& progress) {
    const bool stopped = [&] {
      const std::scoped_lock lock(mutex_);
      return stopped_;
    }();
    if (stopped) {
      return absl::UnavailableError(fmt::format("{} has been stopped", projector_->name()));
    }
    return observer ? observer(progress) : absl::OkStatus();
  };
  RETURN_IF_ERROR(Replay(log_, *projector_, served.position, shadow, observe));
  ASSIGN_OR_RETURN(Comparison comparison, CompareRows(served.rows, shadow.Read()));
  comparison.position = served.position;
  if (mode == RebuildMode::kCompare) {
    RETURN_IF_ERROR(shadow.Discard());
    return comparison;
  }
  RETURN_IF_ERROR(Replay(log_, *projector_, View().position, shadow));
  const std::scoped_lock lock(mutex_);
  RETURN_IF_ERROR(Replay(log_, *projector_, position_, shadow));
  RETURN_IF_ERROR(shadow.PutInForce());
  model_ = std::move(shadow);
  return comparison;
}

}  // namespace debut::projection
