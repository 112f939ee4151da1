#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/view.h"
#include "money/fen.h"

namespace debut::promotion {

// What a demander looks for: see debut.promotion.v1.WantedProperties.
struct Wanted {
  std::set<certification::v1::Field> fields;
  std::set<certification::v1::ProductType> types;  // Empty: no matter.
  certification::v1::Level level = certification::v1::LEVEL_UNSPECIFIED;
  std::vector<std::string> keywords;  // As the demander wrote and ordered them.
  std::string region_code;            // Empty: anywhere.

  bool operator==(const Wanted&) const = default;
};

struct Offer {
  std::string product_id;
  std::string enterprise_id;
  money::Fen price;  // Zero: not said.
  absl::CivilDay offered_date;
  std::optional<absl::CivilDay> withdrawn_date = {};

  bool StandsOn(absl::CivilDay date) const {
    return offered_date <= date && (!withdrawn_date.has_value() || date < *withdrawn_date);
  }
  bool operator==(const Offer&) const = default;
};

// A demand of a key construction or government-investment project, with what was offered to it.
struct DemandFile {
  std::string demand_id;  // Empty: selects nothing.

  bool published = false;
  std::string party_id = {};
  v1::DemandKind kind = v1::DEMAND_KIND_UNSPECIFIED;
  std::string project_name = {};
  std::string description = {};
  Wanted wanted = {};
  money::Fen budget = {};  // Zero: not said.
  absl::CivilDay published_date = {};
  absl::CivilDay closes_date = {};
  std::optional<absl::CivilDay> closed_date = {};
  std::optional<absl::CivilDay> withdrawn_date = {};
  std::map<std::string, Offer> offers = {};  // By id.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  // The products of the offers that stand on a date.
  std::set<std::string> OfferedOn(absl::CivilDay date) const;
  bool operator==(const DemandFile&) const = default;

 private:
  void ApplyOffers(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<DemandFile>);

Wanted WantedIn(const v1::WantedProperties& message);
v1::WantedProperties MessageOf(const Wanted& wanted);

}  // namespace debut::promotion
