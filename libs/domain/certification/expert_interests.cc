#include "domain/certification/expert_interests.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using calendar::FormatDate;
using decision::Decision;
using decision::On;
using decision::RecordedDate;

ExpertInterests::ExpertInterests(const std::set<std::string>& expert_ids) {
  for (const std::string& id : expert_ids) interests[id];
}

eventstore::Query ExpertInterests::Selects() const {
  eventstore::Query query;
  for (const auto& [expert_id, declared] : interests) {
    query.items.push_back(
        {.types = decision::TypesOf<v1::ExpertInterestDeclared, v1::ExpertInterestEnded>(),
         .tags = {decision::Tag("expert", expert_id)}});
  }
  return query;
}

void ExpertInterests::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ExpertInterestDeclared>(event, [&](const auto& fact) {
    interests[fact.expert_id()].push_back(
        {fact.party_id(), fact.kind(), {RecordedDate(fact.from_date()), std::nullopt}});
  });
  On<v1::ExpertInterestEnded>(event, [&](const auto& fact) {
    for (Interest& interest : interests[fact.expert_id()]) {
      if (interest.party_id != fact.party_id() || interest.period.to.has_value()) continue;
      interest.period.to = RecordedDate(fact.to_date());
    }
  });
}

std::set<std::string> ExpertInterests::PartyIdsOn(const std::string& expert_id,
                                                  absl::CivilDay date) const {
  std::set<std::string> ids;
  const auto found = interests.find(expert_id);
  if (found == interests.end()) return ids;
  for (const Interest& interest : found->second) {
    if (interest.period.Covers(date)) ids.insert(interest.party_id);
  }
  return ids;
}

std::tuple<ExpertInterests, registry::EnterpriseFile> DeclareExpertInterest::Reads() const {
  return {ExpertInterests({expert_id}), registry::EnterpriseFile{party_id}};
}

Decision DeclareExpertInterest::Decide(const ExpertInterests& declared,
                                       const registry::EnterpriseFile& party) const {
  if (!party.registered) return RejectEnterpriseUnknown(party_id);
  for (const Interest& interest : declared.interests.at(expert_id)) {
    const bool open = !interest.period.to.has_value();
    if (!open || interest.party_id != party_id || interest.kind != kind) continue;
    if (interest.period.from == from_date) return decision::Nothing();
    const std::string since = FormatDate(interest.period.from);
    return decision::Reject(kExpertInterestAlreadyDeclared,
                            fmt::format("{} has it declared since {}", expert_id, since),
                            {{"from_date", since}});
  }

  v1::ExpertInterestDeclared fact;
  fact.set_expert_id(expert_id);
  fact.set_party_id(party_id);
  fact.set_kind(kind);
  fact.set_from_date(FormatDate(from_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<ExpertInterests> EndExpertInterest::Reads() const {
  return {ExpertInterests({expert_id})};
}

Decision EndExpertInterest::Decide(const ExpertInterests& declared) const {
  bool any_open = false;
  bool any_ended_then = false;
  for (const Interest& interest : declared.interests.at(expert_id)) {
    if (interest.party_id != party_id) continue;
    any_ended_then = any_ended_then || interest.period.to == to_date;
    if (interest.period.to.has_value()) continue;
    any_open = true;
    if (to_date < interest.period.from) {
      const std::string since = FormatDate(interest.period.from);
      return decision::Reject(kInterestEndsBeforeItBegan,
                              fmt::format("{} has it declared since {}", expert_id, since),
                              {{"from_date", since}});
    }
  }
  if (!any_open && any_ended_then) return decision::Nothing();
  if (!any_open) {
    return decision::RejectNotFound(
        kExpertInterestUnknown, fmt::format("{} has no open interest in {}", expert_id, party_id));
  }

  v1::ExpertInterestEnded fact;
  fact.set_expert_id(expert_id);
  fact.set_party_id(party_id);
  fact.set_to_date(FormatDate(to_date));
  return decision::Record(fact);
}

}  // namespace debut::certification
