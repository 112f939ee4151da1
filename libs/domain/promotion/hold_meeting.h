#pragma once

#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/id_in_use.h"

namespace debut::promotion {

inline constexpr int kProductsMax = 20;  // Of a meeting, or an activity.

// The demander met the makers of products of the catalogue. Requires kProductsMax products at most.
struct HoldMeeting {
  std::string meeting_id;
  std::string demand_id;
  std::set<std::string> product_ids;
  absl::CivilDay held_date;
  std::string place;
  std::string document;

  std::tuple<DemandFile, IdInUse<v1::MeetingHeld>, certification::ProductFiles> Reads() const;
  decision::Decision Decide(const DemandFile& demand, const IdInUse<v1::MeetingHeld>& meeting,
                            const certification::ProductFiles& products) const;
};

static_assert(decision::Command<HoldMeeting>);

}  // namespace debut::promotion
