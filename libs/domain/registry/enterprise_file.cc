#include "domain/registry/enterprise_file.h"

#include <algorithm>

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::registry {

using decision::On;
using decision::RecordedDate;
using decision::RecordedDateIfAny;
using eventstore::SequencedEvent;

eventstore::Query EnterpriseFile::Selects() const {
  return {{{.types = decision::TypesOf<
                v1::EnterpriseRegistered, v1::BranchRegistered, v1::EnterpriseRenamed,
                v1::ZoneRegistrationRecorded, v1::SmeStatusRecorded, v1::EnterprisesMerged,
                v1::RelatedPartyDeclared, v1::RelatedPartyEnded, v1::BanImposed, v1::BanLifted>(),
            .tags = {decision::Tag("enterprise", enterprise_id)}}}};
}

void EnterpriseFile::Apply(const SequencedEvent& event) {
  ApplyIdentity(event);
  ApplyStatus(event);
  ApplyRelations(event);
  ApplyBans(event);
}

void EnterpriseFile::ApplyIdentity(const SequencedEvent& event) {
  On<v1::EnterpriseRegistered>(event, [&](const auto& fact) {
    if (fact.enterprise_id() != enterprise_id) return;
    registered = true;
    credit_code = fact.credit_code();
    kind = fact.kind();
    registered_date = RecordedDate(fact.registered_date());
    registered_name = fact.name();
  });
  On<v1::BranchRegistered>(event, [&](const auto& fact) {
    if (fact.legal_person_id() == enterprise_id) branch_ids.insert(fact.branch_id());
    if (fact.branch_id() != enterprise_id) return;
    registered = true;
    credit_code = fact.credit_code();
    registered_date = RecordedDate(fact.registered_date());
    registered_name = fact.name();
    legal_person_id = fact.legal_person_id();
  });
  On<v1::EnterpriseRenamed>(event, [&](const auto& fact) {
    if (fact.enterprise_id() != enterprise_id) return;
    later_names[RecordedDate(fact.effective_date())] = fact.name();
  });
}

void EnterpriseFile::ApplyStatus(const SequencedEvent& event) {
  On<v1::ZoneRegistrationRecorded>(event, [&](const auto& fact) {
    if (fact.enterprise_id() != enterprise_id) return;
    const absl::CivilDay from = RecordedDate(fact.from_date());
    zone_periods[from] = {from, RecordedDateIfAny(fact.to_date())};
  });
  On<v1::SmeStatusRecorded>(event, [&](const auto& fact) {
    if (fact.enterprise_id() != enterprise_id) return;
    sme_statuses[RecordedDate(fact.from_date())] = {fact.is_sme(), fact.document()};
  });
}

void EnterpriseFile::ApplyRelations(const SequencedEvent& event) {
  On<v1::EnterprisesMerged>(event, [&](const auto& fact) {
    if (fact.successor_id() == enterprise_id) predecessor_ids.insert(fact.predecessor_id());
    if (fact.predecessor_id() == enterprise_id) {
      merger = {fact.successor_id(), RecordedDate(fact.effective_date())};
    }
  });
  const auto other_side = [this](const auto& fact) -> std::string {
    if (fact.enterprise_id() == enterprise_id) return fact.related_id();
    return fact.related_id() == enterprise_id ? fact.enterprise_id() : "";
  };
  On<v1::RelatedPartyDeclared>(event, [&](const auto& fact) {
    const std::string other_id = other_side(fact);
    if (other_id.empty()) return;
    relations.push_back({other_id, fact.kind(), {RecordedDate(fact.from_date()), std::nullopt}});
  });
  On<v1::RelatedPartyEnded>(event, [&](const auto& fact) {
    const std::string other_id = other_side(fact);
    for (Relation& relation : relations) {
      if (relation.other_id != other_id || relation.period.to.has_value()) continue;
      relation.period.to = RecordedDate(fact.to_date());
    }
  });
}

void EnterpriseFile::ApplyBans(const SequencedEvent& event) {
  On<v1::BanImposed>(event, [&](const auto& fact) {
    if (fact.enterprise_id() != enterprise_id) return;
    bans.push_back({fact.ban_id(),
                    {RecordedDate(fact.from_date()), RecordedDate(fact.to_date())},
                    std::nullopt});
  });
  On<v1::BanLifted>(event, [&](const auto& fact) {
    for (Ban& ban : bans) {
      if (ban.ban_id == fact.ban_id()) ban.lifted_date = RecordedDate(fact.lifted_date());
    }
  });
}

std::string EnterpriseFile::NameOn(absl::CivilDay date) const {
  const auto next = later_names.upper_bound(date);
  return next == later_names.begin() ? registered_name : std::prev(next)->second;
}

bool EnterpriseFile::ZoneRegisteredOn(absl::CivilDay date) const {
  return std::ranges::any_of(zone_periods,
                             [&](const auto& entry) { return entry.second.Covers(date); });
}

bool EnterpriseFile::SmeOn(absl::CivilDay date) const {
  const auto next = sme_statuses.upper_bound(date);
  return next != sme_statuses.begin() && std::prev(next)->second.is_sme;
}

const Ban* EnterpriseFile::BanOn(absl::CivilDay date) const {
  const auto ban = std::ranges::find_if(bans, [&](const Ban& each) { return each.Covers(date); });
  return ban == bans.end() ? nullptr : &*ban;
}

}  // namespace debut::registry
