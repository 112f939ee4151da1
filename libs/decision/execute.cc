#include "decision/execute.h"

#include <fmt/format.h>

#include <vector>

#include "decision/answer.h"
#include "decision/request.h"

namespace debut::decision {
namespace {

using eventstore::EventStore;
using eventstore::Position;
using eventstore::Query;
using eventstore::SequencedEvent;

// The views of one command, folded up to `head`.
class Boundary {
 public:
  Boundary(const AnyCommand& command, const CommandContext& context)
      : views_(command.Reads()), history_{context.request_id, {}} {
    for (const auto& view : views_) queries_.push_back(view->Selects());
    queries_.push_back(history_.Selects());
    united_ = UnionOf(queries_);
    queries_.pop_back();
  }

  // Folds what is new.
  absl::Status ReadOn(const EventStore& store) {
    if (united_.items.empty()) {
      ASSIGN_OR_RETURN(head_, store.Head());
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(head_, store.Read(united_, {.after = head_}, [&](const SequencedEvent& event) {
      Fold(event);
      return true;
    }));
    return absl::OkStatus();
  }

  Decision Decide(const AnyCommand& command) const {
    std::vector<const AnyView*> views;
    for (const auto& view : views_) views.push_back(view.get());
    return command.Decide(views);
  }

  const std::vector<SequencedEvent>& recorded_before() const { return history_.recorded; }
  Position head() const { return head_; }

  std::optional<eventstore::AppendCondition> Condition() const {
    if (united_.items.empty()) return std::nullopt;
    return eventstore::AppendCondition{united_, head_};
  }

 private:
  void Fold(const SequencedEvent& event) {
    for (std::size_t i = 0; i < views_.size(); ++i) {
      if (Selected(queries_[i], event)) views_[i]->Apply(event);
    }
    if (Selected(history_.Selects(), event)) history_.Apply(event);
  }

  std::vector<std::unique_ptr<AnyView>> views_;
  RequestHistory history_;
  std::vector<Query> queries_;
  Query united_;
  Position head_;
};

}  // namespace

absl::StatusOr<Outcome> ExecuteBoxed(EventStore& store, const AnyCommand& command,
                                     const CommandContext& context) {
  Boundary boundary(command, context);
  absl::Status conflict;
  for (int attempt = 1; attempt <= kDecideAttemptsMax; ++attempt) {
    RETURN_IF_ERROR(boundary.ReadOn(store));
    if (auto answer = AnswerAgain(boundary.recorded_before(), context)) return *std::move(answer);

    Decision decision = boundary.Decide(command);
    if (const auto* rejection = std::get_if<Rejection>(&decision)) {
      return RejectionStatus(*rejection, context.domain);
    }
    if (std::holds_alternative<Stale>(decision)) return StaleError();
    auto& events = std::get<std::vector<eventstore::Event>>(decision);
    if (events.empty()) return Outcome{{}, boundary.head()};

    Stamp(context, events);
    const auto appended = store.Append(events, boundary.Condition());
    if (appended.ok()) return RecordedFrom(appended->first, std::move(events));
    if (!absl::IsAborted(appended.status())) return appended.status();
    conflict = appended.status();
  }
  return ContendedError(conflict);
}

}  // namespace debut::decision
