#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "eventstore/event_store.h"

namespace debut::test {

// What the clients of a race for awards were told. A claim is proposed and withdrawn once at most.
// Thread-safe; the questions only when the race is over.
class RaceLedger {
 public:
  void Proposed(const std::string& claim_id, std::int64_t amount_fen);
  void Withdrawn(const std::string& claim_id);
  void Refused(const std::string& reason);

  const std::map<std::string, int>& refusals() const { return refusals_; }
  // 0: none.
  std::int64_t LiveAmount(const std::string& claim_id) const;

 private:
  friend std::vector<std::string> AuditOfRace(const eventstore::EventStore& log,
                                              const std::map<std::string, std::int64_t>& caps,
                                              const RaceLedger* ledger);

  std::mutex mutex_;
  std::map<std::string, std::int64_t> proposed_;   // By claim.
  std::map<std::string, std::int64_t> withdrawn_;  // By claim.
  std::map<std::string, int> refusals_;
};

// What the log alone says against the race: a cap or a budget that is passed at any position,
// evidence in two live awards; and against the ledger, if there is one: an award or a release that
// is in only one of the two, or of another amount. `caps`: in fen, by cap key.
std::vector<std::string> AuditOfRace(const eventstore::EventStore& log,
                                     const std::map<std::string, std::int64_t>& caps,
                                     const RaceLedger* ledger);

}  // namespace debut::test
