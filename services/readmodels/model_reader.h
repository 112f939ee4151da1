#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "base/status_macros.h"
#include "calendar/date.h"
#include "decision/fact_codec.h"
#include "eventstore/event_store.h"
#include "projection/fold.h"
#include "projection/projection.h"
#include "runtime/caller.h"
#include "services/readmodels/models.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/paging.h"

namespace debut::readmodels {

// A query waits so long for at_least_position, and not beyond its own deadline.
inline constexpr absl::Duration kWaitMax = absl::Seconds(10);

// Which state of the log a query asks about.
struct Moment {
  eventstore::Position at_least;             // Now, but not before this position.
  std::optional<calendar::Date> as_of_date;  // What was recorded up to the end of this day.
};

// The present and the past of the models. Thread-safe.
class ModelReader {
 public:
  // All outlive the reader.
  ModelReader(const eventstore::EventStore& log, const Models& models, const base::Clock& clock,
              absl::Duration wait_max = kWaitMax)
      : log_(log), models_(models), clock_(clock), wait_max_(wait_max) {}

  calendar::Date Today() const { return calendar::DateInShanghai(clock_.Now()); }

  // Waits until all of these models reflect `position`. DEADLINE_EXCEEDED: not before the caller's
  // deadline. UNAVAILABLE: not within wait_max (PROJECTION_BEHIND), or stopped.
  absl::Status WaitFor(std::initializer_list<const projection::Projection*> projections,
                       eventstore::Position position, const runtime::Caller& caller) const;

  // The last position that was recorded up to the end of the day in Shanghai.
  absl::StatusOr<eventstore::Position> PositionOn(calendar::Date date) const;

  // The rows of these tags' events up to a position, made by the model's own projector.
  absl::StatusOr<projection::Rows> Past(const projection::Projection& projection,
                                        const std::vector<std::string>& tags,
                                        eventstore::Position position) const {
    return projection::Fold(log_, projection.projector(),
                            projection::Narrow(projection.projector().Selects(), tags), position);
  }

  // What became of the rows of a page of the present at an earlier position: rows that were not
  // there yet are left out. `key_and_tag(const Row&)`: the row's key, and the tag of its events.
  template <typename Row, typename KeyAndTag>
  absl::StatusOr<RowsPage<Row>> PastOf(const projection::Projection& projection,
                                       projection::Table<Row> table, const RowsPage<Row>& present,
                                       eventstore::Position position,
                                       KeyAndTag&& key_and_tag) const {
    std::vector<std::string> tags;
    for (const Row& row : present.rows) tags.push_back(key_and_tag(row).second);
    ASSIGN_OR_RETURN(projection::Rows past, Past(projection, tags, position));
    RowsPage<Row> page{.rows = {}, .last_key = present.last_key};
    for (const Row& row : present.rows) {
      ASSIGN_OR_RETURN(std::optional<Row> then, past.Get(table, key_and_tag(row).first));
      if (then) page.rows.push_back(*std::move(then));
    }
    return page;
  }

  // Sets enterprise_name of every row from these names, as they were on the date.
  template <typename Row>
  absl::Status SetNames(const projection::RowReader& names, calendar::Date date,
                        std::vector<Row>& rows) const {
    std::map<std::string, std::string> found;
    for (Row& row : rows) {
      const auto [entry, is_new] = found.try_emplace(row.enterprise_id());
      if (is_new) {
        ASSIGN_OR_RETURN(const auto stored, names.Get(kNames, row.enterprise_id()));
        if (stored) entry->second = NameOn(*stored, date);
      }
      row.set_enterprise_name(entry->second);
    }
    return absl::OkStatus();
  }

  // SetNames by what was recorded up to `position`.
  template <typename Row>
  absl::Status SetPastNames(eventstore::Position position, calendar::Date date,
                            std::vector<Row>& rows) const {
    std::vector<std::string> tags;
    for (const Row& row : rows) tags.push_back(decision::Tag("enterprise", row.enterprise_id()));
    std::ranges::sort(tags);
    tags.erase(std::ranges::unique(tags).begin(), tags.end());
    ASSIGN_OR_RETURN(const projection::Rows names, Past(models_.names(), tags, position));
    return SetNames(names, date, rows);
  }

 private:
  const eventstore::EventStore& log_;
  const Models& models_;
  const base::Clock& clock_;
  const absl::Duration wait_max_;
};

// NOT_FOUND, ENTERPRISE_UNKNOWN: nobody of this id, unless it is empty.
absl::Status CheckEnterprise(const projection::RowReader& names, const std::string& enterprise_id);

}  // namespace debut::readmodels
