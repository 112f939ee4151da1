#pragma once

#include <string>

#include "decision/view.h"
#include "sealing/sealed_fields.h"

namespace debut::registry {

// A contact person of an enterprise, by the contact's id: what is sealed, not the texts.
struct ContactFile {
  std::string contact_id;

  std::string enterprise_id = {};  // Empty: no contact of this id.
  sealing::SealedValue contact_name = {};
  sealing::SealedValue phone = {};
  sealing::SealedValue bank_account = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ContactFile&) const = default;
};

static_assert(decision::View<ContactFile>);

}  // namespace debut::registry
