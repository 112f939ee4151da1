#pragma once

#include <string>
#include <vector>

#include "debut/certification/v1/certification_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/market/v1/market_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/grants/claim_keys.h"
#include "money/fen.h"

// Histories of claims for tests. One story: E-1 makes the product P-1, certified on 2020-10-20 and
// listed on 2020-12-30; it sold it to E-9 by contract C-1 of 3,333,333.33 yuan on 2020-11-02; in
// round R-1 (30 %, 4 January to 31 March 2021) it claims CL-1, which is paid on 2021-01-29.
namespace debut::grants::testing {

struct History : std::vector<eventstore::Event> {
  using std::vector<eventstore::Event>::vector;
  friend History operator+(History first, const History& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
  }
};

// The people of the office.
inline constexpr char kClerk[] = "李娜";
inline constexpr char kCalculator[] = "陈静";
inline constexpr char kProposer[] = "赵磊";
inline constexpr char kApprover[] = "周敏";
inline constexpr char kCashier[] = "吴强";

inline constexpr money::Fen kPrice{333'333'333};
inline constexpr money::Fen kAward{99'999'999};  // 30 % of it: one fen below the domestic cap.

// A fact that a person recorded.
template <typename Fact>
eventstore::Event By(const std::string& principal, const Fact& fact) {
  eventstore::Event event = decision::EncodeFact(fact);
  event.principal = principal;
  return event;
}

template <typename... Facts>
History Of(const Facts&... facts) {
  return {By(kClerk, facts)...};
}

// Ids of another story than the first one: StoryOf(2) has E-2, P-2, C-2, CL-2, in the same round.
struct Story {
  std::string enterprise_id = "E-1";
  std::string product_id = "P-1";  // Also its family.
  std::string contract_id = "C-1";
  std::string claim_id = "CL-1";
  std::string round_id = "R-1";
  std::string budget_id = "3/2021";
  money::Fen price = kPrice;
  money::Fen award = kAward;
  certification::v1::Level level = certification::v1::LEVEL_DOMESTIC;
  std::vector<Invoice> invoices = {};
};
Story StoryOf(int number);

History Maker(const Story& story = {});    // Registered, in the zone, a small enterprise.
History Product(const Story& story = {});  // Certified and listed.
market::v1::ContractSigned Contract(const Story& story = {});
History FirstEntry(const Story& story = {});         // The contract and its case.
History PolicyOf2020(const std::string& text = "");  // Empty: the installed one.
v1::RoundOpened Round(const Story& story = {});
v1::BudgetAllotted Budget(money::Fen amount, const Story& story = {});
// A round of any measure, open from 2021-01-04 to 2022-12-31, and the budget that it draws on.
v1::RoundOpened RoundOf(policy::v1::Measure measure, std::uint32_t budget_year, int rate_percent,
                        const std::string& round_id = "R-1");
v1::BudgetAllotted BudgetOf(policy::v1::Measure measure, std::uint32_t budget_year,
                            money::Fen amount = money::Yuan(10'000'000));

v1::ClaimSubmitted Submitted(const Story& story = {});                          // 2021-01-11
v1::ClaimAccepted Accepted(const Story& story = {}, std::uint32_t number = 1);  // 2021-01-12
v1::AwardComputed Computed(const Story& story = {});
v1::AwardProposed Proposed(const Story& story = {});    // 2021-01-13
v1::NoticeOpened Opened(const Story& story = {});       // 2021-01-15, ends 2021-01-22
v1::NoticeClosed Closed(const Story& story = {});       // 2021-01-23
v1::SubsidyGranted Granted(const Story& story = {});    // 2021-01-25, G-1
v1::PaymentOrdered Ordered(const Story& story = {});    // 2021-01-27, O-1
v1::PaymentSettled Settled(const Story& story = {});    // 2021-01-29
v1::PaymentReturned Returned(const Story& story = {});  // 2021-01-29
v1::ReserveReleased Released(v1::ReserveStage stage, const Story& story = {});
market::v1::ContractPaymentReceived Received(money::Fen amount, const Story& story = {});

// Everything that the steps of the claim read besides the claim's own steps.
History Facts(const Story& story = {});
// The claim's own steps up to a state, by the people who take them.
History ClaimUntil(v1::ClaimState state, const Story& story = {});
// Facts and steps.
History Until(v1::ClaimState state, const Story& story = {});

// The keys that a handler would look up in this history.
ClaimKeys KeysIn(const History& history, const std::string& claim_id = "CL-1");

}  // namespace debut::grants::testing
