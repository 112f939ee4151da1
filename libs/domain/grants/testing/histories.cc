#include "domain/grants/testing/histories.h"

#include <map>

#include "base/ensure.h"
#include "decision/loader.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/budget_usage.h"
#include "domain/policy/testing/policy_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::grants::testing {
namespace {

constexpr char kSignedDate[] = "2020-11-02";

// Stands for a computed sheet where a test does not look at it.
policy::v1::CalculationSheet SheetOf(const Story& story) {
  policy::v1::CalculationSheet sheet;
  sheet.set_claim_id(story.claim_id);
  sheet.set_award_fen(story.award.count);
  return sheet;
}

std::string CapKeyOf(const Story& story) { return "m3/" + story.product_id; }

std::string KeyOf(const Story& story) { return "contract/" + story.contract_id; }

}  // namespace

Story StoryOf(int number) {
  const std::string suffix = "-" + std::to_string(number);
  return {.enterprise_id = "E" + suffix,
          .product_id = "P" + suffix,
          .contract_id = "C" + suffix,
          .claim_id = "CL" + suffix};
}

History Maker(const Story& story) {
  namespace parties = registry::testing;
  return Of(parties::Registered(story.enterprise_id),
            parties::InZone(story.enterprise_id, "2016-03-01"),
            parties::Sme(story.enterprise_id, "2016-03-01"));
}

History Product(const Story& story) {
  namespace products = certification::testing;
  return Of(products::Submitted(story.product_id, story.enterprise_id),
            products::Certified(story.product_id, story.enterprise_id, "2020-10-20", story.level),
            products::Listed(story.product_id, story.enterprise_id, "2020-12-30", story.level));
}

market::v1::ContractSigned Contract(const Story& story) {
  market::v1::ContractSigned fact;
  fact.set_contract_id(story.contract_id);
  fact.set_evidence_key(KeyOf(story));
  fact.set_seller_id(story.enterprise_id);
  fact.set_buyer_id("E-9");
  fact.set_end_user_id("E-9");
  fact.set_number("首购-" + story.contract_id);
  fact.set_signed_date(kSignedDate);
  fact.set_amount_fen(story.price.count);
  auto& line = *fact.add_lines();
  line.set_product_id(story.product_id);
  line.set_amount_fen(story.price.count);
  return fact;
}

History FirstEntry(const Story& story) {
  market::v1::FirstEntryCaseOpened opened;
  opened.set_family_id(story.product_id);
  opened.set_enterprise_id(story.enterprise_id);
  opened.set_end_user_id("E-9");
  opened.set_earliest_signed_date(kSignedDate);
  opened.set_opened_date("2020-12-31");
  market::v1::FirstEntryContractJoined joined;
  joined.set_family_id(story.product_id);
  joined.set_contract_id(story.contract_id);
  joined.set_product_id(story.product_id);
  joined.set_signed_date(kSignedDate);
  joined.set_joined_date("2020-12-31");
  return Of(Contract(story), opened, joined);
}

History PolicyOf2020(const std::string& text) {
  // Kept: to read the text and to digest it takes longer than most tests.
  static std::map<std::string, History> adopted;
  const auto [kept, is_new] = adopted.try_emplace(text);
  if (is_new) {
    kept->second =
        Of(policy::testing::Adopted(text.empty() ? policy::testing::MeasuresOf2020() : text));
  }
  return kept->second;
}

v1::RoundOpened Round(const Story& story) {
  v1::RoundOpened fact;
  fact.set_round_id(story.round_id);
  fact.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  fact.set_round_year(2021);
  fact.set_budget_id(story.budget_id);
  fact.set_budget_year(2021);
  fact.set_rate_numerator(30);
  fact.set_rate_denominator(100);
  fact.set_notice_working_days(5);
  fact.set_opens_date("2021-01-04");
  fact.set_closes_date("2021-03-31");
  fact.set_policy_version_id("2020-12-30");
  static const std::string digest = policy::PolicyDigest(policy::testing::MeasuresOf2020());
  fact.set_policy_digest(digest);
  fact.set_document("2021年度首次进入市场申报指南");
  return fact;
}

