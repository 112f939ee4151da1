#include "services/eventlog/tail_watch.h"

#include <algorithm>
#include <utility>

namespace debut::eventlog {

using eventstore::Position;

TailWatch::TailWatch(const eventstore::RawLog& log)
    : log_(log), thread_([this](const std::stop_token& stop) { Run(stop); }) {}

TailWatch::~TailWatch() {
  thread_.request_stop();
  {
    const std::lock_guard lock(mutex_);
    if (waiting_ != nullptr) waiting_->request_stop();
  }
  thread_.join();
}

void TailWatch::Sleep(std::shared_ptr<Sleeper> sleeper, Position seen, Clock::time_point deadline) {
  const std::lock_guard lock(mutex_);
  sleepers_.push_back({std::move(sleeper), seen, deadline});
  if (waiting_ == nullptr) {
    changed_.notify_all();
  } else if (deadline < waiting_until_ || IsDue(sleepers_.back())) {
    waiting_->request_stop();
  }
}

bool TailWatch::Forget(const Sleeper& sleeper) {
  const std::lock_guard lock(mutex_);
  return std::erase_if(sleepers_,
                       [&](const Entry& entry) { return entry.sleeper.get() == &sleeper; }) > 0;
}

void TailWatch::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return !sleepers_.empty(); }) && !stop.stop_requested()) {
    waiting_ = std::make_unique<std::stop_source>();
    waiting_until_ = NextDeadline();
    const absl::Duration timeout = absl::FromChrono(waiting_until_ - Clock::now());
    const Position seen = head_;
    const std::stop_token interrupt = waiting_->get_token();
    lock.unlock();
    const auto head = log_.WaitBeyond(seen, std::max(timeout, absl::ZeroDuration()), interrupt);
    lock.lock();
    waiting_.reset();
    if (head.ok()) head_ = std::max(head_, *head);
    std::vector<Entry> due = TakeDue(!head.ok());
    lock.unlock();
    for (const Entry& entry : due) entry.sleeper->Wake(head);
    due.clear();  // May be the last to hold a sleeper: not under the lock.
    lock.lock();
  }
}

bool TailWatch::IsDue(const Entry& entry) const {
  return entry.seen < head_ || entry.deadline <= Clock::now();
}

TailWatch::Clock::time_point TailWatch::NextDeadline() const {
  const Clock::time_point now = Clock::now();
  Clock::time_point next = Clock::time_point::max();
  for (const Entry& entry : sleepers_) next = std::min(next, IsDue(entry) ? now : entry.deadline);
  return next;
}

std::vector<TailWatch::Entry> TailWatch::TakeDue(bool all) {
  const auto due =
      std::ranges::partition(sleepers_, [&](const Entry& entry) { return !all && !IsDue(entry); });
  std::vector<Entry> taken(std::make_move_iterator(due.begin()),
                           std::make_move_iterator(due.end()));
  sleepers_.erase(due.begin(), due.end());
  return taken;
}

}  // namespace debut::eventlog
