#include "services/grants/claim_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calendar/date.h"
#include "domain/grants/attribution.h"
#include "domain/grants/correction.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using runtime::FieldErrors;

constexpr int kYearMin = 2000;
constexpr int kYearMax = 2199;

MeasureFacts ReadFirstMarketEntry(const v1::FirstMarketEntryClaim& asked, FieldErrors& errors) {
  const std::string product_id = errors.Id("first_market_entry.product_id", asked.product_id());
  std::vector<std::string> contract_ids;
  for (int i = 0; i < asked.contract_ids_size(); ++i) {
    contract_ids.push_back(
        errors.Id(fmt::format("first_market_entry.contract_ids[{}]", i), asked.contract_ids(i)));
  }
  errors.Require(contract_ids.size() <= kContractsMax, "first_market_entry.contract_ids",
                 fmt::format("has more than {} elements", kContractsMax));
  return MeasureFacts(FirstMarketEntry::ClaimFor(product_id, std::move(contract_ids)));
}

MeasureFacts ReadStandards(const v1::SubmitClaimRequest& request, FieldErrors& errors) {
  const v1::StandardsClaim& asked = request.standards();
  StandardsBasis basis{.drafter_id = request.enterprise_id(),
                       .limit_year = static_cast<std::uint32_t>(errors.InRange(
                           "standards.limit_year", asked.limit_year(), kYearMin, kYearMax)),
                       .standards = {}};
  if (!asked.drafter_id().empty()) {
    basis.drafter_id = errors.Id("standards.drafter_id", asked.drafter_id());
  }
  errors.Count("standards.standards", asked.standards_size(), kStandardsMax);
  for (int i = 0; i < std::min(asked.standards_size(), kStandardsMax); ++i) {
    const v1::ClaimedStandard& claimed = asked.standards(i);
    const std::string field = fmt::format("standards.standards[{}]", i);
    const std::string id = errors.Id(field + ".standard_id", claimed.standard_id());
    const bool again = std::ranges::any_of(
        basis.standards, [&](const auto& other) { return other.standard_id == id; });
    errors.Require(id.empty() || !again, field, "is there twice");
    basis.standards.push_back({id, errors.Id(field + ".product_id", claimed.product_id())});
  }
  std::ranges::sort(basis.standards);
  return MeasureFacts(Standards(std::move(basis)));
}

MeasureFacts ReadExchange(const v1::SubmitClaimRequest& request, FieldErrors& errors) {
  const v1::ExchangeClaim& asked = request.exchange();
  ExchangeBasis basis{.event_id = errors.Id("exchange.event_id", asked.event_id()),
                      .participant_id = request.enterprise_id(),
                      .product_id = errors.Id("exchange.product_id", asked.product_id()),
                      .expense_ids = {}};
  if (!asked.participant_id().empty()) {
    basis.participant_id = errors.Id("exchange.participant_id", asked.participant_id());
  }
  errors.Count("exchange.expense_ids", asked.expense_ids_size(), kExpensesMax);
  std::set<std::string> ids;
  for (int i = 0; i < std::min(asked.expense_ids_size(), kExpensesMax); ++i) {
    ids.insert(errors.Id(fmt::format("exchange.expense_ids[{}]", i), asked.expense_ids(i)));
  }
  basis.expense_ids.assign(ids.begin(), ids.end());
  return MeasureFacts(InternationalExchange(std::move(basis)));
}

void AddMoney(const PaidAward& payment, v1::Claim& claim) {
  claim.set_paid_fen(payment.paid.count);
  claim.set_recovered_fen(payment.recovered.count);
  claim.set_written_off_fen(payment.written_off.count);
  if (payment.clawback.number == 0) return;
  v1::Clawback& clawback = *claim.mutable_clawback();
  clawback.set_clawback_number(payment.clawback.number);
  clawback.set_amount_fen(payment.clawback.amount.count);
  clawback.set_recovered_fen(payment.clawback.recovered.count);
  clawback.set_written_off_fen(payment.clawback.written_off.count);
  clawback.set_proposed_by(payment.clawback.proposed_by);
  clawback.set_approved_by(payment.clawback.approved_by);
}