v1::BudgetAllotted Budget(money::Fen amount, const Story& story) {
  v1::BudgetAllotted fact;
  fact.set_budget_id(story.budget_id);
  fact.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  fact.set_budget_year(2021);
  fact.set_amount_fen(amount.count);
  fact.set_document("2021年度预算批复");
  fact.set_allotted_date("2021-01-04");
  return fact;
}

v1::RoundOpened RoundOf(policy::v1::Measure measure, std::uint32_t budget_year, int rate_percent,
                        const std::string& round_id) {
  Story story;
  story.round_id = round_id;
  story.budget_id = BudgetId(measure, budget_year);
  v1::RoundOpened round = Round(story);
  round.set_measure(measure);
  round.set_rate_numerator(rate_percent);
  round.set_closes_date("2022-12-31");
  return round;
}

v1::BudgetAllotted BudgetOf(policy::v1::Measure measure, std::uint32_t budget_year,
                            money::Fen amount) {
  Story story;
  story.budget_id = BudgetId(measure, budget_year);
  v1::BudgetAllotted budget = Budget(amount, story);
  budget.set_measure(measure);
  return budget;
}

v1::ClaimSubmitted Submitted(const Story& story) {
  v1::ClaimSubmitted fact;
  fact.set_claim_id(story.claim_id);
  fact.set_round_id(story.round_id);
  fact.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  fact.set_enterprise_id(story.enterprise_id);
  fact.set_subject_key(CapKeyOf(story));
  fact.set_cap_key(CapKeyOf(story));
  fact.set_budget_id(story.budget_id);
  fact.set_round_year(2021);
  fact.set_budget_year(2021);
  fact.set_submitted_date("2021-01-11");
  WriteInvoices(story.invoices, *fact.mutable_invoices());
  fact.mutable_first_market_entry()->set_product_id(story.product_id);
  fact.mutable_first_market_entry()->set_family_id(story.product_id);
  fact.mutable_first_market_entry()->add_contract_ids(story.contract_id);
  return fact;
}

v1::ClaimAccepted Accepted(const Story& story, std::uint32_t number) {
  v1::ClaimAccepted fact;
  fact.set_claim_id(story.claim_id);
  fact.set_round_id(story.round_id);
  fact.set_acceptance_number(number);
  fact.set_accepted_date("2021-01-12");
  return fact;
}

v1::AwardComputed Computed(const Story& story) {
  v1::AwardComputed fact;
  fact.set_claim_id(story.claim_id);
  *fact.mutable_sheet() = SheetOf(story);
  fact.set_amount_fen(story.award.count);
  return fact;
}

v1::AwardProposed Proposed(const Story& story) {
  v1::AwardProposed fact;
  fact.set_claim_id(story.claim_id);
  fact.set_cap_key(CapKeyOf(story));
  fact.set_budget_id(story.budget_id);
  fact.set_amount_fen(story.award.count);
  auto& use = *fact.add_evidence();
  use.set_evidence_key(KeyOf(story));
  use.set_subject_id(story.contract_id);
  *fact.mutable_sheet() = SheetOf(story);
  fact.set_enterprise_id(story.enterprise_id);
  fact.set_proposed_date("2021-01-13");
  return fact;
}

v1::NoticeOpened Opened(const Story& story) {
  v1::NoticeOpened fact;
  fact.set_claim_id(story.claim_id);
  fact.set_opened_date("2021-01-15");
  fact.set_working_days(5);
  fact.set_ends_date("2021-01-22");
  fact.set_payee_id(story.enterprise_id);
  return fact;
}

v1::NoticeClosed Closed(const Story& story) {
  v1::NoticeClosed fact;
  fact.set_claim_id(story.claim_id);
  fact.set_closed_date("2021-01-23");
  return fact;
}

v1::SubsidyGranted Granted(const Story& story) {
  v1::SubsidyGranted fact;
  fact.set_claim_id(story.claim_id);
  fact.set_grant_id("G-" + story.claim_id);
  fact.set_cap_key(CapKeyOf(story));
  fact.set_budget_id(story.budget_id);
  fact.set_amount_fen(story.award.count);
  fact.set_enterprise_id(story.enterprise_id);
  fact.set_granted_date("2021-01-25");
  fact.set_document("资助决定");
  return fact;
}

