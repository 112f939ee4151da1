#pragma once

#include <cstdint>
#include <string>

#include "debut/certification/v1/certification_events.pb.h"
#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "eventstore/event_store.h"

// Facts as the domain records them, with what read models look at.
namespace debut::readmodels::testing {

// An award, to make all facts of its life from. The defaults are those of measure 3.
struct Award {
  std::string claim_id;
  std::string enterprise_id;
  std::string cap_key;
  std::string budget_id;
  std::int64_t amount_fen = 0;
  std::int64_t cap_fen = 100'000'000;
  bool unlimited = false;
  policy::v1::Measure measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY;
  std::uint32_t limit_year = 0;
  std::uint32_t round_year = 2021;
  std::string round_id = "R-1";
  std::string product_id = "P-1";  // Empty: the claim is for no product.
  std::string evidence_key = {};   // Empty: none.
};

grants::v1::ClaimSubmitted Submitted(const Award& award);
grants::v1::ClaimAccepted Accepted(const Award& award, std::uint32_t number);
grants::v1::AwardComputed Computed(const Award& award);
grants::v1::AwardProposed Proposed(const Award& award);
grants::v1::ReserveReleased Released(const Award& award, grants::v1::ReserveStage stage);
grants::v1::ClaimRefused Refused(const Award& award);
grants::v1::ClaimWithdrawn Withdrawn(const Award& award);
grants::v1::NoticeOpened NoticeOpened(const Award& award, const std::string& ends_date);
grants::v1::NoticeClosed NoticeClosed(const Award& award);
grants::v1::SubsidyGranted Granted(const Award& award);
grants::v1::PaymentOrdered Ordered(const Award& award, const std::string& order_id);
grants::v1::PaymentSettled Settled(const Award& award, const std::string& order_id);
grants::v1::PaymentReturned Returned(const Award& award, const std::string& order_id);
// Leaves `outstanding_fen` of the clawback; frees the evidence if `all` of the award has come back.
grants::v1::RecoveryRecorded Recovered(const Award& award, std::int64_t amount_fen,
                                       std::int64_t outstanding_fen, bool all);
grants::v1::PerformanceReported Reported(const Award& award);

grants::v1::BudgetAllotted Allotted(policy::v1::Measure measure, std::uint32_t year,
                                    std::int64_t amount_fen);
grants::v1::RoundOpened RoundOpened(const std::string& round_id);
registry::v1::EnterpriseRegistered Registered(const std::string& enterprise_id,
                                              const std::string& name);
registry::v1::EnterpriseRenamed Renamed(const std::string& enterprise_id, const std::string& name,
                                        const std::string& effective_date);
registry::v1::EnterprisesMerged Merged(const std::string& predecessor_id,
                                       const std::string& successor_id);
// The policy under deploy/, in force from 2020-09-19 on.
policy::v1::PolicyAdopted Adopted();
certification::v1::ProductSubmitted ProductSubmitted(const std::string& product_id,
                                                     const std::string& enterprise_id);
certification::v1::ProductCertified Certified(const std::string& product_id,
                                              certification::v1::Level level,
                                              const std::string& date);
certification::v1::ProductListed Listed(const std::string& product_id,
                                        const std::string& edition_id, const std::string& date);
certification::v1::ProductDelisted Delisted(const std::string& product_id,
                                            certification::v1::DelistingKind kind,
                                            const std::string& date);
certification::v1::ProductLevelChanged LevelChanged(const std::string& product_id,
                                                    certification::v1::Level level,
                                                    const std::string& date);

// Appends the facts together, and returns the position of the last one.
eventstore::Position Append(eventstore::EventStore& log,
                            std::initializer_list<const google::protobuf::Message*> facts);
template <typename... Facts>
eventstore::Position Record(eventstore::EventStore& log, const Facts&... facts) {
  return Append(log, {&facts...});
}

}  // namespace debut::readmodels::testing