// SHA-256 in lower-case hex; anything else might carry what it is the digest of.
bool IsDigest(std::string_view text) {
  constexpr std::size_t kDigestCharacters = 64;
  return text.size() == kDigestCharacters &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::uint32_t ReadLimitYear(std::string_view field, std::uint32_t year, FieldErrors& errors) {
  return static_cast<std::uint32_t>(
      errors.InRange(field, year, calendar::kYearMin, calendar::kYearMax));
}

MeasureFacts ReadInsurance(const v1::SubmitClaimRequest& request, absl::CivilDay submitted_date,
                           FieldErrors& errors) {
  const v1::InsuranceClaim& asked = request.insurance();
  const std::uint32_t year = ReadLimitYear("insurance.limit_year", asked.limit_year(), errors);
  std::vector<std::string> policy_ids;
  for (int i = 0; i < asked.policy_ids_size(); ++i) {
    policy_ids.push_back(
        errors.Id(fmt::format("insurance.policy_ids[{}]", i), asked.policy_ids(i)));
  }
  errors.Require(policy_ids.size() <= kInstalmentsMax, "insurance.policy_ids",
                 fmt::format("has more than {} elements", kInstalmentsMax));
  return MeasureFacts(
      Insurance::ClaimFor(request.enterprise_id(), year, submitted_date, policy_ids));
}

MeasureFacts ReadFinancing(const v1::SubmitClaimRequest& request, absl::CivilDay submitted_date,
                           FieldErrors& errors) {
  const v1::FinancingClaim& asked = request.financing();
  const auto type = errors.EnumSet("financing.credit_product", asked.credit_product());
  const std::uint32_t year = ReadLimitYear("financing.limit_year", asked.limit_year(), errors);
  const std::string product_id = errors.Id("financing.product_id", asked.product_id());
  std::set<std::string> loan_ids;
  for (int i = 0; i < asked.loan_ids_size(); ++i) {
    loan_ids.insert(errors.Id(fmt::format("financing.loan_ids[{}]", i), asked.loan_ids(i)));
  }
  errors.Require(loan_ids.size() <= kVouchersMax, "financing.loan_ids",
                 fmt::format("has more than {} elements", kVouchersMax));
  return MeasureFacts(Financing::ClaimFor(
      {request.enterprise_id(), submitted_date, std::move(loan_ids)}, type, year, product_id));
}

}  // namespace

Attachments ReadAttachments(const v1::Attachments& asked, FieldErrors& errors) {
  constexpr char kWrong[] = "is no SHA-256 in 64 lower-case hex digits";
  Attachments attachments{{asked.file_digests().begin(), asked.file_digests().end()},
                          asked.account_digest()};
  for (int i = 0; i < asked.file_digests_size(); ++i) {
    errors.Require(IsDigest(asked.file_digests(i)), fmt::format("attachments.file_digests[{}]", i),
                   kWrong);
  }
  errors.Require(asked.file_digests_size() <= static_cast<int>(kAttachmentsMax),
                 "attachments.file_digests",
                 fmt::format("has more than {} elements", kAttachmentsMax));
  errors.Require(asked.account_digest().empty() || IsDigest(asked.account_digest()),
                 "attachments.account_digest", kWrong);
  std::vector<std::string>& digests = attachments.file_digests;
  std::ranges::sort(digests);
  const auto repeated = std::ranges::unique(digests);
  digests.erase(repeated.begin(), repeated.end());
  return attachments;
}

std::vector<Invoice> ReadInvoices(const InvoiceMessages& asked, FieldErrors& errors) {
  errors.Require(asked.size() <= kInvoicesMax, "invoices",
                 fmt::format("has more than {} elements", kInvoicesMax));
  std::set<Invoice> invoices;
  for (int i = 0; i < std::min(asked.size(), kInvoicesMax); ++i) {
    const auto invoice = InvoiceOf(asked[i].code(), asked[i].number());
    errors.Require(invoice.has_value(), fmt::format("invoices[{}]", i),
                   "has neither a code of 10 or 12 digits and a number of 8, nor no code and a "
                   "number of 20");
    if (invoice.has_value()) invoices.insert(*invoice);
  }
  return {invoices.begin(), invoices.end()};
}

