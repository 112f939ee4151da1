#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/policy/v1/policy.pb.h"
#include "decision/view.h"
#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::policy {

// The one line of policy versions that this system carries out.
inline constexpr char kPolicyId[] = "first-created-products";

// A policy version as the log adopted it.
struct AdoptedPolicy {
  v1::PolicyVersion version;
  std::string version_id;
  std::string digest;  // SHA-256 of the adopted text, 64 hex digits.
  absl::CivilDay effective_date;
  eventstore::Position position;  // Of the adoption; zero while it is not appended yet.
  std::string document;
  std::string text;

  // The digest stands for the version.
  bool operator==(const AdoptedPolicy& other) const;
};

// Reads an adoption; nothing if the event is another fact.
std::shared_ptr<const AdoptedPolicy> AdoptionIn(const eventstore::SequencedEvent& event);

// The version in force on a business date, by what is known: the one with the latest effective date
// that is not after `date`; of equal ones the later adopted.
struct PolicyInForce {
  absl::CivilDay date;
  std::shared_ptr<const AdoptedPolicy> latest = nullptr;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Null: no version is in force on that date.
  const AdoptedPolicy* InForce() const { return latest.get(); }
  bool operator==(const PolicyInForce& other) const;
};

// The version that a round or an award has pinned, whatever came later.
struct PolicyByVersion {
  std::string version_id;  // Empty: selects nothing.
  std::shared_ptr<const AdoptedPolicy> adopted = nullptr;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Null: no version of this id was adopted.
  const AdoptedPolicy* Get() const { return adopted.get(); }
  bool operator==(const PolicyByVersion& other) const;
};

// Every version ever adopted, in the order of their adoption.
struct AdoptedPolicies {
  std::vector<std::shared_ptr<const AdoptedPolicy>> all = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const AdoptedPolicies& other) const = default;
};

static_assert(decision::View<PolicyInForce> && decision::View<PolicyByVersion> &&
              decision::View<AdoptedPolicies>);

}  // namespace debut::policy
