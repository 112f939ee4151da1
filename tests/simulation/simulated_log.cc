#include "tests/simulation/simulated_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/validate.h"
#include "eventstore_rocksdb/commit_steps.h"
#include "eventstore_rocksdb/log_directory.h"
#include "eventstore_rocksdb/log_reader.h"
#include "eventstore_rocksdb/recovery.h"
#include "eventstore_rocksdb/stored_tree.h"
#include "eventstore_rocksdb/type_dictionary.h"
#include "tests/simulation/processes.h"

namespace debut::simulation {

using eventstore::Position;
using eventstore_rocksdb::CommitSteps;
using eventstore_rocksdb::Group;
using eventstore_rocksdb::GroupWriter;
using eventstore_rocksdb::LogDirectory;
using eventstore_rocksdb::PreparedAppend;
using eventstore_rocksdb::Recovered;
using eventstore_rocksdb::Sequencer;
using eventstore_rocksdb::TreeMark;

// What RocksDbEventStore is made of, without its threads; in the order of dependence.
struct SimulatedLog::OpenLog {
  static absl::StatusOr<std::unique_ptr<OpenLog>> Open(const eventstore_rocksdb::Options& options);

  std::unique_ptr<LogDirectory> directory;
  eventstore_rocksdb::TypeDictionary types;
  eventstore_rocksdb::DurableHead head;
  std::optional<CommitSteps> steps;
};

struct SimulatedLog::Message {
  std::vector<eventstore::Event> events;
  std::optional<eventstore::AppendCondition> condition;
  eventstore::RawLog::AppendDone done;
};

absl::StatusOr<std::unique_ptr<SimulatedLog::OpenLog>> SimulatedLog::OpenLog::Open(
    const eventstore_rocksdb::Options& options) {
  auto log = std::make_unique<OpenLog>();
  ASSIGN_OR_RETURN(log->directory, LogDirectory::Open(options));
  auto& database = log->directory->database();
  auto& anchor = log->directory->anchor();
  ASSIGN_OR_RETURN(Recovered recovered, Recover(database, log->types, anchor, options));
  const TreeMark head{recovered.state.size(), recovered.state.frontier.Root()};
  log->head.Publish(recovered.state, head.root);
  log->steps.emplace(Sequencer(database, log->types, options, std::move(recovered.state),
                               std::move(recovered.tree)),
                     std::make_unique<GroupWriter>(database, anchor, options, head), log->head,
                     options.planted.answer_before_sync);
  return log;
}

SimulatedLog::SimulatedLog(Turns& turns, std::mt19937_64& random, const base::Clock& clock,
                           const eventstore_rocksdb::PlantedFaults& planted)
    : turns_(turns), random_(random), clock_(clock) {
  disk_->before_sync = [this] { turns_.PauseHere(); };
  options_.directory = "/log";
  options_.clock = &clock_;
  options_.file_system = disk_;
  options_.block_cache_bytes = 1 << 20;
  options_.write_buffer_bytes = 1 << 20;  // A history is shorter, so that nothing is flushed.
  options_.planted = planted;
}

SimulatedLog::~SimulatedLog() = default;

void SimulatedLog::Start() {
  turns_.Start(kLogProcess, [this] { Write(); });
  turns_.Start(kLogProcess, [this] { Admit(); });
}

bool SimulatedLog::IsUp() const { return open_ != nullptr && !crashed_; }

void SimulatedLog::Crash(MemoryDisk::Loss loss) {
  if (crashed_) return;
  if (open_ != nullptr) {
    const auto shown = open_->head.published();
    shown_size_ = shown.state.size();
    shown_root_ = shown.root;
  }
  crashed_ = true;
  loss_ = loss;
  ++crashes_;
  ++incarnation_;
  inbox_.clear();
  disk_->Stop();
}

void SimulatedLog::Stop() {
  stopping_ = true;
  Crash(MemoryDisk::Loss::kNothing);
}

void SimulatedLog::Write() {
  while (!stopping_) {
    OpenAgain();
    while (IsUp()) {
      turns_.Await([this] { return crashed_ || open_->steps->HasWork(); });
      if (crashed_) break;
      const std::shared_ptr<Group> group = open_->steps->Close();
      const absl::Status committed = open_->steps->Commit(*group);
      open_->steps->Settle();
      ++groups_;
      if (committed.ok()) continue;
      const auto behind = open_->steps->Fail(committed);
      group->Answer(open_->steps->failure());
      behind->Answer(open_->steps->failure());
      // As the program does: only a new process goes on.
      Crash(MemoryDisk::Loss::kUnsynced);
    }
    open_.reset();
    turns_.AwaitFor(random_() % 40, [this] { return stopping_; });
  }
  writer_ended_ = true;
}

void SimulatedLog::OpenAgain() {
  if (crashed_) disk_->Restart(loss_, random_);
  crashed_ = false;
  auto opened = OpenLog::Open(options_);
  if (crashed_) return;
  if (!opened.ok() && disk_->has_failed()) return Crash(MemoryDisk::Loss::kUnsynced);
  if (!opened.ok()) {
    findings_.push_back(fmt::format("the log does not open: {}", opened.status().ToString()));
    stopping_ = crashed_ = true;
    return;
  }
  open_ = *std::move(opened);
  CheckThatNothingShownIsLost();
}

void SimulatedLog::CheckThatNothingShownIsLost() {
  const std::uint64_t size = open_->head.position();
  if (size < shown_size_) {
    findings_.push_back(fmt::format("the log ends at {}, and had shown {}", size, shown_size_));
  } else if (shown_size_ > 0) {
    const auto root =
        eventstore_rocksdb::StoredTree(open_->directory->database()).Root(shown_size_);
    if (!root.ok() || *root != shown_root_) {
      findings_.push_back(fmt::format("another log than was shown up to {}", shown_size_));
    }
  }
}

void SimulatedLog::Admit() {
  while (!stopping_) {
    turns_.Await([this] { return stopping_ || (IsUp() && !inbox_.empty()); });
    if (stopping_) break;
    const auto place = static_cast<std::ptrdiff_t>(random_() % inbox_.size());
    Message message = std::move(inbox_[static_cast<std::size_t>(place)]);
    inbox_.erase(inbox_.begin() + place);
    auto append = std::make_unique<PreparedAppend>();
    append->events = std::move(message.events);
    append->condition = std::move(message.condition);
    absl::Status status = Prepare(*append);
    status.Update(open_->head.Check());
    if (!status.ok()) {
      std::move(message.done)(std::move(status));
      continue;
    }
    append->done = std::move(message.done);
    auto refusal = open_->steps->Admit(std::move(append));
    if (refusal) std::move(refusal->done)(std::move(refusal->status));
  }
  admission_ended_ = true;
}

void SimulatedLog::Arrive(std::vector<eventstore::Event> events,
                          std::optional<eventstore::AppendCondition> condition,
                          eventstore::RawLog::AppendDone done) {
  if (!IsUp()) return;
  inbox_.push_back({std::move(events), std::move(condition), std::move(done)});
}

absl::StatusOr<Position> SimulatedLog::ReadRaw(const eventstore::Query& query,
                                               const eventstore::ReadOptions& options,
                                               eventstore::RawLog::RawVisitor visit) const {
  if (!IsUp()) return absl::UnavailableError("the log is down");
  RETURN_IF_ERROR(eventstore::ValidateQuery(query));
  RETURN_IF_ERROR(open_->head.Check());
  const std::uint64_t head = open_->head.position();
  RETURN_IF_ERROR(
      ReadEntries(open_->directory->database(), open_->types, query, options, head, visit));
  return Position{head};
}

absl::StatusOr<Position> SimulatedLog::Head() const {
  if (!IsUp()) return absl::UnavailableError("the log is down");
  RETURN_IF_ERROR(open_->head.Check());
  return Position{open_->head.position()};
}

std::uint64_t SimulatedLog::shown() const {
  return open_ == nullptr ? shown_size_ : std::max(shown_size_, open_->head.position());
}

transparency::Hash SimulatedLog::root() const { return open_->head.published().root; }

}  // namespace debut::simulation
