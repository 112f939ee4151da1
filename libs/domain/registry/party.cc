#include "domain/registry/party.h"

#include "base/ensure.h"

namespace debut::registry {

Party::Party(std::string party_id) : Party(std::move(party_id), {}) {}

Party::Party(std::string party_id, const std::set<std::string>& member_ids)
    : party_id_(std::move(party_id)) {
  files_.emplace(party_id_, EnterpriseFile{party_id_});
  for (const std::string& id : member_ids) files_.emplace(id, EnterpriseFile{id});
}

eventstore::Query Party::Selects() const {
  eventstore::Query query;
  for (const auto& [id, file] : files_) {
    if (id.empty()) continue;
    query.items.push_back(file.Selects().items.front());
  }
  return query;
}

void Party::Apply(const eventstore::SequencedEvent& event) {
  for (auto& [id, file] : files_) file.Apply(event);
}

std::set<std::string> Party::MemberIds() const {
  std::set<std::string> ids;
  for (const auto& [id, file] : files_) ids.insert(id);
  return ids;
}

std::set<std::string> Party::MemberIdsNamed() const {
  std::set<std::string> ids = MemberIds();
  for (const auto& [id, file] : files_) {
    ids.insert(file.branch_ids.begin(), file.branch_ids.end());
    ids.insert(file.predecessor_ids.begin(), file.predecessor_ids.end());
    if (file.IsBranch()) ids.insert(file.legal_person_id);
    if (file.merger.has_value()) ids.insert(file.merger->successor_id);
  }
  return ids;
}

const EnterpriseFile& Party::file() const { return file(party_id_); }

const EnterpriseFile& Party::file(const std::string& member_id) const {
  const auto found = files_.find(member_id);
  ENSURE(found != files_.end(), "not a member of the party: " + member_id);
  return found->second;
}

std::string Party::LegalPersonId() const { return LegalPersonIdOn(absl::CivilDay::max()); }

std::string Party::LegalPersonIdOn(absl::CivilDay date) const {
  std::string id = file().IsBranch() ? file().legal_person_id : party_id_;
  // Mergers have no cycles (MergeEnterprises), so this ends.
  while (true) {
    const std::optional<Merger>& merger = file(id).merger;
    if (!merger.has_value() || date < merger->effective_date) return id;
    id = merger->successor_id;
  }
}

std::set<std::string> Party::PredecessorIdsOn(absl::CivilDay date) const {
  std::set<std::string> found;
  std::vector<std::string> open{party_id_};
  while (!open.empty()) {
    const EnterpriseFile& successor = file(open.back());
    open.pop_back();
    for (const std::string& id : successor.predecessor_ids) {
      if (file(id).merger->effective_date <= date && found.insert(id).second) open.push_back(id);
    }
  }
  return found;
}

bool Party::ZoneRegisteredOn(absl::CivilDay date) const {
  return file(LegalPersonIdOn(date)).ZoneRegisteredOn(date);
}

bool Party::SmeOn(absl::CivilDay date) const { return file(LegalPersonIdOn(date)).SmeOn(date); }

const Ban* Party::BanOn(absl::CivilDay date) const {
  for (const auto& [id, file] : files_) {
    if (const Ban* ban = file.BanOn(date)) return ban;
  }
  return nullptr;
}

std::set<std::string> Party::RelatedIdsOn(absl::CivilDay date) const {
  std::set<std::string> ids;
  for (const auto& [id, file] : files_) {
    for (const Relation& relation : file.relations) {
      if (relation.period.Covers(date) && !Contains(relation.other_id)) {
        ids.insert(relation.other_id);
      }
    }
  }
  return ids;
}

bool Party::IsOrIsRelatedToOn(const Party& other, absl::CivilDay date) const {
  if (Contains(other.party_id_)) return true;
  return std::ranges::any_of(RelatedIdsOn(date),
                             [&](const std::string& id) { return other.Contains(id); });
}

}  // namespace debut::registry
