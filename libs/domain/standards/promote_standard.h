#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/party.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

// 宣贯: an activity made a published standard known. One activity may do so for several standards.
struct PromoteStandard {
  std::string standard_id;
  std::string activity_id;
  registry::Party organiser{""};  // Unread, keyed with all its members.
  absl::CivilDay held_date;
  std::string place;
  std::uint32_t participants_count = 0;
  std::string document;

  std::tuple<StandardFile, registry::Party> Reads() const;
  // Nothing if the activity is recorded so.
  decision::Decision Decide(const StandardFile& standard, const registry::Party& party) const;
};

static_assert(decision::Command<PromoteStandard>);

}  // namespace debut::standards
