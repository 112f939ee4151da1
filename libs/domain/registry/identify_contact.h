#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "decision/view.h"
#include "sealing/sealed_fields.h"

namespace debut::registry {

// Whether a contact is on record, and the person's number if that is, too; not the text.
struct ContactIdentity {
  std::string contact_id;

  bool recorded = false;
  sealing::SealedValue personal_id = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ContactIdentity&) const = default;
};

static_assert(decision::View<ContactIdentity>);

// The number of a contact's identity card (身份证号), where it has to be known who it is.
struct IdentifyContact {
  std::string contact_id;
  sealing::SealedValue personal_id;
  absl::CivilDay identified_date;

  std::tuple<ContactIdentity> Reads() const { return {ContactIdentity{contact_id}}; }
  // Nothing if the number on record is the same.
  decision::Decision Decide(const ContactIdentity& contact) const;
};

static_assert(decision::Command<IdentifyContact>);

}  // namespace debut::registry