MeasureFacts ReadClaimedFacts(const v1::SubmitClaimRequest& request, absl::CivilDay submitted_date,
                              FieldErrors& errors) {
  errors.Present("basis", request.basis_case() != v1::SubmitClaimRequest::BASIS_NOT_SET);
  if (request.has_first_market_entry()) {
    return ReadFirstMarketEntry(request.first_market_entry(), errors);
  }
  if (request.has_insurance()) return ReadInsurance(request, submitted_date, errors);
  if (request.has_financing()) return ReadFinancing(request, submitted_date, errors);
  if (request.has_standards()) return ReadStandards(request, errors);
  if (request.has_exchange()) return ReadExchange(request, errors);
  return {};
}

v1::Claim MessageOf(const ClaimFile& file, const ClaimSteps& steps) {
  v1::Claim claim;
  claim.set_claim_id(file.claim_id);
  claim.set_round_id(file.terms.round_id);
  claim.set_measure(file.terms.measure);
  claim.set_enterprise_id(file.terms.enterprise_id);
  claim.set_state(file.state);
  claim.set_cap_key(file.terms.cap_key);
  claim.set_budget_id(file.terms.budget_id);
  claim.set_limit_year(file.terms.limit_year);
  claim.set_acceptance_number(file.acceptance_number);
  claim.set_amount_fen(file.amount.count);
  if (file.notice_ends_date != absl::CivilDay()) {
    claim.set_notice_ends_date(FormatDate(file.notice_ends_date));
  }
  claim.set_grant_id(file.grant_id);
  claim.set_order_id(file.order_id);
  if (file.sheet != nullptr) *claim.mutable_sheet() = *file.sheet;
  for (const ClaimSteps::Step& taken : steps.steps) {
    v1::ClaimStep& step = *claim.add_steps();
    step.set_event_type(taken.event_type);
    step.set_position(taken.position.value);
    step.set_recorded_time(
        absl::FormatTime("%Y-%m-%d%ET%H:%M:%E6SZ", taken.recorded_time, absl::UTCTimeZone()));
    step.set_principal(taken.principal);
    step.set_date(taken.date);
  }
  for (const grants::AttributedAmount& part : AttributionOf(file)) {
    v1::AttributedAmount& added = *claim.add_attribution();
    added.set_subject_id(part.subject_id);
    added.set_amount_fen(part.amount.count);
  }
  AddMoney(file.payment, claim);
  WriteInvoices(file.terms.invoices, *claim.mutable_invoices());
  // A claim's basis has the same form in the fact and in the answer.
  v1::ClaimSubmitted basis;
  WriteBasis(file.terms.basis, basis);
  if (basis.has_first_market_entry()) {
    *claim.mutable_first_market_entry() = basis.first_market_entry();
  }
  if (basis.has_insurance()) *claim.mutable_insurance() = basis.insurance();
  if (basis.has_financing()) *claim.mutable_financing() = basis.financing();
  if (basis.has_standards()) *claim.mutable_standards() = basis.standards();
  if (basis.has_exchange()) *claim.mutable_exchange() = basis.exchange();
  return claim;
}

v1::RoundOpened MessageOf(const RoundFile& round) {
  v1::RoundOpened message;
  message.set_round_id(round.round_id);
  message.set_measure(round.measure);
  message.set_round_year(round.round_year);
  message.set_budget_id(round.budget_id);
  message.set_budget_year(round.budget_year);
  if (round.rate.has_value()) {
    message.set_rate_numerator(round.rate->num());
    message.set_rate_denominator(round.rate->den());
  }
  message.set_notice_working_days(round.notice_working_days);
  message.set_opens_date(FormatDate(round.opens_date));
  message.set_closes_date(FormatDate(round.closes_date));
  message.set_policy_version_id(round.policy_version_id);
  message.set_policy_digest(round.policy_digest);
  WriteGuide(round.guide, message);
  message.set_reduction_mode(round.reduction_mode);
  message.set_document(round.document);
  message.set_meeting_required(round.meeting_required);
  return message;
}

}  // namespace debut::grants
