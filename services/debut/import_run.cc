#include "services/debut/import_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "base/status_macros.h"
#include "runtime/rpc_status.h"
#include "services/debut/methods.h"

namespace debut::cli {
namespace {

constexpr int kSendAttemptsMax = 8;  // While the server is away: half a minute in all.

using Lane = std::vector<const ImportLine*>;

bool IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         runtime::RetryDelayOf(status).has_value();
}

absl::Status Send(const Client& client, const ImportCall& call) {
  const std::string& principal = call.principal.empty() ? client.principal() : call.principal;
  absl::Status status;
  for (int attempt = 0; attempt < kSendAttemptsMax; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(250) * (1 << attempt));
    const auto response = NewMessage(*call.method->output_type());
    status = client.CallAs(principal, PathOf(*call.method), *call.request, *response);
    if (!IsAway(status)) return status;
  }
  return status;
}

std::vector<absl::Status> SendAll(const Client& client, const ImportLine& line) {
  std::vector<absl::Status> outcomes(line.calls.size());
  if (line.calls.size() == 1) {
    outcomes[0] = Send(client, line.calls[0]);
    return outcomes;
  }
  std::vector<std::jthread> racers;
  for (std::size_t i = 0; i < line.calls.size(); ++i)
    racers.emplace_back([&, i] { outcomes[i] = Send(client, line.calls[i]); });
  racers.clear();
  return outcomes;
}

std::string OutcomeOf(const absl::Status& status) {
  if (status.ok()) return "OK";
  const std::string reason = runtime::ReasonOf(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

void Account(const ImportLine& line, const std::vector<absl::Status>& statuses,
             ImportOutcome& outcome) {
  std::map<std::string, std::size_t> counted;
  for (const absl::Status& status : statuses) ++counted[OutcomeOf(status)];
  std::map<std::string, std::size_t> expected = line.expected;
  std::erase_if(expected, [](const auto& entry) { return entry.second == 0; });
  if (expected.empty()) expected["OK"] = line.calls.size();
  const bool as_expected = counted == expected;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    const std::string ended = OutcomeOf(statuses[i]);
    if (ended == "OK" && as_expected) {
      ++outcome.done;
      continue;
    }
    ++(as_expected ? outcome.refused_as_expected : outcome.unexpected);
    outcome.refusals.push_back({line.number, PathOf(*line.calls[i].method), ended,
                                std::string(statuses[i].message()), as_expected});
  }
}

// The lines from `first` on that may go side by side, by lane.
std::vector<Lane> LanesFrom(const std::vector<ImportLine>& lines, std::size_t first) {
  if (lines[first].lane.empty()) return {{&lines[first]}};
  std::vector<Lane> lanes;
  std::map<std::string, std::size_t> index;
  for (std::size_t i = first; i < lines.size() && !lines[i].lane.empty(); ++i) {
    const auto [at, added] = index.emplace(lines[i].lane, lanes.size());
    if (added) lanes.emplace_back();
    lanes[at->second].push_back(&lines[i]);
  }
  return lanes;
}

// What all threads of an import share.
class Import {
 public:
  Import(const Client& client, ProgressBar& progress) : client_(client), progress_(progress) {}

  // Takes lanes until there are none left, or the server stays away.
  void Send(const std::vector<Lane>& lanes, std::atomic<std::size_t>& next) {
    for (std::size_t i = next++; i < lanes.size(); i = next++) {
      for (const ImportLine* line : lanes[i]) {
        if (stopped_) return;
        Record(*line, SendAll(client_, *line));
      }
    }
  }

  const absl::Status& status() const { return status_; }
  ImportOutcome& outcome() { return outcome_; }

 private:
  void Record(const ImportLine& line, const std::vector<absl::Status>& statuses) {
    const std::lock_guard lock(mutex_);
    const auto away = std::ranges::find_if(statuses, IsAway);
    if (away == statuses.end()) {
      Account(line, statuses, outcome_);
      progress_.Advance();
    } else if (!stopped_.exchange(true)) {
      status_ = base::Annotate(
          *away, fmt::format("line {}: the same command goes on where it stopped", line.number));
    }
  }

  const Client& client_;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  // Guards what follows.
  ProgressBar& progress_;
  absl::Status status_;
  ImportOutcome outcome_;
};

}  // namespace

absl::StatusOr<ImportOutcome> SendLines(const Client& client, const std::vector<ImportLine>& lines,
                                        int jobs, ProgressBar& progress) {
  Import import(client, progress);
  for (std::size_t first = 0; first < lines.size();) {
    const std::vector<Lane> lanes = LanesFrom(lines, first);
    for (const Lane& lane : lanes) first += lane.size();
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> others;
    const auto threads = std::min(static_cast<std::size_t>(jobs), lanes.size());
    for (std::size_t i = 1; i < threads; ++i) {
      others.emplace_back([&] { import.Send(lanes, next); });
    }
    import.Send(lanes, next);
    others.clear();
    RETURN_IF_ERROR(import.status());
  }
  std::ranges::stable_sort(import.outcome().refusals, {}, &ImportRefusal::line);
  return std::move(import.outcome());
}

}  // namespace debut::cli
