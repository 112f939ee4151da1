#include "decision/decider.h"

#include <algorithm>
#include <iterator>

#include "decision/group.h"

namespace debut::decision {

Decider::Decider(eventstore::EventStore& store, const base::Clock& clock,
                 const DeciderLimits& limits)
    : store_(store),
      clock_(clock),
      limits_(limits),
      cache_(limits.cached_views_max),
      thread_([this] { DecideUntilShutdown(); }) {}

void Decider::Shutdown() {
  {
    const std::lock_guard lock(mutex_);
    shut_down_ = true;
  }
  wake_.notify_all();
  const std::lock_guard lock(joining_);
  if (thread_.joinable()) thread_.join();
}

std::size_t Decider::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

DeciderCounts Decider::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

Answer Decider::DecideBoxed(std::unique_ptr<AnyCommand> command, const CommandContext& context,
                            absl::Time deadline) {
  auto job = std::make_unique<Job>(std::move(command), context, deadline);
  if (absl::Status valid = job->Validate(); !valid.ok()) return valid;
  std::future<Answer> answer = job->answer.get_future();
  if (absl::Status queued = Enqueue(std::move(job)); !queued.ok()) return queued;
  return answer.get();
}

absl::Status Decider::Enqueue(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    if (shut_down_) return absl::UnavailableError("shutting down");
    if (queue_.size() >= limits_.queued_jobs_max) {
      return absl::ResourceExhaustedError("too many commands are waiting for a decision");
    }
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return absl::OkStatus();
}

void Decider::DecideUntilShutdown() {
  for (Jobs jobs = Take(); !jobs.empty(); jobs = Take()) DecideGroup(std::move(jobs));
}

Decider::Jobs Decider::Take() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [&] { return shut_down_ || !queue_.empty(); });
  const auto end =
      queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), kGroupJobsMax));
  Jobs jobs(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
  queue_.erase(queue_.begin(), end);
  return jobs;
}

void Decider::DecideGroup(Jobs jobs) {
  Group group(store_, cache_);
  const absl::Time now = clock_.Now();
  std::size_t decided = 0;
  while (!jobs.empty()) {
    if (jobs.front()->deadline < now) {
      jobs.front()->answer.set_value(absl::DeadlineExceededError("waited too long for a decision"));
    } else if (group.TryAdd(jobs.front())) {
      ++decided;
    } else {
      break;
    }
    jobs.pop_front();
  }
  auto undecided = group.Run();
  decided -= undecided.size();
  std::ranges::move(jobs, std::back_inserter(undecided));

  const std::lock_guard lock(mutex_);
  queue_.insert(queue_.begin(), std::make_move_iterator(undecided.begin()),
                std::make_move_iterator(undecided.end()));
  counts_.jobs += decided;
  counts_.groups += 1;
  counts_.events += group.events();
  counts_.conflicts += group.conflicts();
}

}  // namespace debut::decision
