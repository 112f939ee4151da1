#include "domain/policy/policy_in_force.h"

#include "debut/policy/v1/policy_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "policy/policy_text.h"

namespace debut::policy {
namespace {

bool SameAdoption(const std::shared_ptr<const AdoptedPolicy>& a,
                  const std::shared_ptr<const AdoptedPolicy>& b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

eventstore::Query AllAdoptions() {
  return {{{.types = decision::TypesOf<v1::PolicyAdopted>(),
            .tags = {decision::Tag("policy", kPolicyId)}}}};
}

}  // namespace

bool AdoptedPolicy::operator==(const AdoptedPolicy& other) const {
  return version_id == other.version_id && digest == other.digest &&
         effective_date == other.effective_date && position == other.position &&
         document == other.document;
}

std::shared_ptr<const AdoptedPolicy> AdoptionIn(const eventstore::SequencedEvent& event) {
  std::shared_ptr<const AdoptedPolicy> adoption;
  decision::On<v1::PolicyAdopted>(event, [&](const v1::PolicyAdopted& fact) {
    adoption = std::make_shared<const AdoptedPolicy>(
        AdoptedPolicy{.version = VersionInAdoptedText(fact.text()),
                      .version_id = fact.version_id(),
                      .digest = fact.digest(),
                      .effective_date = decision::RecordedDate(fact.effective_date()),
                      .position = event.position,
                      .document = fact.document(),
                      .text = fact.text()});
  });
  return adoption;
}

eventstore::Query PolicyInForce::Selects() const { return AllAdoptions(); }

void PolicyInForce::Apply(const eventstore::SequencedEvent& event) {
  auto adoption = AdoptionIn(event);
  if (adoption == nullptr || adoption->effective_date > date) return;
  if (latest == nullptr || adoption->effective_date >= latest->effective_date) {
    latest = std::move(adoption);
  }
}

bool PolicyInForce::operator==(const PolicyInForce& other) const {
  return date == other.date && SameAdoption(latest, other.latest);
}

eventstore::Query PolicyByVersion::Selects() const {
  if (version_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::PolicyAdopted>(),
            .tags = {decision::Tag("policy", kPolicyId),
                     decision::Tag("policy_version", version_id)}}}};
}

void PolicyByVersion::Apply(const eventstore::SequencedEvent& event) {
  if (auto adoption = AdoptionIn(event); adoption != nullptr) adopted = std::move(adoption);
}

bool PolicyByVersion::operator==(const PolicyByVersion& other) const {
  return version_id == other.version_id && SameAdoption(adopted, other.adopted);
}

eventstore::Query AdoptedPolicies::Selects() const { return AllAdoptions(); }

void AdoptedPolicies::Apply(const eventstore::SequencedEvent& event) {
  if (auto adoption = AdoptionIn(event); adoption != nullptr) all.push_back(std::move(adoption));
}

}  // namespace debut::policy
