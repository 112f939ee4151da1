#include "domain/certification/laboratories.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;

std::tuple<LaboratoryFile, registry::EnterpriseFile> RegisterLaboratory::Reads() const {
  return {LaboratoryFile{laboratory_id}, registry::EnterpriseFile{laboratory_id}};
}

Decision RegisterLaboratory::Decide(const LaboratoryFile& laboratory,
                                    const registry::EnterpriseFile& party) const {
  if (!party.registered) return RejectEnterpriseUnknown(laboratory_id);
  if (laboratory.registered_date.has_value()) return decision::Nothing();

  v1::LaboratoryRegistered fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_registered_date(FormatDate(registered_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<LaboratoryFile> AccreditLaboratory::Reads() const {
  return {LaboratoryFile{laboratory_id}};
}

Decision AccreditLaboratory::Decide(const LaboratoryFile& laboratory) const {
  if (auto refusal = RefusalOfLaboratory(laboratory)) return *std::move(refusal);
  if (const auto known = laboratory.accreditations.find(accreditation_number);
      known != laboratory.accreditations.end()) {
    if (known->second == accreditation) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kAccreditationAlreadyRecorded, fmt::format("{} has an accreditation {} with other content",
                                                   laboratory_id, accreditation_number));
  }

  v1::LaboratoryAccredited fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_accreditation_number(accreditation_number);
  for (const v1::Field field : accreditation.fields) fact.add_fields(field);
  fact.set_from_date(FormatDate(accreditation.from));
  fact.set_to_date(FormatDate(accreditation.to));
  return decision::Record(fact);
}

std::tuple<LaboratoryFile> SuspendLaboratory::Reads() const {
  return {LaboratoryFile{laboratory_id}};
}

Decision SuspendLaboratory::Decide(const LaboratoryFile& laboratory) const {
  if (auto refusal = RefusalOfLaboratory(laboratory)) return *std::move(refusal);
  if (const Suspension* open = laboratory.OpenSuspension()) {
    if (open->from == from_date) return decision::Nothing();
    const std::string since = FormatDate(open->from);
    return Reject(kLaboratorySuspended,
                  fmt::format("{} is suspended since {}", laboratory_id, since),
                  {{"from_date", since}});
  }

  v1::LaboratorySuspended fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_from_date(FormatDate(from_date));
  fact.set_document(document);
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

std::tuple<LaboratoryFile> LiftLaboratorySuspension::Reads() const {
  return {LaboratoryFile{laboratory_id}};
}

Decision LiftLaboratorySuspension::Decide(const LaboratoryFile& laboratory) const {
  if (auto refusal = RefusalOfLaboratory(laboratory)) return *std::move(refusal);
  const Suspension* open = laboratory.OpenSuspension();
  if (open == nullptr) {
    const bool so_already =
        !laboratory.suspensions.empty() && laboratory.suspensions.back().lifted_date == lifted_date;
    if (so_already) return decision::Nothing();
    return Reject(kLaboratoryNotSuspended, fmt::format("{} is not suspended", laboratory_id));
  }
  if (lifted_date < open->from) {
    const std::string since = FormatDate(open->from);
    return Reject(kDateBeforeSuspension,
                  fmt::format("{} is suspended since {}", laboratory_id, since),
                  {{"from_date", since}});
  }

  v1::LaboratorySuspensionLifted fact;
  fact.set_laboratory_id(laboratory_id);
  fact.set_lifted_date(FormatDate(lifted_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::certification
