#include "services/readmodels/testing/facts.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "decision/fact_codec.h"
#include "domain/policy/testing/policy_facts.h"

namespace debut::readmodels::testing {
namespace {

constexpr char kDate[] = "2021-03-01";

// The fields that all facts of an award have.
template <typename Fact>
Fact FactOf(const Award& award) {
  Fact fact;
  fact.set_claim_id(award.claim_id);
  fact.set_cap_key(award.cap_key);
  fact.set_budget_id(award.budget_id);
  fact.set_amount_fen(award.amount_fen);
  fact.set_enterprise_id(award.enterprise_id);
  return fact;
}

// What is claimed by the proposal and given back by the release.
template <typename Fact>
Fact WithEvidence(const Award& award, Fact fact) {
  if (award.evidence_key.empty()) return fact;
  grants::v1::EvidenceUse& use = *fact.add_evidence();
  use.set_evidence_key(award.evidence_key);
  use.set_subject_id("S-" + award.claim_id);
  return fact;
}

policy::v1::CalculationSheet SheetOf(const Award& award) {
  policy::v1::CalculationSheet sheet;
  sheet.set_claim_id(award.claim_id);
  sheet.set_measure(award.measure);
  sheet.set_cap_key(award.cap_key);
  sheet.set_limit_year(award.limit_year);
  sheet.set_round_year(award.round_year);
  sheet.add_steps()->set_kind(policy::v1::STEP_KIND_SUM);
  if (!award.cap_key.empty()) {
    policy::v1::SheetStep& step = *sheet.add_steps();
    step.set_kind(policy::v1::STEP_KIND_CAP);
    step.set_unlimited(award.unlimited);
    if (!award.unlimited) step.set_limit_fen(award.cap_fen);
  }
  sheet.set_award_fen(award.amount_fen);
  return sheet;
}

}  // namespace

grants::v1::ClaimSubmitted Submitted(const Award& award) {
  grants::v1::ClaimSubmitted fact;
  fact.set_claim_id(award.claim_id);
  fact.set_round_id(award.round_id);
  fact.set_measure(award.measure);
  fact.set_enterprise_id(award.enterprise_id);
  fact.set_cap_key(award.cap_key);
  fact.set_budget_id(award.budget_id);
  fact.set_submitted_date(kDate);
  fact.set_limit_year(award.limit_year);
  fact.set_round_year(award.round_year);
  fact.set_budget_year(award.round_year);
  if (!award.product_id.empty()) {
    fact.mutable_first_market_entry()->set_product_id(award.product_id);
  }
  return fact;
}

grants::v1::ClaimAccepted Accepted(const Award& award, std::uint32_t number) {
  grants::v1::ClaimAccepted fact;
  fact.set_claim_id(award.claim_id);
  fact.set_round_id(award.round_id);
  fact.set_acceptance_number(number);
  return fact;
}

grants::v1::AwardComputed Computed(const Award& award) {
  grants::v1::AwardComputed fact;
  fact.set_claim_id(award.claim_id);
  fact.set_amount_fen(award.amount_fen);
  *fact.mutable_sheet() = SheetOf(award);
  return fact;
}

grants::v1::AwardProposed Proposed(const Award& award) {
  auto fact = WithEvidence(award, FactOf<grants::v1::AwardProposed>(award));
  fact.set_proposed_date(kDate);
  *fact.mutable_sheet() = SheetOf(award);
  return fact;
}

grants::v1::ReserveReleased Released(const Award& award, grants::v1::ReserveStage stage) {
  auto fact = WithEvidence(award, FactOf<grants::v1::ReserveReleased>(award));
  fact.set_stage(stage);
  return fact;
}

grants::v1::RecoveryRecorded Recovered(const Award& award, std::int64_t amount_fen,
                                       std::int64_t outstanding_fen, bool all) {
  auto fact = FactOf<grants::v1::RecoveryRecorded>(award);
  if (all) fact = WithEvidence(award, std::move(fact));
  fact.set_amount_fen(amount_fen);
  fact.set_outstanding_fen(outstanding_fen);
  fact.set_destination(grants::v1::RECOVERY_DESTINATION_TREASURY);
  return fact;
}

grants::v1::PerformanceReported Reported(const Award& award) {
  grants::v1::PerformanceReported fact;
  fact.set_claim_id(award.claim_id);
  return fact;
}

grants::v1::ClaimRefused Refused(const Award& award) {
  grants::v1::ClaimRefused fact;
  fact.set_claim_id(award.claim_id);
  fact.set_round_id(award.round_id);
  return fact;
}

grants::v1::ClaimWithdrawn Withdrawn(const Award& award) {
  grants::v1::ClaimWithdrawn fact;
  fact.set_claim_id(award.claim_id);
  fact.set_round_id(award.round_id);
  return fact;
}

grants::v1::NoticeOpened NoticeOpened(const Award& award, const std::string& ends_date) {
  grants::v1::NoticeOpened fact;
  fact.set_claim_id(award.claim_id);
  fact.set_opened_date(kDate);
  fact.set_ends_date(ends_date);
  return fact;
}

grants::v1::NoticeClosed NoticeClosed(const Award& award) {
  grants::v1::NoticeClosed fact;
  fact.set_claim_id(award.claim_id);
  return fact;
}

grants::v1::SubsidyGranted Granted(const Award& award) {
  auto fact = FactOf<grants::v1::SubsidyGranted>(award);
  fact.set_grant_id("G-" + award.claim_id);
  fact.set_granted_date("2021-04-01");
  return fact;
}

grants::v1::PaymentOrdered Ordered(const Award& award, const std::string& order_id) {
  grants::v1::PaymentOrdered fact;
  fact.set_claim_id(award.claim_id);
  fact.set_order_id(order_id);
  fact.set_payee_id(award.enterprise_id);
  fact.set_amount_fen(award.amount_fen);
  return fact;
}

grants::v1::PaymentSettled Settled(const Award& award, const std::string& order_id) {
  auto fact = FactOf<grants::v1::PaymentSettled>(award);
  fact.set_settled_date("2021-05-01");
  fact.set_order_id(order_id);
  return fact;
}

grants::v1::PaymentReturned Returned(const Award& award, const std::string& order_id) {
  grants::v1::PaymentReturned fact;
  fact.set_claim_id(award.claim_id);
  fact.set_order_id(order_id);
  fact.set_amount_fen(award.amount_fen);
  return fact;
}

grants::v1::BudgetAllotted Allotted(policy::v1::Measure measure, std::uint32_t year,
                                    std::int64_t amount_fen) {
  grants::v1::BudgetAllotted fact;
  fact.set_budget_id(fmt::format("{}/{}", static_cast<int>(measure), year));
  fact.set_measure(measure);
  fact.set_budget_year(year);
  fact.set_amount_fen(amount_fen);
  return fact;
}

grants::v1::RoundOpened RoundOpened(const std::string& round_id) {
  grants::v1::RoundOpened fact;
  fact.set_round_id(round_id);
  fact.set_round_year(2021);
  return fact;
}

registry::v1::EnterpriseRegistered Registered(const std::string& enterprise_id,
                                              const std::string& name) {
  registry::v1::EnterpriseRegistered fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_name(name);
  fact.set_registered_date("2019-01-01");
  return fact;
}

registry::v1::EnterpriseRenamed Renamed(const std::string& enterprise_id, const std::string& name,
                                        const std::string& effective_date) {
  registry::v1::EnterpriseRenamed fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_name(name);
  fact.set_effective_date(effective_date);
  return fact;
}

registry::v1::EnterprisesMerged Merged(const std::string& predecessor_id,
                                       const std::string& successor_id) {
  registry::v1::EnterprisesMerged fact;
  fact.set_predecessor_id(predecessor_id);
  fact.set_successor_id(successor_id);
  fact.set_effective_date(kDate);
  return fact;
}

policy::v1::PolicyAdopted Adopted() {
  return policy::testing::Adopted(policy::testing::MeasuresOf2020());
}

certification::v1::ProductSubmitted ProductSubmitted(const std::string& product_id,
                                                     const std::string& enterprise_id) {
  certification::v1::ProductSubmitted fact;
  fact.set_product_id(product_id);
  fact.set_family_id("F-" + product_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_name("产品" + product_id);
  fact.set_accepted_date("2020-05-01");
  return fact;
}

certification::v1::ProductCertified Certified(const std::string& product_id,
                                              certification::v1::Level level,
                                              const std::string& date) {
  certification::v1::ProductCertified fact;
  fact.set_product_id(product_id);
  fact.set_family_id("F-" + product_id);
  fact.set_enterprise_id("E-1");
  fact.set_level(level);
  fact.set_type(certification::v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  fact.set_field(certification::v1::FIELD_NEW_MATERIALS);
  fact.set_certified_date(date);
  fact.set_name("产品" + product_id);
  return fact;
}

certification::v1::ProductListed Listed(const std::string& product_id,
                                        const std::string& edition_id, const std::string& date) {
  certification::v1::ProductListed fact;
  fact.set_edition_id(edition_id);
  fact.set_product_id(product_id);
  fact.set_family_id("F-" + product_id);
  fact.set_enterprise_id("E-1");
  fact.set_type(certification::v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
  fact.set_field(certification::v1::FIELD_NEW_MATERIALS);
  fact.set_listed_date(date);
  fact.set_name("产品" + product_id);
  return fact;
}

certification::v1::ProductDelisted Delisted(const std::string& product_id,
                                            certification::v1::DelistingKind kind,
                                            const std::string& date) {
  certification::v1::ProductDelisted fact;
  fact.set_product_id(product_id);
  fact.set_enterprise_id("E-1");
  fact.set_kind(kind);
  fact.set_effective_date(date);
  return fact;
}

certification::v1::ProductLevelChanged LevelChanged(const std::string& product_id,
                                                    certification::v1::Level level,
                                                    const std::string& date) {
  certification::v1::ProductLevelChanged fact;
  fact.set_product_id(product_id);
  fact.set_level(level);
  fact.set_effective_date(date);
  return fact;
}

eventstore::Position Append(eventstore::EventStore& log,
                            std::initializer_list<const google::protobuf::Message*> facts) {
  std::vector<eventstore::Event> events;
  for (const google::protobuf::Message* fact : facts) {
    events.push_back(decision::EncodeFact(*fact));
  }
  const auto appended = log.Append(std::move(events), std::nullopt);
  ENSURE(appended.ok(), appended.status().ToString());
  return appended->last;
}

}  // namespace debut::readmodels::testing
