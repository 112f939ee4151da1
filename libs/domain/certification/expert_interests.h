#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/certification/v1/certification_events.pb.h"
#include "decision/command.h"
#include "domain/registry/enterprise_file.h"
#include "domain/registry/period.h"

namespace debut::certification {

struct Interest {
  std::string party_id;
  v1::InterestKind kind = v1::INTEREST_KIND_UNSPECIFIED;
  registry::Period period;

  bool operator==(const Interest&) const = default;
};

// On which parties experts depend, as declared: whoever depends on a maker, or on a party related
// to it, does not assess its products.
struct ExpertInterests {
  ExpertInterests() = default;
  explicit ExpertInterests(const std::set<std::string>& expert_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Requires one of the experts that the view was made with.
  std::set<std::string> PartyIdsOn(const std::string& expert_id, absl::CivilDay date) const;
  bool operator==(const ExpertInterests&) const = default;

  std::map<std::string, std::vector<Interest>> interests;  // By expert.
};

static_assert(decision::View<ExpertInterests>);

struct DeclareExpertInterest {
  std::string expert_id;
  std::string party_id;
  v1::InterestKind kind = v1::INTEREST_KIND_UNSPECIFIED;
  absl::CivilDay from_date;
  std::string document;

  std::tuple<ExpertInterests, registry::EnterpriseFile> Reads() const;
  // Nothing if it is declared from that very day on.
  decision::Decision Decide(const ExpertInterests& declared,
                            const registry::EnterpriseFile& party) const;
};

// All open interests of an expert in a party end with a day.
struct EndExpertInterest {
  std::string expert_id;
  std::string party_id;
  absl::CivilDay to_date;  // The last day.

  std::tuple<ExpertInterests> Reads() const;
  // Nothing if they ended on that very day.
  decision::Decision Decide(const ExpertInterests& declared) const;
};

static_assert(decision::Command<DeclareExpertInterest> && decision::Command<EndExpertInterest>);

}  // namespace debut::certification
