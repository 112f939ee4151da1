#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "debut/registry/v1/registry_events.pb.h"
#include "decision/view.h"
#include "domain/registry/period.h"

namespace debut::registry {

// A sanction that was decided elsewhere.
struct Ban {
  std::string ban_id;
  Period period;
  std::optional<absl::CivilDay> lifted_date;  // The first day on which it no longer holds.

  bool Covers(absl::CivilDay date) const {
    return period.Covers(date) && (!lifted_date.has_value() || date < *lifted_date);
  }
  bool operator==(const Ban&) const = default;
};

// A relation to another party, seen from one side.
struct Relation {
  std::string other_id;
  v1::RelationKind kind = v1::RELATION_KIND_UNSPECIFIED;
  Period period;

  bool operator==(const Relation&) const = default;
};

struct SmeStatus {
  bool is_sme = false;
  std::string document;

  bool operator==(const SmeStatus&) const = default;
};

struct Merger {
  std::string successor_id;
  absl::CivilDay effective_date;

  bool operator==(const Merger&) const = default;
};

// Everything recorded under one party id, be it an enterprise or a branch: what it is, not yet what
// its legal person is (see party.h).
struct EnterpriseFile {
  std::string enterprise_id;

  bool registered = false;
  std::string credit_code = {};
  v1::PartyKind kind = v1::PARTY_KIND_UNSPECIFIED;  // Unspecified of a branch.
  absl::CivilDay registered_date = {};
  std::string legal_person_id = {};  // Of a branch; else empty.
  std::string registered_name = {};
  std::map<absl::CivilDay, std::string> later_names = {};  // By effective date.

  std::map<absl::CivilDay, Period> zone_periods = {};  // By their first day; they may overlap.
  std::map<absl::CivilDay, SmeStatus> sme_statuses = {};
  std::optional<Merger> merger = {};  // Into another.
  std::set<std::string> predecessor_ids = {};
  std::set<std::string> branch_ids = {};
  std::vector<Relation> relations = {};
  std::vector<Ban> bans = {};

  eventstore::Query Selects() const;
  // Takes no notice of facts about other parties.
  void Apply(const eventstore::SequencedEvent& event);

  bool IsBranch() const { return !legal_person_id.empty(); }
  std::string NameOn(absl::CivilDay date) const;
  bool ZoneRegisteredOn(absl::CivilDay date) const;
  bool SmeOn(absl::CivilDay date) const;
  // Null: not banned on that date.
  const Ban* BanOn(absl::CivilDay date) const;
  bool operator==(const EnterpriseFile&) const = default;

 private:
  void ApplyIdentity(const eventstore::SequencedEvent& event);
  void ApplyStatus(const eventstore::SequencedEvent& event);
  void ApplyRelations(const eventstore::SequencedEvent& event);
  void ApplyBans(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<EnterpriseFile>);

}  // namespace debut::registry
