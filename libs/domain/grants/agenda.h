#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::grants {

// A step of a claim that the calendar takes.
struct CalendarStep {
  enum class Kind { kCloseNotice, kExpireCorrection };

  Kind kind = Kind::kCloseNotice;
  std::string claim_id;
  absl::CivilDay date;          // Of the step, by the facts: not of the day on which it is taken.
  eventstore::Position origin;  // Of the fact that gave the term: one step for each.

  bool operator==(const CalendarStep&) const = default;
};

// The steps that the calendar will take, as far as the log was read: of running notices and of
// corrections that are due. What people put on record they may also finish on that day, so a step
// is taken from the day on that follows both the end of the term and its record; facts that are
// recorded late don't race with whoever records them. A notice with an open objection, and a
// suspended claim, wait. Not a decision: the commands look again.
//
// Memory: the claims with a running term. Not thread-safe.
class Agenda {
 public:
  static eventstore::Query Selects();
  // Of events as stored, with their recorded time, in log order.
  void Apply(const eventstore::SequencedEvent& event);

  // In the order in which they fell due. A step is listed until it is done, by whomever, or put
  // off.
  std::vector<CalendarStep> DueOn(absl::CivilDay today) const;
  // Not to be listed again before something new is known of the claim: it was refused.
  void PutOff(const CalendarStep& step);
  std::size_t size() const { return terms_.size(); }

 private:
  struct Term {
    CalendarStep::Kind kind = CalendarStep::Kind::kCloseNotice;
    eventstore::Position origin = {};
    absl::CivilDay ends_date = {};      // The last day, until 24:00.
    absl::CivilDay recorded_date = {};  // In Shanghai.
    absl::CivilDay waited_until = {};   // When what it waited for ended.
    std::set<std::string> objections = {};
    bool suspended = false;
    bool put_off = false;

    bool Waits() const { return suspended || put_off || !objections.empty(); }
    absl::CivilDay From() const;
  };

  void Begin(const std::string& claim_id, Term term);
  void End(const std::string& claim_id);
  template <typename Change>
  void Update(const std::string& claim_id, Change change);
  void ApplyTerm(const eventstore::SequencedEvent& event);
  void ApplyWaiting(const eventstore::SequencedEvent& event);

  std::map<std::string, Term> terms_;                       // By claim.
  std::set<std::pair<absl::CivilDay, std::string>> queue_;  // From which day, claim.
};

}  // namespace debut::grants
