#include "domain/certification/laboratory_file.h"

#include <algorithm>

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::certification {

using decision::On;
using decision::RecordedDate;

eventstore::Query LaboratoryFile::Selects() const {
  if (laboratory_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::LaboratoryRegistered, v1::LaboratoryAccredited,
                                       v1::LaboratorySuspended, v1::LaboratorySuspensionLifted>(),
            .tags = {decision::Tag("laboratory", laboratory_id)}}}};
}

void LaboratoryFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::LaboratoryRegistered>(
      event, [&](const auto& fact) { registered_date = RecordedDate(fact.registered_date()); });
  On<v1::LaboratoryAccredited>(event, [&](const auto& fact) {
    Accreditation& accreditation = accreditations[fact.accreditation_number()];
    for (const int field : fact.fields()) {
      accreditation.fields.insert(static_cast<v1::Field>(field));
    }
    accreditation.from = RecordedDate(fact.from_date());
    accreditation.to = RecordedDate(fact.to_date());
  });
  On<v1::LaboratorySuspended>(event, [&](const auto& fact) {
    suspensions.push_back({RecordedDate(fact.from_date()), std::nullopt});
  });
  On<v1::LaboratorySuspensionLifted>(event, [&](const auto& fact) {
    if (!suspensions.empty()) suspensions.back().lifted_date = RecordedDate(fact.lifted_date());
  });
}

bool LaboratoryFile::AccreditedOn(v1::Field field, absl::CivilDay date) const {
  return std::ranges::any_of(accreditations, [&](const auto& entry) {
    const Accreditation& accreditation = entry.second;
    return accreditation.fields.contains(field) && accreditation.from <= date &&
           date <= accreditation.to;
  });
}

const Suspension* LaboratoryFile::SuspensionOn(absl::CivilDay date) const {
  const auto found = std::ranges::find_if(
      suspensions, [&](const Suspension& suspension) { return suspension.Covers(date); });
  return found == suspensions.end() ? nullptr : &*found;
}

const Suspension* LaboratoryFile::OpenSuspension() const {
  if (suspensions.empty() || suspensions.back().lifted_date.has_value()) return nullptr;
  return &suspensions.back();
}

LaboratoryFiles::LaboratoryFiles(const std::set<std::string>& laboratory_ids) {
  for (const std::string& id : laboratory_ids) files.emplace(id, LaboratoryFile{id});
}

eventstore::Query LaboratoryFiles::Selects() const {
  eventstore::Query query;
  for (const auto& [id, file] : files) query.items.push_back(file.Selects().items.front());
  return query;
}

void LaboratoryFiles::Apply(const eventstore::SequencedEvent& event) {
  for (auto& [id, file] : files) {
    if (decision::Selected(file.Selects(), event)) file.Apply(event);
  }
}

}  // namespace debut::certification
