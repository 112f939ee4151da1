#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/catalogue.h"
#include "domain/policy/policy_in_force.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/exhibit_pages.h"
#include "domain/promotion/id_in_use.h"
#include "domain/promotion/ranking.h"
#include "domain/registry/party.h"
#include "domain/registry/premises.h"

namespace debut::promotion {

// The products of the catalogue that fit a demand best are handed to the demander, ranked and with
// reasons: by the catalogue, the pages and the policy of the day of publication. The demander's own
// products are left out.
struct PublishMatchList {
  std::string match_list_id;
  std::string demand_id;
  absl::CivilDay published_date;
  registry::Party demander{""};  // Of the demand: unread, with all its members.

  std::tuple<DemandFile, IdInUse<v1::MatchListPublished>, registry::Party, certification::Catalogue,
             registry::Premises, ExhibitPages, policy::PolicyInForce>
  Reads() const;
  // Stale if the keys don't fit.
  decision::Decision Decide(const DemandFile& demand,
                            const IdInUse<v1::MatchListPublished>& match_list,
                            const registry::Party& demander_file,
                            const certification::Catalogue& catalogue,
                            const registry::Premises& premises, const ExhibitPages& pages,
                            const policy::PolicyInForce& policy) const;
};

static_assert(decision::Command<PublishMatchList>);

}  // namespace debut::promotion