v1::PaymentOrdered Ordered(const Story& story) {
  v1::PaymentOrdered fact;
  fact.set_claim_id(story.claim_id);
  fact.set_order_id("O-" + story.claim_id);
  fact.set_payee_id(story.enterprise_id);
  fact.set_amount_fen(story.award.count);
  fact.set_ordered_date("2021-01-27");
  return fact;
}

v1::PaymentSettled Settled(const Story& story) {
  v1::PaymentSettled fact;
  fact.set_claim_id(story.claim_id);
  fact.set_order_id("O-" + story.claim_id);
  fact.set_cap_key(CapKeyOf(story));
  fact.set_budget_id(story.budget_id);
  fact.set_amount_fen(story.award.count);
  fact.set_enterprise_id(story.enterprise_id);
  fact.set_settled_date("2021-01-29");
  fact.set_bank_reference("ICBC-1");
  fact.set_subject_key(CapKeyOf(story));
  fact.set_round_id(story.round_id);
  return fact;
}

v1::PaymentReturned Returned(const Story& story) {
  v1::PaymentReturned fact;
  fact.set_claim_id(story.claim_id);
  fact.set_order_id("O-" + story.claim_id);
  fact.set_amount_fen(story.award.count);
  fact.set_returned_date("2021-01-29");
  fact.set_grounds("账户已注销");
  return fact;
}

v1::ReserveReleased Released(v1::ReserveStage stage, const Story& story) {
  v1::ReserveReleased fact;
  fact.set_claim_id(story.claim_id);
  fact.set_cap_key(CapKeyOf(story));
  fact.set_budget_id(story.budget_id);
  fact.set_amount_fen(story.award.count);
  auto& use = *fact.add_evidence();
  use.set_evidence_key(KeyOf(story));
  use.set_subject_id(story.contract_id);
  fact.set_enterprise_id(story.enterprise_id);
  fact.set_stage(stage);
  return fact;
}

market::v1::ContractPaymentReceived Received(money::Fen amount, const Story& story) {
  market::v1::ContractPaymentReceived fact;
  fact.set_contract_id(story.contract_id);
  fact.set_voucher_number("V-1");
  fact.set_received_date("2021-01-05");
  fact.set_amount_fen(amount.count);
  return fact;
}

History Facts(const Story& story) {
  return Maker(story) + Product(story) + FirstEntry(story) + PolicyOf2020() + Of(Round(story));
}

History ClaimUntil(v1::ClaimState state, const Story& story) {
  History steps;
  const auto add = [&](v1::ClaimState reached, const eventstore::Event& event) {
    if (state >= reached) steps.push_back(event);
  };
  add(v1::CLAIM_STATE_SUBMITTED, By(kClerk, Submitted(story)));
  add(v1::CLAIM_STATE_ACCEPTED, By(kClerk, Accepted(story)));
  add(v1::CLAIM_STATE_COMPUTED, By(kCalculator, Computed(story)));
  add(v1::CLAIM_STATE_PROPOSED, By(kProposer, Proposed(story)));
  add(v1::CLAIM_STATE_NOTICE_OPEN, By(kProposer, Opened(story)));
  add(v1::CLAIM_STATE_NOTICE_CLOSED, By(kProposer, Closed(story)));
  add(v1::CLAIM_STATE_GRANTED, By(kApprover, Granted(story)));
  add(v1::CLAIM_STATE_ORDERED, By(kCashier, Ordered(story)));
  if (state == v1::CLAIM_STATE_PAID) steps.push_back(By(kCashier, Settled(story)));
  if (state == v1::CLAIM_STATE_PAYMENT_RETURNED) steps.push_back(By(kCashier, Returned(story)));
  return steps;
}

History Until(v1::ClaimState state, const Story& story) {
  return Facts(story) + ClaimUntil(state, story);
}

ClaimKeys KeysIn(const History& history, const std::string& claim_id) {
  eventstore::InMemoryEventStore store;
  if (!history.empty()) {
    const auto appended = store.Append(history, std::nullopt);
    ENSURE(appended.ok(), appended.status().ToString());
  }
  auto keys = KeysOfClaim(claim_id, decision::Loader(store));
  ENSURE(keys.ok(), keys.status().ToString());
  return *std::move(keys);
}

}  // namespace debut::grants::testing
