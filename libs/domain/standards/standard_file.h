#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/standards/v1/standards_events.pb.h"
#include "debut/standards/v1/standards_service.pb.h"
#include "decision/view.h"
#include "eventstore/event.h"

namespace debut::standards {

struct Drafter {
  v1::DrafterRole role = v1::DRAFTER_ROLE_UNSPECIFIED;
  std::uint32_t rank = 0;  // From 1.

  bool operator==(const Drafter&) const = default;
};

struct PromotionActivity {
  std::string organiser_id;  // A legal person.
  absl::CivilDay held_date;
  std::string place;
  std::uint32_t participants_count = 0;
  std::string document;

  bool operator==(const PromotionActivity&) const = default;
};

// A standard from its proposal to its withdrawal.
struct StandardFile {
  std::string standard_id;  // Empty: selects nothing.

  v1::StandardState state = v1::STANDARD_STATE_UNSPECIFIED;  // Unspecified: there is none.
  std::string title = {};
  v1::Tier tier = v1::TIER_UNSPECIFIED;
  std::string proposer_id = {};
  std::string series_id = {};              // Empty: it stands alone.
  std::set<std::string> product_ids = {};  // That it is for.
  absl::CivilDay proposed_date = {};
  std::string plan_number = {};
  std::map<std::string, Drafter> drafters = {};  // By legal person.
  std::vector<std::string> numbers = {};         // As published, then as revised.
  std::string number_key = {};                   // Of the first one: it stays the evidence.
  absl::CivilDay published_date = {};
  std::map<std::string, PromotionActivity> activities = {};  // By id.
  absl::CivilDay last_date = {};                             // Of the latest step.
  // Of the proposal, which says the tier, of the drafters' naming, and of the publication.
  std::vector<eventstore::Position> credit_positions = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  bool Known() const { return state != v1::STANDARD_STATE_UNSPECIFIED; }
  bool Published() const { return !numbers.empty(); }
  bool Withdrawn() const { return state == v1::STANDARD_STATE_WITHDRAWN; }
  bool operator==(const StandardFile&) const = default;

 private:
  void ApplyProject(const eventstore::SequencedEvent& event);
  void ApplyDrafters(const eventstore::SequencedEvent& event);
  void ApplyNumbers(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<StandardFile>);

}  // namespace debut::standards
