#pragma once

#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/registry/party.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

inline constexpr int kProductsMax = 40;  // Of one proposal: each is a tag of its event.

// A project for a standard is proposed, for at least one product. Whoever is named, the proposer is
// the legal person.
struct ProposeStandard {
  std::string standard_id;
  std::string title;
  v1::Tier tier = v1::TIER_UNSPECIFIED;
  registry::Party proposer{""};  // Unread, keyed with all its members; see registry::ResolveParty.
  std::string series_id;         // Empty: it stands alone.
  std::set<std::string> product_ids;
  absl::CivilDay proposed_date;

  std::tuple<StandardFile, registry::Party, certification::ProductFiles> Reads() const;
  // Nothing if the same was proposed before.
  decision::Decision Decide(const StandardFile& standard, const registry::Party& party,
                            const certification::ProductFiles& products) const;
};

static_assert(decision::Command<ProposeStandard>);

}  // namespace debut::standards
