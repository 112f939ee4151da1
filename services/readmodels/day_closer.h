#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "decision/decider.h"
#include "domain/closing/close_day.h"
#include "eventstore/event_store.h"
#include "runtime/service_host.h"
#include "services/readmodels/models.h"

namespace debut::readmodels {

inline constexpr absl::Duration kDayCloserInterval = absl::Seconds(60);
// After a longer standstill the days before are left out: nothing was recorded on them.
inline constexpr int kDaysClosedMax = 31;

// Closes each day in Asia/Shanghai once it is over: records the digests of all read models at its
// last position, as the principal "system". A day is over when the log has an event of a later one:
// recorded times never go back, so that nothing can come before it any more, whatever any clock
// says. It only calls a command that records a day once, and learns from the log which day is next,
// so it may be killed at any instant, be started again, or run in several processes. The first day
// to be closed is the one before the first start.
//
// A digest is that of the rows which are served, if nothing since has concerned the model; else the
// model is made anew in memory up to that position.
class DayCloser final : public runtime::Background {
 public:
  // Decides, and answers as a Decider does.
  using Decide = std::function<absl::Status(const closing::CloseDay&)>;

  // All outlive it. The models have been started before it starts, and are stopped after it.
  DayCloser(const eventstore::EventStore& store, decision::Decider& decider, const Models& models,
            absl::Duration interval = kDayCloserInterval);
  // `patience`: with a model that is behind; it is asked again at the next look.
  DayCloser(const eventstore::EventStore& store, Decide decide,
            std::vector<const projection::Projection*> models, absl::Duration interval,
            absl::Duration patience);
  ~DayCloser() override { Stop(); }

  absl::Status Start() override;
  // Ends after the model whose digest is being taken. May be called again.
  void Stop() override;
  // What Start() does again and again, on the calling thread and instead of it: closes the days
  // that are over.
  absl::Status CloseDays(const std::stop_token& stop);

 private:
  void Run(const std::stop_token& stop);
  absl::Status Close(absl::CivilDay day, const std::stop_token& stop);
  absl::StatusOr<std::optional<absl::CivilDay>> LastRecorded() const;
  absl::StatusOr<std::optional<absl::CivilDay>> LastClosed() const;
  absl::StatusOr<closing::ModelDigest> DigestAt(const projection::Projection& model,
                                                eventstore::Position position) const;

  const eventstore::EventStore& store_;
  const Decide decide_;
  const std::vector<const projection::Projection*> models_;
  const absl::Duration interval_;
  const absl::Duration patience_;
  std::optional<absl::CivilDay> closed_;  // Of the thread: nothing is due up to this day.
  std::jthread thread_;
};

}  // namespace debut::readmodels
