#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eventstore/event_store.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/simulated_log.h"

namespace debut::simulation {

// What must hold at the end of a history, found by folding and deciding everything again; what
// doesn't is added to `findings`.
class Checks {
 public:
  // Reads the log, which is up: positions without gaps, times that increase, the tree's root.
  Checks(const SimulatedLog& log, std::vector<std::string>& findings);

  const std::vector<eventstore::SequencedEvent>& events() const { return events_; }

  // The auditor of the domain, who shares no code with the decisions: caps, budgets, makers and
  // checkers, entitlements at every position.
  void LookAtMoney(std::map<std::string, std::int64_t> caps);
  // Each question was recorded at most once, whole, and just as it is decided again on the log as
  // it was before; each answer is that, or what is decided again at some position between question
  // and answer. Events up to `given` came from elsewhere.
  void LookAtAnswers(const Ledger& ledger, std::uint64_t given);
  // Each closed day's position is its last one, and one day's digests are those of folds there.
  void LookAtDays(std::uint64_t choice);

 private:
  struct Block {
    std::uint64_t first = 0;  // 0: nothing was recorded.
    std::uint64_t last = 0;
  };
  void Find(std::string finding) { findings_.push_back(std::move(finding)); }
  std::map<std::string, Block> FindBlocks(const Ledger& ledger, std::uint64_t given);
  void LookAtRecorded(const Question& question, const Block& block);
  void LookAtAnswer(const Question& question, const Ledger::Entry& entry, const Block& block);

  std::vector<eventstore::SequencedEvent> events_;
  std::vector<std::string>& findings_;
};

}  // namespace debut::simulation
