#include "tests/support/race_ledger.h"

#include <fmt/format.h>

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/grants/testing/auditor.h"

namespace debut::test {
namespace {

using Amounts = std::map<std::string, std::int64_t>;

void Compare(const std::string& what, const Amounts& logged, const Amounts& told,
             std::vector<std::string>& findings) {
  for (const auto& [claim_id, fen] : told) {
    const auto found = logged.find(claim_id);
    if (found != logged.end() && found->second == fen) continue;
    findings.push_back(fmt::format("{} {} of {} fen is not in the log", what, claim_id, fen));
  }
  for (const auto& [claim_id, fen] : logged) {
    if (told.contains(claim_id)) continue;
    findings.push_back(fmt::format("nobody was told of {} {} of {} fen", what, claim_id, fen));
  }
}

}  // namespace

void RaceLedger::Proposed(const std::string& claim_id, std::int64_t amount_fen) {
  const std::lock_guard lock(mutex_);
  proposed_[claim_id] += amount_fen;
}

void RaceLedger::Withdrawn(const std::string& claim_id) {
  const std::lock_guard lock(mutex_);
  withdrawn_[claim_id] = proposed_.at(claim_id);
}

void RaceLedger::Refused(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  ++refusals_[reason];
}

std::int64_t RaceLedger::LiveAmount(const std::string& claim_id) const {
  const auto proposed = proposed_.find(claim_id);
  if (proposed == proposed_.end() || withdrawn_.contains(claim_id)) return 0;
  return proposed->second;
}

std::vector<std::string> AuditOfRace(const eventstore::EventStore& log,
                                     const std::map<std::string, std::int64_t>& caps,
                                     const RaceLedger* ledger) {
  grants::testing::Auditor auditor(caps);
  Amounts proposed;
  Amounts released;
  const auto read = log.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
    auditor.Look(event);
    decision::On<grants::v1::AwardProposed>(
        event, [&](const auto& fact) { proposed[fact.claim_id()] += fact.amount_fen(); });
    decision::On<grants::v1::ReserveReleased>(
        event, [&](const auto& fact) { released[fact.claim_id()] += fact.amount_fen(); });
    return true;
  });
  std::vector<std::string> findings = auditor.findings();
  if (!read.ok()) findings.push_back(read.status().ToString());
  if (ledger == nullptr) return findings;
  Compare("the award of", proposed, ledger->proposed_, findings);
  Compare("the release of", released, ledger->withdrawn_, findings);
  return findings;
}

}  // namespace debut::test
