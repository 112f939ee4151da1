#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/registry/contact_file.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// Who speaks for an enterprise (联系人). A contact is recorded again under its id when a number
// changes; another person is another contact, who can be erased without the first.
struct RecordContact {
  std::string contact_id;
  std::string enterprise_id;
  sealing::SealedValue contact_name;
  sealing::SealedValue phone;
  sealing::SealedValue bank_account;  // May be empty.
  absl::CivilDay recorded_date;

  std::tuple<EnterpriseFile, ContactFile> Reads() const;
  // Nothing if the texts on record are the same.
  decision::Decision Decide(const EnterpriseFile& file, const ContactFile& contact) const;
};

static_assert(decision::Command<RecordContact>);

}  // namespace debut::registry
