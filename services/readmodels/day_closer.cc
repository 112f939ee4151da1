#include "services/readmodels/day_closer.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "base/sleep.h"
#include "base/status_macros.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "projection/fold.h"
#include "projection/row_digest.h"
#include "runtime/command_context.h"

namespace debut::readmodels {
namespace {

using eventstore::Position;
using eventstore::SequencedEvent;
using projection::Projection;

constexpr absl::Duration kWaitForModel = absl::Seconds(1);

// Whether an event behind `after`, up to `up_to`, concerns the model.
absl::StatusOr<bool> HasMoved(const eventstore::EventStore& store,
                              const projection::Projector& projector, Position after,
                              Position up_to) {
  const eventstore::Query query = projector.Selects();
  bool moved = false;
  if (query.items.empty() || up_to <= after) return moved;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const Position head,
      store.Read(query, {.after = after, .up_to = up_to, .limit = 1}, [&](const SequencedEvent&) {
        moved = true;
        return false;
      }));
  return moved;
}

std::vector<const Projection*> PointersTo(const Models& models) {
  const auto all = models.all();
  return {all.begin(), all.end()};
}

}  // namespace

DayCloser::DayCloser(const eventstore::EventStore& store, decision::Decider& decider,
                     const Models& models, absl::Duration interval)
    : DayCloser(
          store,
          // It records nothing the second time, so it needs no request id.
          [&decider](const closing::CloseDay& command) {
            return decider.Decide(command, runtime::SystemContext("closing")).status();
          },
          PointersTo(models), interval, kWaitForModel) {}

DayCloser::DayCloser(const eventstore::EventStore& store, Decide decide,
                     std::vector<const Projection*> models, absl::Duration interval,
                     absl::Duration patience)
    : store_(store),
      decide_(std::move(decide)),
      models_(std::move(models)),
      interval_(interval),
      patience_(patience) {}

absl::Status DayCloser::Start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
  return absl::OkStatus();
}

void DayCloser::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void DayCloser::Run(const std::stop_token& stop) {
  do {
    const absl::Status closed = CloseDays(stop);
    if (!closed.ok() && !stop.stop_requested()) {
      spdlog::warn("day closer: {}; goes on in {}", closed.ToString(),
                   absl::FormatDuration(interval_));
    }
    base::SleepUnlessStopped(interval_, stop);
  } while (!stop.stop_requested());
}

absl::StatusOr<std::optional<absl::CivilDay>> DayCloser::LastRecorded() const {
  std::optional<absl::CivilDay> last;
  ASSIGN_OR_RETURN([[maybe_unused]] const Position head,
                   store_.Read({}, {.direction = eventstore::Direction::kBackwards, .limit = 1},
                               [&](const SequencedEvent& event) {
                                 last = calendar::DateInShanghai(event.recorded_time);
                                 return true;
                               }));
  return last;
}

absl::StatusOr<std::optional<absl::CivilDay>> DayCloser::LastClosed() const {
  std::optional<absl::CivilDay> last;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const Position head,
      store_.Read({{{.types = decision::TypesOf<closing::v1::DayClosed>(), .tags = {}}}},
                  {.direction = eventstore::Direction::kBackwards, .limit = 1},
                  [&](const SequencedEvent& event) {
                    decision::On<closing::v1::DayClosed>(event, [&](const auto& fact) {
                      last = decision::RecordedDate(fact.day());
                    });
                    return true;
                  }));
  return last;
}

absl::Status DayCloser::CloseDays(const std::stop_token& stop) {
  ASSIGN_OR_RETURN(const auto latest, LastRecorded());
  if (!latest || (closed_ && *closed_ + 1 >= *latest)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto last, LastClosed());
  const absl::CivilDay first = std::max(last ? *last + 1 : *latest - 1, *latest - kDaysClosedMax);
  for (absl::CivilDay day = first; day < *latest; ++day) {
    if (stop.stop_requested()) return absl::OkStatus();
    RETURN_IF_ERROR(Close(day, stop));
  }
  closed_ = *latest - 1;
  return absl::OkStatus();
}

absl::Status DayCloser::Close(absl::CivilDay day, const std::stop_token& stop) {
  const absl::Time end = calendar::StartInShanghai(day + 1) - absl::Microseconds(1);
  ASSIGN_OR_RETURN(const Position position, projection::PositionAt(store_, end));
  if (position.value == 0) return absl::OkStatus();  // The log is younger.
  closing::CloseDay command{.day = day, .position = position.value, .models = {}};
  for (const Projection* model : models_) {
    if (stop.stop_requested()) return absl::CancelledError("stopped");
    ASSIGN_OR_RETURN(closing::ModelDigest digest, DigestAt(*model, position));
    command.models.push_back(std::move(digest));
  }
  RETURN_IF_ERROR(decide_(command));
  spdlog::info("day closer: {} ends at position {}", calendar::FormatDate(day), position.value);
  return absl::OkStatus();
}

absl::StatusOr<closing::ModelDigest> DayCloser::DigestAt(const Projection& model,
                                                         Position position) const {
  const projection::Projector& projector = model.projector();
  RETURN_IF_ERROR(base::Annotate(model.WaitFor(position, patience_), projector.name()));
  const projection::ModelView view = model.View();
  ASSIGN_OR_RETURN(const bool moved, HasMoved(store_, projector, position, view.position));
  projection::RowDigest digest;
  if (moved) {
    ASSIGN_OR_RETURN(const auto rows, projection::RowsAt(store_, projector, position));
    digest = projection::DigestOf(rows.changes());
  } else {
    ASSIGN_OR_RETURN(digest, projection::DigestOf(view.rows));
  }
  return closing::ModelDigest{.model = projector.name(),
                              .version = projector.version(),
                              .rows_count = digest.rows_count,
                              .digest = absl::HexStringToBytes(digest.hex)};
}

}  // namespace debut::readmodels
