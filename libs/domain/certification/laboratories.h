#pragma once

#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/laboratory_file.h"
#include "domain/registry/enterprise_file.h"

// Laboratories: registered, accredited, suspended and admitted again.
namespace debut::certification {

// A party is a laboratory whose test reports may count.
struct RegisterLaboratory {
  std::string laboratory_id;  // The party's.
  absl::CivilDay registered_date;
  std::string document;

  std::tuple<LaboratoryFile, registry::EnterpriseFile> Reads() const;
  // Nothing if it is registered.
  decision::Decision Decide(const LaboratoryFile& laboratory,
                            const registry::EnterpriseFile& party) const;
};

// A laboratory may test products of some fields. Requires at least one field, and an end on or
// after the beginning.
struct AccreditLaboratory {
  std::string laboratory_id;
  std::string accreditation_number;
  Accreditation accreditation;

  std::tuple<LaboratoryFile> Reads() const;
  // Nothing if it is recorded so.
  decision::Decision Decide(const LaboratoryFile& laboratory) const;
};

// Reports that a laboratory issues from a day on do not count, until the suspension is lifted.
struct SuspendLaboratory {
  std::string laboratory_id;
  absl::CivilDay from_date;
  std::string document;
  std::string grounds;

  std::tuple<LaboratoryFile> Reads() const;
  // Nothing if it is suspended from that very day on.
  decision::Decision Decide(const LaboratoryFile& laboratory) const;
};

struct LiftLaboratorySuspension {
  std::string laboratory_id;
  absl::CivilDay lifted_date;  // The first day on which reports count again.
  std::string document;

  std::tuple<LaboratoryFile> Reads() const;
  // Nothing if it was lifted on that very day.
  decision::Decision Decide(const LaboratoryFile& laboratory) const;
};

static_assert(decision::Command<RegisterLaboratory> && decision::Command<AccreditLaboratory> &&
              decision::Command<SuspendLaboratory> && decision::Command<LiftLaboratorySuspension>);

}  // namespace debut::certification
