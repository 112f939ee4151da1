#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/testing/kept_views.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/testing/histories.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::grants::testing {

// An office over a log of its own: commands are prepared, decided and recorded one after the other,
// by the people whose job they are. Steps answer the reason of their refusal; empty: done.
class Desk {
 public:
  explicit Desk(const History& facts, absl::CivilDay date = absl::CivilDay(2021, 1, 11))
      : date_(date) {
    Record(facts);
  }

  void Record(const History& facts);

  // The date of the steps that follow.
  void On(absl::CivilDay date) { date_ = date; }
  std::string Submit(const std::string& claim_id, const std::string& round_id,
                     const MeasureFacts& facts, const std::string& enterprise_id = "E-1");
  // Through the steps after the submission until the claim is in that state, or one is refused.
  // Moves on by the days of the public notice.
  std::string Lead(const std::string& claim_id, v1::ClaimState until);
  // The one step that follows.
  std::string Step(const std::string& claim_id) { return Take(claim_id, File(claim_id)); }
  std::string Withdraw(const std::string& claim_id);
  // The step that follows once it is paid: the clawback of what is not due any more, its approval,
  // and its recovery, `part` of it at most.
  std::string Reclaim(const std::string& claim_id, money::Fen part = money::kAmountMax);

  ClaimFile File(const std::string& claim_id) const;
  money::Fen Amount(const std::string& claim_id) const { return File(claim_id).amount; }
  CapUsage Usage(const std::vector<std::string>& cap_keys) const;
  // What the claim is worth now, if others than itself used that much of its cap.
  money::Fen WorthBeside(const std::string& claim_id, money::Fen used_by_others) const;

  const eventstore::EventStore& store() const { return store_; }

 private:
  std::string Take(const std::string& claim_id, const ClaimFile& file);

  template <decision::Command C>
  std::string Do(const C& command, const std::string& by);

  eventstore::InMemoryEventStore store_;
  decision::testing::KeptViews views_{store_};
  absl::CivilDay date_;
  int requests_count_ = 0;
  int recoveries_count_ = 0;
};

}  // namespace debut::grants::testing
