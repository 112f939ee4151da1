#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "decision/job.h"
#include "decision/query_index.h"
#include "decision/view_cache.h"
#include "eventstore/event_store.h"

namespace debut::decision {

inline constexpr std::size_t kGroupJobsMax = 256;

// Jobs that are decided one after the other, each on views that already contain what its
// predecessors in the group decided, and appended together under one condition. Not thread-safe.
//
// One read brings every view of the group to the same head. A job's answer goes out as soon as it
// can't change any more: at once if nothing was decided for it and it saw no predecessor's events,
// else after the append. A refused append makes the group read on and decide again.
class Group {
 public:
  // Both outlive the group.
  Group(eventstore::EventStore& store, ViewCache& cache) : store_(store), cache_(cache) {}

  // Takes the job, unless the group is full. The first job always fits: it was validated.
  bool TryAdd(std::unique_ptr<Job>& job);

  // Decides and answers every job, except those whose events no longer fit into the append: they
  // come back, in order. Called once.
  std::vector<std::unique_ptr<Job>> Run();

  std::size_t events() const { return pending_.size(); }
  std::uint64_t conflicts() const { return conflicts_; }

 private:
  // A view that some jobs of the group read.
  struct Slot {
    std::shared_ptr<ConfirmedView> confirmed;
    std::unique_ptr<AnyView> working = nullptr;  // With pending events; made when it is needed.
    std::vector<std::size_t> pending = {};       // Those that the view selects.
    std::size_t applied = 0;                     // How many of them `working` contains.
    bool guarded = false;                        // Part of the append condition.
  };

  struct Member {
    std::unique_ptr<Job> job;        // Null after its answer.
    std::vector<std::size_t> slots;  // As job->reads.
    Answer answer = std::nullopt;    // If it recorded nothing, but saw pending events.
    std::size_t first = 0;           // Its own events in pending_.
    std::size_t count = 0;
  };

  // Facts to record, or the answer of a job that records nothing.
  using Verdict = std::variant<std::vector<eventstore::Event>, Answer>;

  std::size_t AddSlot(std::shared_ptr<ConfirmedView> confirmed);
  std::size_t SlotOfRequest(const std::string& request_id, std::shared_ptr<const KeyedView> read);
  void IndexSlots();
  // Brings every confirmed view to the head.
  absl::Status Read();
  void ForgetPending();
  void DecideMembers();
  // False: the member's events don't fit any more.
  bool Decide(Member& member);
  Verdict DecideOn(const Job& job, std::span<const AnyView* const> views) const;
  const AnyView& StateOf(Slot& slot) const;
  bool Record(Member& member, std::vector<eventstore::Event> events);
  absl::StatusOr<eventstore::AppendResult> Append();
  // Gives pending events their positions, and folds them into what is confirmed.
  void Confirm(const eventstore::AppendResult& appended);
  Outcome OutcomeOf(const Member& member) const;
  void Settle(Outcome& outcome) const;
  void AnswerConfirmed();
  void AnswerAll(const absl::Status& status);
  static void Reply(Member& member, Answer answer);

  eventstore::EventStore& store_;
  ViewCache& cache_;
  std::vector<Member> members_;
  std::vector<Slot> slots_;
  std::unordered_map<const ConfirmedView*, std::size_t> slot_of_view_;
  std::unordered_map<std::string, std::size_t> slot_of_request_;
  std::size_t items_ = 0;
  std::optional<QueryIndex> index_;
  eventstore::Position head_;
  std::vector<eventstore::SequencedEvent> pending_;  // Decided, position 0 until appended.
  std::size_t pending_bytes_ = 0;
  std::vector<std::unique_ptr<Job>> left_over_;
  std::uint64_t conflicts_ = 0;
};

}  // namespace debut::decision
