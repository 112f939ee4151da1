#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "eventstore/event_store.h"
#include "projection/model.h"
#include "projection/projector.h"
#include "projection/rebuild.h"

namespace debut::projection {

struct ProjectionOptions {
  std::size_t batch_bytes_max = 1 << 20;
  // After an error the projection starts again, later and later.
  absl::Duration retry_min = absl::Milliseconds(50);
  absl::Duration retry_max = absl::Seconds(5);
  // Positions that may pass without an event for this model before the checkpoint is written.
  std::uint64_t unsaved_positions_max = 4096;
};

struct ProjectionStatus {
  std::string name;
  std::uint32_t version = 0;
  eventstore::Position position;
  std::uint64_t rows_count = 0;
  absl::Status trouble;  // The last error, until the projection goes on.
};

// A read model at one position of the log.
struct ModelView {
  StoredRows rows;
  eventstore::Position position;
};

// Keeps one read model in step with the log, on a thread of its own. Each event is applied exactly
// once: its rows and the position are written in one batch, and a start goes on from there. A model
// that was made of another log than this one (restored to an earlier position, or replaced), or by
// another version of its projector, is made anew. Thread-safe.
class Projection {
 public:
  // `log` and `store` outlive the projection.
  static absl::StatusOr<std::unique_ptr<Projection>> Open(
      const eventstore::EventStore& log, RowStore& store,
      std::unique_ptr<const Projector> projector, ProjectionOptions options = {});
  ~Projection();
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  // Begins to follow. Once.
  void Start();
  // Ends it, and all waiting. Start() is not possible any more.
  void Stop();
  // What Start() does again and again, on the calling thread and instead of it: follows until
  // `stop` (CANCELLED) or an error, after which what is stored decides.
  absl::Status Follow(std::stop_token stop);

  const Projector& projector() const { return *projector_; }
  ProjectionStatus status() const;

  // The rows and the position that they reflect.
  ModelView View() const;

  // Until the model reflects `position`. DEADLINE_EXCEEDED: not within `timeout`. UNAVAILABLE: the
  // projection was stopped.
  absl::Status WaitFor(eventstore::Position position, absl::Duration timeout) const;

  // Makes a second copy from position zero, beside the one that serves, and compares the two row by
  // row at the position where the rebuild began; kReplace then brings the copy up to date and puts
  // it in force, in one write. One at a time: FAILED_PRECONDITION. UNAVAILABLE: the projection was
  // stopped meanwhile.
  absl::StatusOr<Comparison> Rebuild(RebuildMode mode, const RebuildObserver& observer = nullptr);

 private:
  Projection(const eventstore::EventStore& log, RowStore& store,
             std::unique_ptr<const Projector> projector, ProjectionOptions options, Model model);

  void Run(std::stop_token stop);
  absl::Status CheckLog();
  absl::Status Handle(const eventstore::SubscriptionMessage& message);
  absl::Status ApplyBatch(const eventstore::Batch& batch);
  absl::Status Advance(eventstore::Position position);
  absl::Status Reopen();
  void Pause(std::stop_token stop, absl::Duration duration);

  const eventstore::EventStore& log_;
  RowStore& store_;
  const std::unique_ptr<const Projector> projector_;
  const ProjectionOptions options_;

  std::mutex rebuild_mutex_;  // Of the one rebuild that there may be.
  std::mutex reopen_mutex_;   // No model is opened anew while one is rebuilt.

  mutable std::mutex mutex_;
  mutable std::condition_variable_any moved_;
  // Guarded by mutex_.
  Model model_;
  eventstore::Position position_;  // At or beyond the model's checkpoint.
  absl::Status trouble_;
  bool stopped_ = false;

  std::jthread thread_;
};

}  // namespace debut::projection
