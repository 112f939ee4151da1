#include "services/readmodels/names_projector.h"

#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::readmodels {
namespace {

using decision::On;
using registry::v1::BranchRegistered;
using registry::v1::EnterpriseRegistered;
using registry::v1::EnterpriseRenamed;

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
  return {{{.types = decision::TypesOf<EnterpriseRegistered, BranchRegistered, EnterpriseRenamed>(),
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

}  // namespace debut::readmodels
