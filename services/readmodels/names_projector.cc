#include "services/readmodels/names_projector.h"

#include "base/status_macros.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::readmodels {
namespace {

using decision::On;
using registry::v1::BranchRegistered;
using registry::v1::EnterpriseRegistered;
using registry::v1::EnterpriseRenamed;
using registry::v1::EnterprisesMerged;

void AddName(projection::Rows& rows, const std::string& party_id, const std::string& from_date,
             const std::string& name) {
  rows.Update(kNames, party_id, [&](v1::PartyNames& names) {
    v1::PartyNames::Name& added = *names.add_names();
    added.set_from_date(from_date);
    added.set_name(name);
  });
}

}  // namespace

eventstore::Query NamesProjector::Selects() const {
  return {{{.types = decision::TypesOf<EnterpriseRegistered, BranchRegistered, EnterpriseRenamed,
                                       EnterprisesMerged>(),
            .tags = {}}}};
}

void NamesProjector::Apply(const eventstore::SequencedEvent& event, projection::Rows& rows) const {
  On<EnterpriseRegistered>(event, [&](const EnterpriseRegistered& fact) {
    AddName(rows, fact.enterprise_id(), fact.registered_date(), fact.name());
  });
  On<BranchRegistered>(event, [&](const BranchRegistered& fact) {
    AddName(rows, fact.branch_id(), fact.registered_date(), fact.name());
  });
  On<EnterpriseRenamed>(event, [&](const EnterpriseRenamed& fact) {
    AddName(rows, fact.enterprise_id(), fact.effective_date(), fact.name());
  });
  On<EnterprisesMerged>(event, [&](const EnterprisesMerged& fact) {
    rows.Update(kMembers, fact.successor_id(), [&](v1::PartyMembers& members) {
      members.add_enterprise_ids(fact.predecessor_id());
    });
  });
}

std::string NameOn(const v1::PartyNames& names, calendar::Date date) {
  // Dates in this form sort as text.
  const std::string day = calendar::FormatDate(date);
  const v1::PartyNames::Name* found = nullptr;
  for (const v1::PartyNames::Name& name : names.names()) {
    if (name.from_date() > day) continue;
    if (found == nullptr || name.from_date() >= found->from_date()) found = &name;
  }
  if (found == nullptr && names.names_size() > 0) found = &names.names(0);
  return found == nullptr ? std::string() : found->name();
}

absl::StatusOr<std::vector<std::string>> PartyOf(const projection::RowReader& names,
                                                 const std::string& enterprise_id) {
  std::vector<std::string> party = {enterprise_id};
  // An enterprise is merged once, so this ends.
  for (std::size_t i = 0; i < party.size(); ++i) {
    ASSIGN_OR_RETURN(const auto members, names.Get(kMembers, party[i]));
    if (members) {
      party.insert(party.end(), members->enterprise_ids().begin(), members->enterprise_ids().end());
    }
  }
  return party;
}

}  // namespace debut::readmodels
