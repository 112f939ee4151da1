#include "domain/grants/financing.h"

#include <fmt/format.h>

#include <algorithm>

#include "decision/nested_views.h"
#include "domain/grants/standing.h"

namespace debut::grants {
namespace {

using decision::AddItems;
using decision::ApplyIfSelected;
using financing::LoanFile;

constexpr char kCapMeasure[] = "m7";

std::string SubjectOf(const ClaimedVoucher& voucher) {
  return PaymentSubject(voucher.loan_id, voucher.voucher);
}

}  // namespace

std::optional<FinancingBasis> Financing::BasisIn(const v1::ClaimSubmitted& submitted) {
  if (!submitted.has_financing()) return std::nullopt;
  const v1::FinancingBasis& recorded = submitted.financing();
  Basis basis{.enterprise_id = recorded.enterprise_id(),
              .credit_product = recorded.credit_product(),
              .limit_year = recorded.limit_year(),
              .vouchers = {},
              .product_id = recorded.product_id()};
  for (const v1::ClaimedVoucher& voucher : recorded.vouchers()) {
    basis.vouchers.push_back({voucher.loan_id(), voucher.voucher_number()});
  }
  return basis;
}

void Financing::WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  v1::FinancingBasis& written = *submitted.mutable_financing();
  written.set_enterprise_id(basis.enterprise_id);
  written.set_credit_product(basis.credit_product);
  written.set_limit_year(basis.limit_year);
  for (const ClaimedVoucher& voucher : basis.vouchers) {
    v1::ClaimedVoucher& added = *written.add_vouchers();
    added.set_loan_id(voucher.loan_id);
    added.set_voucher_number(voucher.voucher);
  }
  written.set_product_id(basis.product_id);
}

Financing::Financing(Basis basis) : Financing(Keys{.basis = std::move(basis)}, std::nullopt) {}

Financing::Financing(Keys keys, std::optional<Asked> asked)
    : keys_(std::move(keys)),
      asked_(std::move(asked)),
      party_(asked_ ? asked_->enterprise_id : keys_.basis.enterprise_id, keys_.member_ids),
      awarded_{keys_.cap_keys},
      product_{keys_.basis.product_id} {
  if (asked_ && asked_->loan_ids.empty()) interest_ = {keys_.member_ids, keys_.basis.limit_year};
  for (const std::string& id : keys_.loan_ids) loans_.emplace(id, LoanFile{id});
  for (const std::string& id : keys_.member_ids) {
    revenues_.emplace(id, financing::RevenueFile{id});
  }
}

Financing Financing::ClaimFor(Asked asked, financing::v1::LoanType credit_product,
                              std::uint32_t limit_year, const std::string& product_id) {
  Keys keys;
  keys.basis = {.enterprise_id = asked.enterprise_id,
                .credit_product = credit_product,
                .limit_year = limit_year,
                .vouchers = {},
                .product_id = product_id};
  return {std::move(keys), std::move(asked)};
}

eventstore::Query Financing::Selects() const {
  eventstore::Query query = party_.Selects();
  AddItems(awarded_.Selects(), query);
  AddItems(product_.Selects(), query);
  AddItems(interest_.Selects(), query);
  for (const auto& [id, loan] : loans_) AddItems(loan.Selects(), query);
  for (const auto& [id, revenue] : revenues_) AddItems(revenue.Selects(), query);
  return query;
}

void Financing::Apply(const eventstore::SequencedEvent& event) {
  ApplyIfSelected(party_, event);
  ApplyIfSelected(awarded_, event);
  ApplyIfSelected(product_, event);
  ApplyIfSelected(interest_, event);
  for (auto& [id, loan] : loans_) ApplyIfSelected(loan, event);
  for (auto& [id, revenue] : revenues_) ApplyIfSelected(revenue, event);
}

std::set<std::string> Financing::LoanIdsAsked() const {
  if (!asked_) return {};
  return asked_->loan_ids.empty() ? interest_.loan_ids : asked_->loan_ids;
}

// Of a claim as it is made: the vouchers that it is for. One more than a claim
// can carry is enough to refuse it.
FinancingBasis Financing::BasisNamed() const {
  if (!asked_) return keys_.basis;
  Basis named = keys_.basis;
  named.vouchers.clear();
  named.enterprise_id = asked_->enterprise_id;
  if (party_.Known() && party_.Complete()) {
    named.enterprise_id = party_.LegalPersonIdOn(asked_->date);
  }
  for (const std::string& id : LoanIdsAsked()) {
    const auto loan = loans_.find(id);
    if (loan == loans_.end() || loan->second.type != named.credit_product) continue;
    for (const auto& [voucher, payment] : loan->second.payments) {
      if (payment.limit_year != named.limit_year || payment.Net() <= money::Fen(0) ||
          payment.paid_date > asked_->date ||
          awarded_.subject_ids.contains(PaymentSubject(id, voucher)) ||
          named.vouchers.size() > kVouchersMax) {
        continue;
      }
      named.vouchers.push_back({id, voucher});
    }
  }
  return named;
}

Financing::Keys Financing::KeysNamed() const {
  Keys named{.basis = BasisNamed(),
             .member_ids = party_.MemberIdsNamed(),
             .cap_keys = CapKeysOfParty(party_),
             .loan_ids = LoanIdsAsked()};
  for (const ClaimedVoucher& voucher : named.basis.vouchers) {
    named.loan_ids.insert(voucher.loan_id);
  }
  for (const std::string& subject : awarded_.subject_ids) {
    named.loan_ids.insert(PartsOf(subject).id);
  }
  return named;
}

std::string Financing::CapRest() const {
  static constexpr std::string_view kPrefix = "LOAN_TYPE_";
  const std::string name = financing::v1::LoanType_Name(keys_.basis.credit_product);
  return fmt::format("{}/{}", name.substr(std::min(kPrefix.size(), name.size())),
                     keys_.basis.limit_year);
}

// What is claimed for is the enterprise's year of a credit product.
std::string Financing::SubjectKey() const {
  return fmt::format("{}/{}/{}", kCapMeasure, keys_.basis.enterprise_id, CapRest());
}

std::vector<std::string> Financing::CapKeysOfParty(const registry::Party& party) const {
  return CapKeysOf(kCapMeasure, keys_.basis.enterprise_id, party, CapRest());
}

std::vector<Evidence> Financing::EvidenceUsed() const {
  std::vector<Evidence> uses;
  for (const ClaimedVoucher& voucher : keys_.basis.vouchers) {
    const LoanFile& loan = loans_.at(voucher.loan_id);
    uses.push_back({loan.payments.at(voucher.voucher).evidence_key, SubjectOf(voucher)});
  }
  return uses;
}

std::set<std::string> Financing::SubjectsThatCount() const {
  std::set<std::string> subjects = awarded_.subject_ids;
  for (const ClaimedVoucher& voucher : keys_.basis.vouchers) subjects.insert(SubjectOf(voucher));
  return subjects;
}

bool Financing::InLog() const {
  return std::ranges::all_of(loans_, [](const auto& loan) {
    return loan.second.position > eventstore::Position{} &&
           std::ranges::all_of(loan.second.payments, [](const auto& payment) {
             return std::ranges::all_of(
                 payment.second.positions,
                 [](eventstore::Position position) { return position > eventstore::Position{}; });
           });
  });
}

}  // namespace debut::grants
