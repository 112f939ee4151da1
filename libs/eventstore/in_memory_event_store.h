#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "eventstore/raw_log.h"

namespace debut::eventstore {

// The log in memory, for tests and trials: the semantics of every other store, and nothing survives
// it. Looks at every event of a range. Thread-safe. UNAVAILABLE after Close().
class InMemoryEventStore final : public RawLog {
 public:
  // `clock` outlives the store.
  explicit InMemoryEventStore(const base::Clock& clock = base::SystemClock()) : clock_(clock) {}

  // `done` is called before this returns.
  void AppendAsync(std::vector<Event> events, std::optional<AppendCondition> condition,
                   AppendDone done) override;
  absl::StatusOr<AppendResult> Append(std::vector<Event> events,
                                      std::optional<AppendCondition> condition) override;
  absl::StatusOr<Position> Read(const Query& query, const ReadOptions& options,
                                Visitor visit) const override;
  absl::StatusOr<Position> ReadRaw(const Query& query, const ReadOptions& options,
                                   RawVisitor visit) const override;
  absl::StatusOr<Position> Head() const override;
  absl::StatusOr<Position> WaitBeyond(Position position, absl::Duration timeout,
                                      std::stop_token stop) const override;
  const base::Clock& clock() const override { return clock_; }

  // Ends all waiting and refuses everything from now on.
  void Close();

 private:
  struct Record {
    SequencedEvent event;
    std::string entry;
  };
  using RecordPtr = std::shared_ptr<const Record>;
  using RecordVisitor = absl::FunctionRef<bool(const Record&)>;
  struct Range {
    Position head;
    std::size_t begin = 0;  // Indices into records_.
    std::size_t end = 0;
  };

  absl::StatusOr<Position> Visit(const Query& query, const ReadOptions& options,
                                 RecordVisitor visit) const;
  // These need mutex_.
  absl::Status CheckOpen() const;
  absl::Status Check(const AppendCondition& condition) const;
  Range RangeOf(const ReadOptions& options) const;
  void Add(Event event);

  const base::Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  std::vector<RecordPtr> records_;  // records_[i] is at position i + 1.
  bool closed_ = false;
};

}  // namespace debut::eventstore
