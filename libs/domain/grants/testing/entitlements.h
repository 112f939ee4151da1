#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/market/v1/market_events.pb.h"
#include "eventstore/event.h"

namespace debut::grants::testing {

// What claims are worth by the facts of a log, for an auditor: the formulas once more in plain
// numbers, which share no code with the measures. Amounts are fen, before any cap.
class Entitlements {
 public:
  void Look(const eventstore::SequencedEvent& event);

  // Whether all awards under the claim's cap are one entitlement (measures 4 and 7).
  bool IsOfTheWholeCap(const std::string& claim_id) const;
  // Of the claim; or of the whole cap, if the live awards under it were given for these subjects.
  std::int64_t WorthOf(const std::string& claim_id, const std::set<std::string>& subjects) const;

 private:
  struct Expense {
    int category = 0;
    std::int64_t approved_fen = 0;
    bool is_void = false;
  };

  void LookAtContract(const eventstore::SequencedEvent& event);
  void LookAtPayment(const eventstore::SequencedEvent& event);
  void LookAtGuidedMeasure(const eventstore::SequencedEvent& event);
  bool IsForVoidProducts(const std::string& subject) const;
  std::int64_t PricesOf(const v1::FirstMarketEntryBasis& basis) const;
  std::int64_t RewardsOf(const v1::StandardsBasis& basis, const v1::StandardsGuide& guide) const;
  std::int64_t ExpensesOf(const v1::ExchangeBasis& basis, const v1::ExchangeGuide& guide) const;

  std::map<std::string, v1::ClaimSubmitted> claims_;
  std::map<std::string, v1::RoundOpened> rounds_;
  std::set<std::string> void_;                     // Products.
  std::map<std::string, std::int64_t> contracts_;  // What counts of each; -1: never any of it.
  std::map<std::string, std::int64_t> payments_;   // Premium and interest less refunds; subject.
  std::map<std::string, std::vector<std::string>> insured_;   // Products of each policy.
  std::map<std::string, int> tiers_;                          // By standard.
  std::map<std::pair<std::string, std::string>, int> roles_;  // By standard and drafter.
  std::map<std::string, int> event_kinds_;                    // By event.
  std::map<std::string, Expense> expenses_;
};

}  // namespace debut::grants::testing
