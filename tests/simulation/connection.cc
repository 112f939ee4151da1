#include "tests/simulation/connection.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/ensure.h"

namespace debut::simulation {
namespace {

using eventstore::AppendResult;
using eventstore::Position;
using eventstore::Query;
using eventstore::QueryItem;

constexpr std::uint64_t kPatience = 4'000;  // Turns: longer than a crash takes.
constexpr std::uint64_t kImpatience = 30;
constexpr std::uint64_t kHeartbeat = 60;

bool HasTag(const QueryItem& item, const std::string& name) {
  return !name.empty() && std::ranges::any_of(item.tags, [&](const std::string& tag) {
    return tag.starts_with(name + ":");
  });
}

}  // namespace

void Connection::Pause() const {
  if (!steady_) turns_.Pause();
}

Query Connection::WithoutForgotten(const Query& query, bool of_condition) const {
  Query rest;
  for (const QueryItem& item : query.items) {
    if (HasTag(item, forgetfulness_.forgotten_tag)) continue;
    if (of_condition && HasTag(item, forgetfulness_.boundary_tag)) continue;
    rest.items.push_back(item);
  }
  return rest;
}

absl::StatusOr<AppendResult> Connection::Append(
    std::vector<eventstore::Event> events, std::optional<eventstore::AppendCondition> condition) {
  if (condition) {
    condition->fail_if_matches = WithoutForgotten(condition->fail_if_matches, true);
    if (forgetfulness_.conditions || condition->fail_if_matches.items.empty()) condition.reset();
  }
  Pause();
  if (!log_.IsUp()) return absl::UnavailableError("the log is down");
  if (Happens(network_.losses_of_1000)) return absl::UnavailableError("lost on the way there");
  // Lives as long as the longer of the append and of who waits for it.
  const auto answer = std::make_shared<std::optional<absl::StatusOr<AppendResult>>>();
  const int incarnation = log_.incarnation();
  log_.Arrive(std::move(events), std::move(condition),
              [answer](absl::StatusOr<AppendResult> result) { *answer = std::move(result); });
  const std::uint64_t patience =
      Happens(network_.impatience_of_1000) ? random_() % kImpatience : kPatience;
  const bool over = turns_.AwaitFor(
      patience, [&] { return answer->has_value() || log_.incarnation() != incarnation; });
  if (!over) return absl::DeadlineExceededError("the log took too long");
  if (!answer->has_value()) return absl::UnavailableError("the log has died");
  if (Happens(network_.losses_of_1000)) return absl::UnavailableError("lost on the way back");
  return **answer;
}

void Connection::AppendAsync(std::vector<eventstore::Event>,
                             std::optional<eventstore::AppendCondition>, AppendDone) {
  ENSURE(false, "clients of the log wait for their appends");
}

absl::StatusOr<Position> Connection::ReadRaw(const Query& query,
                                             const eventstore::ReadOptions& options,
                                             RawVisitor visit) const {
  Pause();
  const Query asked = WithoutForgotten(query, false);
  if (asked.items.empty() && !query.items.empty()) return Head();
  if (!steady_ && Happens(network_.losses_of_1000)) {
    std::uint64_t left = random_() % 8;
    const auto some = [&](Position at, std::string_view entry) {
      return left-- > 0 && visit(at, entry);
    };
    if (auto read = log_.ReadRaw(asked, options, some); !read.ok()) return read;
    return absl::UnavailableError("lost in the middle of a read");
  }
  return log_.ReadRaw(asked, options, visit);
}

absl::StatusOr<Position> Connection::Head() const {
  Pause();
  return log_.Head();
}

absl::StatusOr<Position> Connection::WaitBeyond(Position position, absl::Duration,
                                                std::stop_token stop) const {
  const int incarnation = log_.incarnation();
  turns_.AwaitFor(kHeartbeat, [&] {
    const auto head = log_.Head();
    return stop.stop_requested() || log_.incarnation() != incarnation ||
           (head.ok() && *head > position);
  });
  return log_.Head();
}

absl::Status Connection::Subscribe(const Query& query, const eventstore::SubscribeOptions& options,
                                   std::stop_token stop, Subscriber subscriber) const {
  subscribed_ = true;
  absl::Status ended = RawLog::Subscribe(query, options, std::move(stop), subscriber);
  subscribed_ = false;
  return ended;
}

}  // namespace debut::simulation
