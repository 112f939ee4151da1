#include "domain/grants/insurance.h"

#include <fmt/format.h>

#include <algorithm>

#include "decision/nested_views.h"
#include "domain/grants/standing.h"
#include "domain/insurance/insurance_keys.h"

namespace debut::grants {
namespace {

using decision::AddItems;
using decision::ApplyIfSelected;
using insurance::InsurancePolicyFile;

constexpr char kCapMeasure[] = "m4";

std::string SubjectOf(const InsuredInstalment& instalment) {
  return PaymentSubject(instalment.policy_id, instalment.voucher);
}

}  // namespace

std::optional<InsuranceBasis> Insurance::BasisIn(const v1::ClaimSubmitted& submitted) {
  if (!submitted.has_insurance()) return std::nullopt;
  const v1::InsuranceBasis& recorded = submitted.insurance();
  Basis basis{.enterprise_id = recorded.enterprise_id(),
              .limit_year = recorded.limit_year(),
              .instalments = {},
              .product_ids = {recorded.product_ids().begin(), recorded.product_ids().end()}};
  for (const v1::InsuredInstalment& instalment : recorded.instalments()) {
    basis.instalments.push_back({instalment.policy_id(), instalment.voucher_number()});
  }
  return basis;
}

void Insurance::WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  v1::InsuranceBasis& written = *submitted.mutable_insurance();
  written.set_enterprise_id(basis.enterprise_id);
  written.set_limit_year(basis.limit_year);
  for (const InsuredInstalment& instalment : basis.instalments) {
    v1::InsuredInstalment& added = *written.add_instalments();
    added.set_policy_id(instalment.policy_id);
    added.set_voucher_number(instalment.voucher);
  }
  for (const std::string& id : basis.product_ids) written.add_product_ids(id);
}

Insurance::Insurance(Basis basis) : Insurance(Keys{.basis = std::move(basis)}, std::nullopt) {}

Insurance::Insurance(Keys keys, std::optional<Asked> asked)
    : keys_(std::move(keys)),
      asked_(std::move(asked)),
      party_(asked_ ? asked_->enterprise_id : keys_.basis.enterprise_id, keys_.member_ids),
      awarded_{keys_.cap_keys} {
  if (asked_ && asked_->policy_ids.empty()) {
    premiums_ = {keys_.member_ids, keys_.basis.limit_year};
  }
  for (const std::string& id : keys_.policy_ids) policies_.emplace(id, InsurancePolicyFile{id});
  for (const std::string& id : keys_.product_ids) {
    products_.emplace(id, certification::ProductFile{id});
  }
}

Insurance Insurance::ClaimFor(const std::string& enterprise_id, std::uint32_t limit_year,
                              absl::CivilDay submitted_date,
                              const std::vector<std::string>& policy_ids) {
  Keys keys;
  keys.basis.enterprise_id = enterprise_id;
  keys.basis.limit_year = limit_year;
  return {std::move(keys),
          Asked{enterprise_id, submitted_date, {policy_ids.begin(), policy_ids.end()}}};
}

eventstore::Query Insurance::Selects() const {
  eventstore::Query query = party_.Selects();
  AddItems(awarded_.Selects(), query);
  AddItems(premiums_.Selects(), query);
  for (const auto& [id, policy] : policies_) AddItems(policy.Selects(), query);
  for (const auto& [id, product] : products_) AddItems(product.Selects(), query);
  return query;
}

void Insurance::Apply(const eventstore::SequencedEvent& event) {
  ApplyIfSelected(party_, event);
  ApplyIfSelected(awarded_, event);
  ApplyIfSelected(premiums_, event);
  for (auto& [id, policy] : policies_) ApplyIfSelected(policy, event);
  for (auto& [id, product] : products_) ApplyIfSelected(product, event);
}

std::set<std::string> Insurance::PolicyIdsAsked() const {
  if (!asked_) return {};
  return asked_->policy_ids.empty() ? premiums_.policy_ids : asked_->policy_ids;
}

// Of a claim as it is made: the instalments that it is for. One more than a claim can carry is
// enough to refuse it.
InsuranceBasis Insurance::BasisNamed() const {
  if (!asked_) return keys_.basis;
  Basis named{.enterprise_id = asked_->enterprise_id,
              .limit_year = keys_.basis.limit_year,
              .instalments = {},
              .product_ids = {}};
  if (party_.Known() && party_.Complete()) {
    named.enterprise_id = party_.LegalPersonIdOn(asked_->date);
  }
  std::set<std::string> product_ids;
  for (const std::string& id : PolicyIdsAsked()) {
    const auto policy = policies_.find(id);
    if (policy == policies_.end()) continue;
    for (const auto& [voucher, instalment] : policy->second.instalments) {
      if (instalment.limit_year != named.limit_year || instalment.Net() <= money::Fen(0) ||
          instalment.paid_date > asked_->date ||
          awarded_.subject_ids.contains(PaymentSubject(id, voucher)) ||
          named.instalments.size() > kInstalmentsMax) {
        continue;
      }
      named.instalments.push_back({id, voucher});
      product_ids.insert(policy->second.product_ids.begin(), policy->second.product_ids.end());
    }
  }
  named.product_ids.assign(product_ids.begin(), product_ids.end());
  return named;
}

Insurance::Keys Insurance::KeysNamed() const {
  Keys named{.basis = BasisNamed(),
             .member_ids = party_.MemberIdsNamed(),
             .cap_keys = {},
             .policy_ids = PolicyIdsAsked(),
             .product_ids = {}};
  named.cap_keys = CapKeysOfParty(party_);
  for (const InsuredInstalment& instalment : named.basis.instalments) {
    named.policy_ids.insert(instalment.policy_id);
  }
  for (const std::string& subject : awarded_.subject_ids) {
    named.policy_ids.insert(PartsOf(subject).id);
  }
  for (const auto& [id, policy] : policies_) {
    named.product_ids.insert(policy.product_ids.begin(), policy.product_ids.end());
  }
  return named;
}

// What is claimed for is the enterprise's year.
std::string Insurance::SubjectKey() const {
  return fmt::format("{}/{}/{}", kCapMeasure, keys_.basis.enterprise_id, keys_.basis.limit_year);
}

std::vector<std::string> Insurance::CapKeysOfParty(const registry::Party& party) const {
  return CapKeysOf(kCapMeasure, keys_.basis.enterprise_id, party,
                   std::to_string(keys_.basis.limit_year));
}

std::vector<Evidence> Insurance::EvidenceUsed() const {
  std::vector<Evidence> uses;
  for (const InsuredInstalment& instalment : keys_.basis.instalments) {
    const InsurancePolicyFile& policy = policies_.at(instalment.policy_id);
    uses.push_back(
        {insurance::PremiumKey(policy.evidence_key, instalment.voucher), SubjectOf(instalment)});
  }
  return uses;
}

std::set<std::string> Insurance::SubjectsThatCount() const {
  std::set<std::string> subjects = awarded_.subject_ids;
  for (const InsuredInstalment& instalment : keys_.basis.instalments) {
    subjects.insert(SubjectOf(instalment));
  }
  return subjects;
}

bool Insurance::InLog() const {
  return std::ranges::all_of(policies_, [](const auto& policy) {
    return std::ranges::all_of(policy.second.instalments, [](const auto& instalment) {
      return std::ranges::all_of(instalment.second.positions, [](eventstore::Position position) {
        return position > eventstore::Position{};
      });
    });
  });
}

}  // namespace debut::grants
