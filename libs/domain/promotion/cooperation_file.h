#pragma once

#include <optional>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/view.h"

namespace debut::promotion {

// An agreement on regional co-operation.
struct CooperationFile {
  std::string cooperation_id;  // Empty: selects nothing.

  bool recorded = false;
  std::string partner_id = {};
  std::string region_code = {};
  std::string title = {};
  absl::CivilDay signed_date = {};
  std::optional<absl::CivilDay> ends_date = {};   // The last day by agreement.
  std::optional<absl::CivilDay> ended_date = {};  // The last day, ended early.
  std::set<std::string> activity_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // The last day on which it is in force; none: open.
  std::optional<absl::CivilDay> LastDate() const { return ended_date ? ended_date : ends_date; }
  bool operator==(const CooperationFile&) const = default;
};

// What was done under an agreement.
struct ActivityFile {
  std::string activity_id;  // Empty: selects nothing.

  bool recorded = false;
  std::string cooperation_id = {};
  absl::CivilDay held_date = {};
  std::set<std::string> product_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ActivityFile&) const = default;
};

static_assert(decision::View<CooperationFile> && decision::View<ActivityFile>);

}  // namespace debut::promotion
