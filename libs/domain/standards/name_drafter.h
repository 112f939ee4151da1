#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/party.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

// An enterprise takes part in the drafting of an approved project, or gets another role or rank in
// it. Whoever is named, the drafter is the legal person. Requires a rank of at least 1.
struct NameDrafter {
  std::string standard_id;
  registry::Party drafter{""};  // Unread, keyed with all its members; see registry::ResolveParty.
  v1::DrafterRole role = v1::DRAFTER_ROLE_UNSPECIFIED;
  std::uint32_t rank = 0;
  absl::CivilDay named_date;

  std::tuple<StandardFile, registry::Party> Reads() const;
  // Nothing if it drafts in that role and rank.
  decision::Decision Decide(const StandardFile& standard, const registry::Party& party) const;
};

// It was no drafter after all.
struct RemoveDrafter {
  std::string standard_id;
  std::string enterprise_id;  // As it was named.
  absl::CivilDay removed_date;
  std::string grounds;

  std::tuple<StandardFile> Reads() const;
  decision::Decision Decide(const StandardFile& standard) const;
};

static_assert(decision::Command<NameDrafter> && decision::Command<RemoveDrafter>);

}  // namespace debut::standards
