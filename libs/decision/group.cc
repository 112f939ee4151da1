#include "decision/group.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "decision/answer.h"
#include "decision/rejection_status.h"
#include "decision/request.h"
#include "eventstore/limits.h"
#include "eventstore/validate.h"

namespace debut::decision {

using eventstore::AppendResult;
using eventstore::Event;
using eventstore::Position;
using eventstore::Query;
using eventstore::SequencedEvent;

bool Group::TryAdd(std::unique_ptr<Job>& job) {
  const bool full =
      members_.size() == kGroupJobsMax || items_ + job->items > eventstore::kQueryItemsMax;
  if (full && !members_.empty()) return false;
  Member member;
  const bool of_request = !job->context.request_id.empty();
  for (const auto& read : job->reads) {
    const bool is_history = of_request && read == job->reads.back();
    member.slots.push_back(is_history ? SlotOfRequest(job->context.request_id, read)
                                      : AddSlot(cache_.Get(read)));
  }
  member.job = std::move(job);
  members_.push_back(std::move(member));
  return true;
}

std::size_t Group::SlotOfRequest(const std::string& request_id,
                                 std::shared_ptr<const KeyedView> read) {
  const auto [found, is_new] = slot_of_request_.try_emplace(request_id, slots_.size());
  return is_new ? AddSlot(std::make_shared<ConfirmedView>(std::move(read))) : found->second;
}

std::size_t Group::AddSlot(std::shared_ptr<ConfirmedView> confirmed) {
  const auto [found, is_new] = slot_of_view_.try_emplace(confirmed.get(), slots_.size());
  if (is_new) {
    items_ += confirmed->key->query.items.size();
    slots_.push_back({.confirmed = std::move(confirmed)});
  }
  return found->second;
}

std::vector<std::unique_ptr<Job>> Group::Run() {
  IndexSlots();
  for (int attempt = 1;; ++attempt) {
    if (const absl::Status read = Read(); !read.ok()) {
      AnswerAll(read);
      break;
    }
    ForgetPending();
    DecideMembers();
    if (pending_.empty()) break;  // Everybody has an answer.
    const absl::StatusOr<AppendResult> appended = Append();
    if (appended.ok()) {
      Confirm(*appended);
      AnswerConfirmed();
      break;
    }
    const bool conflict = absl::IsAborted(appended.status());
    if (conflict) ++conflicts_;
    if (conflict && attempt < kDecideAttemptsMax) continue;
    AnswerAll(conflict ? ContendedError(appended.status()) : appended.status());
    break;
  }
  return std::move(left_over_);
}

void Group::IndexSlots() {
  std::vector<const Query*> queries;
  for (const Slot& slot : slots_) queries.push_back(&slot.confirmed->key->query);
  index_.emplace(queries);
}

absl::Status Group::Read() {
  Query news;
  for (const Slot& slot : slots_) {
    for (eventstore::QueryItem item : slot.confirmed->key->query.items) {
      item.after = std::max(item.after, slot.confirmed->position);
      news.items.push_back(std::move(item));
    }
  }
  if (news.items.empty()) {  // As a query, it would match everything.
    ASSIGN_OR_RETURN(head_, store_.Head());
    return absl::OkStatus();
  }
  // After an error in the middle each view still is what its position says.
  ASSIGN_OR_RETURN(head_, store_.Read(news, {}, [&](const SequencedEvent& event) {
    for (const std::size_t slot : index_->Selecting(event)) slots_[slot].confirmed->Fold(event);
    return true;
  }));
  for (Slot& slot : slots_) {
    if (head_ < slot.confirmed->position) {
      cache_.Clear();
      return absl::DataLossError("the log ends before what was read from it earlier");
    }
  }
  for (Slot& slot : slots_) slot.confirmed->position = head_;
  return absl::OkStatus();
}

void Group::ForgetPending() {
  pending_.clear();
  pending_bytes_ = 0;
  for (Slot& slot : slots_) slot = {.confirmed = std::move(slot.confirmed)};
  for (Member& member : members_) member.count = 0;
}

void Group::DecideMembers() {
  for (auto member = members_.begin(); member != members_.end(); ++member) {
    if (member->job == nullptr || Decide(*member)) continue;
    std::vector<std::unique_ptr<Job>> undecided;
    for (auto late = member; late != members_.end(); ++late) {
      if (late->job != nullptr) undecided.push_back(std::move(late->job));
    }
    std::ranges::move(left_over_, std::back_inserter(undecided));
    left_over_ = std::move(undecided);
    members_.erase(member, members_.end());
    return;
  }
}

bool Group::Decide(Member& member) {
  std::vector<const AnyView*> views;
  bool saw_pending = false;
  for (const std::size_t index : member.slots) {
    saw_pending |= !slots_[index].pending.empty();
    views.push_back(&StateOf(slots_[index]));
  }
  Verdict verdict = DecideOn(*member.job, views);
  if (auto* events = std::get_if<std::vector<Event>>(&verdict)) {
    return Record(member, std::move(*events));
  }
  Answer& answer = std::get<Answer>(verdict);
  if (saw_pending) {
    member.answer = std::move(answer);
  } else {
    Reply(member, std::move(answer));
  }
  return true;
}

const AnyView& Group::StateOf(Slot& slot) const {
  if (slot.pending.empty()) return *slot.confirmed->state;
  if (slot.working == nullptr) slot.working = slot.confirmed->state->Clone();
  for (; slot.applied < slot.pending.size(); ++slot.applied) {
    slot.working->Apply(pending_[slot.pending[slot.applied]]);
  }
  return *slot.working;
}

Group::Verdict Group::DecideOn(const Job& job, std::span<const AnyView* const> views) const {
  if (!job.context.request_id.empty()) {
    const auto& history = static_cast<const BoxedView<RequestHistory>&>(*views.back()).view();
    if (Answer again = AnswerAgain(history.recorded, job.context)) return again;
    views = views.first(views.size() - 1);
  }
  Decision decision = job.command->Decide(views);
  if (const auto* rejection = std::get_if<Rejection>(&decision)) {
    return Answer(RejectionStatus(*rejection, job.context.domain));
  }
  if (std::holds_alternative<Stale>(decision)) return Answer();
  auto& events = std::get<std::vector<Event>>(decision);
  if (events.empty()) return Answer(Outcome{{}, head_});
  Stamp(job.context, events);
  if (absl::Status valid = eventstore::ValidateAppend(events, std::nullopt); !valid.ok()) {
    return Answer(base::Annotate(valid, "what the command records"));
  }
  return std::move(events);
}

bool Group::Record(Member& member, std::vector<Event> events) {
  std::size_t bytes = 0;
  for (const Event& event : events) bytes += eventstore::EntryBytes(event);
  if (pending_.size() + events.size() > eventstore::kAppendEventsMax ||
      pending_bytes_ + bytes > eventstore::kAppendBytesMax) {
    return false;
  }
  pending_bytes_ += bytes;
  member.first = pending_.size();
  member.count = events.size();
  for (Event& event : events) {
    pending_.push_back({{}, absl::InfiniteFuture(), std::move(event)});
    for (const std::size_t slot : index_->Selecting(pending_.back())) {
      slots_[slot].pending.push_back(pending_.size() - 1);
    }
  }
  return true;
}

absl::StatusOr<AppendResult> Group::Append() {
  // Who was answered already doesn't depend on the append, nor the append on what they read.
  for (const Member& member : members_) {
    if (member.job == nullptr) continue;
    for (const std::size_t slot : member.slots) slots_[slot].guarded = true;
  }
  eventstore::AppendCondition condition{{}, head_};
  for (const Slot& slot : slots_) {
    if (!slot.guarded) continue;
    std::ranges::copy(slot.confirmed->key->query.items,
                      std::back_inserter(condition.fail_if_matches.items));
  }
  std::vector<Event> events;
  events.reserve(pending_.size());
  for (const SequencedEvent& event : pending_) events.push_back(event.event);
  if (condition.fail_if_matches.items.empty()) return store_.Append(std::move(events), {});
  return store_.Append(std::move(events), std::move(condition));
}

void Group::Confirm(const AppendResult& appended) {
  ENSURE(appended.last.value - appended.first.value + 1 == pending_.size(),
         "an append takes as many positions as it has events");
  Position position = appended.first;
  for (SequencedEvent& event : pending_) {
    event.position = position;
    ++position.value;
    for (const std::size_t slot : index_->Selecting(event)) {
      if (slots_[slot].guarded) slots_[slot].confirmed->Fold(event);
    }
  }
  // Others may have appended between the head and these events, but nothing that is guarded.
  for (Slot& slot : slots_) {
    if (slot.guarded) slot.confirmed->position = appended.last;
  }
}

void Group::AnswerConfirmed() {
  for (Member& member : members_) {
    if (member.job == nullptr) continue;
    if (member.count > 0) {
      Reply(member, OutcomeOf(member));
      continue;
    }
    Answer answer = std::move(member.answer);
    if (answer.has_value() && answer->ok()) Settle(**answer);
    Reply(member, std::move(answer));
  }
}

Outcome Group::OutcomeOf(const Member& member) const {
  const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(member.first);
  Outcome outcome{{first, first + static_cast<std::ptrdiff_t>(member.count)}, {}};
  outcome.position = outcome.recorded.back().position;
  return outcome;
}

// The outcome of a job that recorded nothing itself, but saw events that were pending then.
void Group::Settle(Outcome& outcome) const {
  for (SequencedEvent& event : outcome.recorded) {
    if (event.position != Position{}) continue;
    const auto appended = std::ranges::find_if(pending_, [&](const SequencedEvent& candidate) {
      return candidate.event.event_id == event.event.event_id;
    });
    ENSURE(appended != pending_.end(), "a repeated request in a group repeats one of the group");
    event = *appended;
  }
  outcome.position =
      outcome.recorded.empty() ? pending_.back().position : outcome.recorded.back().position;
}

void Group::AnswerAll(const absl::Status& status) {
  for (Member& member : members_) {
    if (member.job != nullptr) Reply(member, status);
  }
}

void Group::Reply(Member& member, Answer answer) {
  member.job->answer.set_value(std::move(answer));
  member.job.reset();
}

}  // namespace debut::decision
