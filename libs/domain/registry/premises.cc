#include "domain/registry/premises.h"

#include <algorithm>

#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::registry {
namespace {

std::string DivisionOf(const std::string& credit_code) {
  return credit_code.size() < 8 ? "" : credit_code.substr(2, 6);
}

}  // namespace

bool IsInRegion(std::string_view division, std::string_view region_code) {
  while (region_code.ends_with("00")) region_code.remove_suffix(2);
  return division.starts_with(region_code);
}

eventstore::Query Premises::Selects() const {
  return {
      {{.types = decision::TypesOf<v1::EnterpriseRegistered, v1::BranchRegistered>(), .tags = {}}}};
}

void Premises::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::EnterpriseRegistered>(event, [&](const auto& fact) {
    divisions[fact.enterprise_id()].insert(DivisionOf(fact.credit_code()));
  });
  decision::On<v1::BranchRegistered>(event, [&](const auto& fact) {
    divisions[fact.legal_person_id()].insert(DivisionOf(fact.credit_code()));
  });
}

bool Premises::AnyIn(const std::string& enterprise_id, std::string_view region_code) const {
  const auto found = divisions.find(enterprise_id);
  return found != divisions.end() &&
         std::ranges::any_of(found->second, [&](const std::string& division) {
           return IsInRegion(division, region_code);
         });
}

}  // namespace debut::registry
