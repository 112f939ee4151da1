#pragma once

#include <array>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "decision/testing/kept_views.h"
#include "domain/grants/testing/auditor.h"
#include "domain/grants/testing/histories.h"
#include "domain/grants/testing/review_acts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::grants::testing {

// What somebody of the office may do next, or what the world does to it.
enum class Act {
  kSubmit,
  kAccept,
  kCompute,
  kPropose,
  kOpenNotice,
  kCloseNotice,
  kGrant,
  kOrder,
  kSettle,
  kReturn,
  kRefuse,
  kWithdraw,
  kAdjust,
  kProposeClawback,
  kApproveClawback,
  kDismissClawback,
  kRecover,
  kWriteOff,
  kTransfer,
  kLapse,
  kAmend,
  kTerminate,
  kVoid,
  kCount
};

// A claim that may be made again and again.
struct PlannedClaim {
  std::string claim_id;
  std::string round_id;
  std::string enterprise_id;
  std::string product_id;
  std::vector<std::string> contract_ids;
};

// An office in whose world claims compete for two caps, two budgets and three contracts, while
// random people do mostly, but not always, what is expected next. Everything follows from the seed.
class RandomOffice {
 public:
  explicit RandomOffice(std::uint64_t seed);

  // One random command; then the command, if there is one, that was prepared a step ago and has
  // been overtaken.
  void Step();

  std::vector<eventstore::SequencedEvent> Log() const;
  // An auditor who has looked at everything.
  Auditor Audit() const;
  const std::map<std::string, int>& refusals() const { return refusals_; }

 private:
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  std::string Somebody();
  void Record(const History& events);
  void OpenRound(const std::string& round_id, const std::string& budget_id);
  void Submit(const PlannedClaim& claim);
  void Do(Act act, const PlannedClaim& claim, const ClaimFile& file);
  void DoPayment(Act act, const PlannedClaim& claim, const ClaimFile& file);
  void DoClawback(Act act, const PlannedClaim& claim, const ClaimFile& file);
  void DoBudget(Act act);
  void Happen(Act act);
  void Review(ReviewActs::Act act, const ClaimFile& file);

  // Now, or after the next command.
  template <decision::Command C>
  void Run(const C& command, const std::string& by) {
    if (Between(0, 5) > 0) return Decide(command, by);
    waiting_ = [this, command, by] { Decide(command, by); };
  }
  template <decision::Command C>
  void Decide(const C& command, const std::string& by) {
    Answer(views_.Execute(command, ContextOf(by)).status());
  }
  static decision::CommandContext ContextOf(const std::string& by);
  void Answer(const absl::Status& status);

  std::mt19937_64 random_;
  ReviewActs review_{random_};
  eventstore::InMemoryEventStore store_;
  decision::testing::KeptViews views_{store_};
  absl::CivilDay date_{2021, 1, 5};
  int recoveries_count_ = 0;
  int orders_count_ = 0;
  std::array<int, 5> tries_ = {};
  std::function<void()> waiting_;
  std::map<std::string, int> refusals_;
};

}  // namespace debut::grants::testing
