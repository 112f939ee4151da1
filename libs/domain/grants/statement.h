#pragma once

#include <memory>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/command.h"
#include "decision/view.h"

namespace debut::grants {

inline constexpr std::size_t kStatementLinesMax = 300;  // So that one fact carries the results.

// A bank statement that was worked off, by the digest of its file.
struct StatementFile {
  std::string digest;
  std::shared_ptr<const v1::StatementRecorded> recorded = nullptr;  // Null: it was not.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const StatementFile&) const = default;
};

static_assert(decision::View<StatementFile>);

// Records what came of each line. The lines themselves were decided one by one before, by
// SettlePayment and ReturnPayment, each of which an order takes once: a statement that was broken
// off is simply worked off again.
struct RecordStatement {
  v1::StatementRecorded results;

  std::tuple<StatementFile> Reads() const { return {StatementFile{results.digest()}}; }
  // Nothing if the statement was recorded before, whatever came of its lines then.
  decision::Decision Decide(const StatementFile& file) const;
};

static_assert(decision::Command<RecordStatement>);

}  // namespace debut::grants
