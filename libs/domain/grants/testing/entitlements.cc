#include "domain/grants/testing/entitlements.h"

#include <algorithm>

#include "debut/certification/v1/certification_events.pb.h"
#include "debut/exchange/v1/exchange_events.pb.h"
#include "debut/financing/v1/financing_events.pb.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "debut/standards/v1/standards_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants::testing {

using decision::On;
using eventstore::SequencedEvent;

void Entitlements::LookAtContract(const SequencedEvent& event) {
  On<market::v1::ContractSigned>(
      event, [&](const auto& fact) { contracts_[fact.contract_id()] = fact.amount_fen(); });
  On<market::v1::ContractAmended>(event, [&](const auto& fact) {
    std::int64_t& counts = contracts_[fact.contract_id()];
    if (counts >= 0) counts = fact.amount_fen();
  });
  On<market::v1::ContractTerminated>(
      event, [&](const auto& fact) { contracts_[fact.contract_id()] = -1; });
}

void Entitlements::LookAtPayment(const SequencedEvent& event) {
  On<insurance::v1::InsurancePolicyBound>(event, [&](const auto& fact) {
    insured_[fact.policy_id()].assign(fact.product_ids().begin(), fact.product_ids().end());
  });
  On<insurance::v1::PremiumPaid>(event, [&](const auto& fact) {
    payments_[fact.policy_id() + "/" + fact.voucher_number()] += fact.amount_fen();
  });
  On<insurance::v1::PremiumRefunded>(event, [&](const auto& fact) {
    payments_[fact.policy_id() + "/" + fact.voucher_number()] -= fact.amount_fen();
  });
  On<financing::v1::InterestPaid>(event, [&](const auto& fact) {
    payments_[fact.loan_id() + "/" + fact.voucher_number()] += fact.normal_fen();
  });
  On<financing::v1::InterestRefunded>(event, [&](const auto& fact) {
    payments_[fact.loan_id() + "/" + fact.voucher_number()] -= fact.amount_fen();
  });
}

void Entitlements::LookAtGuidedMeasure(const SequencedEvent& event) {
  On<standards::v1::StandardProposed>(
      event, [&](const auto& fact) { tiers_[fact.standard_id()] = fact.tier(); });
  On<standards::v1::DrafterNamed>(event, [&](const auto& fact) {
    roles_[{fact.standard_id(), fact.enterprise_id()}] = fact.role();
  });
  On<exchange::v1::ExchangeEventPlanned>(
      event, [&](const auto& fact) { event_kinds_[fact.event_id()] = fact.kind(); });
  On<exchange::v1::ExpensePaid>(
      event, [&](const auto& fact) { expenses_[fact.expense_id()].category = fact.category(); });
  On<exchange::v1::ExpenseApproved>(event, [&](const auto& fact) {
    expenses_[fact.expense_id()].approved_fen = fact.approved_fen();
  });
  On<exchange::v1::ExpenseVoided>(
      event, [&](const auto& fact) { expenses_[fact.expense_id()].is_void = true; });
}

void Entitlements::Look(const SequencedEvent& event) {
  LookAtContract(event);
  LookAtPayment(event);
  LookAtGuidedMeasure(event);
  On<certification::v1::ProductDelisted>(event, [&](const auto& fact) {
    if (fact.kind() == certification::v1::DELISTING_KIND_VOID) void_.insert(fact.product_id());
  });
  On<v1::RoundOpened>(event, [&](const auto& fact) { rounds_[fact.round_id()] = fact; });
  On<v1::ClaimSubmitted>(event, [&](const auto& fact) { claims_[fact.claim_id()] = fact; });
}

bool Entitlements::IsOfTheWholeCap(const std::string& claim_id) const {
  const v1::ClaimSubmitted& claim = claims_.at(claim_id);
  return claim.has_insurance() || claim.has_financing();
}

std::int64_t Entitlements::PricesOf(const v1::FirstMarketEntryBasis& basis) const {
  if (void_.contains(basis.product_id())) return 0;
  std::int64_t prices = 0;
  for (const std::string& id : basis.contract_ids()) {
    prices += std::max<std::int64_t>(contracts_.at(id), 0);
  }
  return prices;
}

std::int64_t Entitlements::RewardsOf(const v1::StandardsBasis& basis,
                                     const v1::StandardsGuide& guide) const {
  std::int64_t rewards = 0;
  for (const v1::ClaimedStandard& claimed : basis.standards()) {
    if (void_.contains(claimed.product_id())) continue;
    const int tier = tiers_.at(claimed.standard_id());
    const int role = roles_.at({claimed.standard_id(), basis.drafter_id()});
    for (const v1::StandardsGuideRow& row : guide.rows()) {
      if (row.tier() == tier && row.role() == role) rewards += row.amount_fen();
    }
  }
  return rewards;
}

std::int64_t Entitlements::ExpensesOf(const v1::ExchangeBasis& basis,
                                      const v1::ExchangeGuide& guide) const {
  if (void_.contains(basis.product_id())) return 0;
  std::map<int, std::int64_t> sums;  // By category.
  for (const std::string& id : basis.expense_ids()) {
    const Expense& expense = expenses_.at(id);
    if (!expense.is_void) sums[expense.category] += expense.approved_fen;
  }
  std::int64_t eligible = 0;
  for (const v1::ExchangeGuideRow& row : guide.rows()) {
    if (row.event_kind() != event_kinds_.at(basis.event_id())) continue;
    eligible += std::min(sums[row.category()], row.limit_fen());
  }
  return eligible;
}

bool Entitlements::IsForVoidProducts(const std::string& subject) const {
  const auto insured = insured_.find(subject.substr(0, subject.find('/')));
  return insured != insured_.end() &&
         std::ranges::all_of(insured->second,
                             [&](const std::string& product) { return void_.contains(product); });
}

std::int64_t Entitlements::WorthOf(const std::string& claim_id,
                                   const std::set<std::string>& subjects) const {
  const v1::ClaimSubmitted& claim = claims_.at(claim_id);
  const v1::RoundOpened& round = rounds_.at(claim.round_id());
  if (claim.has_standards()) return RewardsOf(claim.standards(), round.standards_guide());
  if (claim.has_financing() && void_.contains(claim.financing().product_id())) return 0;
  std::int64_t sum = 0;
  if (claim.has_first_market_entry()) sum = PricesOf(claim.first_market_entry());
  if (claim.has_exchange()) sum = ExpensesOf(claim.exchange(), round.exchange_guide());
  if (IsOfTheWholeCap(claim_id)) {
    for (const std::string& subject : subjects)
      if (!IsForVoidProducts(subject)) sum += payments_.at(subject);
  }
  return sum * round.rate_numerator() / round.rate_denominator();
}

}  // namespace debut::grants::testing
