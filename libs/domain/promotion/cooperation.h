#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/promotion/cooperation_file.h"
#include "domain/registry/enterprise_file.h"

// Regional co-operation: an agreement, what is done under it, its end.
namespace debut::promotion {

// The park agreed with the government, or an institution, of another region. Requires an end, if
// any, on or after the signing.
struct SignCooperation {
  std::string cooperation_id;
  std::string partner_id;
  std::string region_code;  // Six digits of GB/T 2260.
  std::string title;
  absl::CivilDay signed_date;
  std::optional<absl::CivilDay> ends_date;  // The last day.
  std::string document;

  std::tuple<CooperationFile, registry::EnterpriseFile> Reads() const;
  decision::Decision Decide(const CooperationFile& cooperation,
                            const registry::EnterpriseFile& partner) const;
};

// Ended early; the day is the last one.
struct EndCooperation {
  std::string cooperation_id;
  absl::CivilDay ended_date;
  std::string grounds;

  std::tuple<CooperationFile> Reads() const;
  // Nothing if it was ended on that very date.
  decision::Decision Decide(const CooperationFile& cooperation) const;
};

// Products of the catalogue were shown, or tried out, under an agreement. Requires kProductsMax
// products at most (hold_meeting.h).
struct HoldActivity {
  std::string activity_id;
  std::string cooperation_id;
  std::string title;
  absl::CivilDay held_date;
  std::string place;
  std::set<std::string> product_ids;
  std::string document;

  std::tuple<CooperationFile, ActivityFile, certification::ProductFiles> Reads() const;
  decision::Decision Decide(const CooperationFile& cooperation, const ActivityFile& activity,
                            const certification::ProductFiles& products) const;
};

static_assert(decision::Command<SignCooperation> && decision::Command<EndCooperation> &&
              decision::Command<HoldActivity>);

decision::Decision RejectCooperationUnknown(const std::string& cooperation_id);

}  // namespace debut::promotion
