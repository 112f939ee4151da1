#include "eventstore_rocksdb/anchor_writer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/status_macros.h"
#include "eventstore_rocksdb/group.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::chrono::seconds kLagMax{1};

AnchorMark MarkOf(AnchorKind kind, const HeadAnchor& anchor, const Group& group,
                  const TreeMark& before, const TreeMark& after) {
  return {kind, anchor.log_id(), group.state().sequence, before, after};
}

// Writes each group's slot with the group. On the same thread: two that sync two files at a time
// get into each other's way, and cost the wake-ups (docs/performance.md).
class PromptAnchor final : public AnchorWriter {
 public:
  PromptAnchor(HeadAnchor& anchor, bool synced) : anchor_(anchor), synced_(synced) {}

  void Begin(const Group& group, const TreeMark& before, const TreeMark& after) override {
    begun_ = anchor_.Begin(MarkOf(AnchorKind::kGroup, anchor_, group, before, after),
                           group.entries(), group.leaves());
  }

  absl::Status Finish() override {
    RETURN_IF_ERROR(begun_);
    return synced_ ? anchor_.Sync() : absl::OkStatus();
  }

 private:
  HeadAnchor& anchor_;
  const bool synced_;
  absl::Status begun_;
};

// Writes the latest head once a second.
class LaggingAnchor final : public AnchorWriter {
 public:
  LaggingAnchor(HeadAnchor& anchor, bool synced) : anchor_(anchor), synced_(synced) {}

  void Begin(const Group& group, const TreeMark&, const TreeMark& after) override {
    begun_ = MarkOf(AnchorKind::kLagging, anchor_, group, after, after);
  }

  absl::Status Finish() override {
    const std::lock_guard lock(mutex_);
    latest_ = begun_;
    return status_;
  }

 private:
  void Run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      wake_.wait_for(lock, stop, kLagMax, [] { return false; });
      WriteLatest(lock);
    }
  }

  void WriteLatest(std::unique_lock<std::mutex>& lock) {
    if (!latest_ || !status_.ok()) return;
    const AnchorMark mark = *std::exchange(latest_, std::nullopt);
    lock.unlock();
    absl::Status written = anchor_.Begin(mark, {}, {});
    if (synced_) written.Update(anchor_.Sync());
    lock.lock();
    status_ = written;
  }

  HeadAnchor& anchor_;
  const bool synced_;
  AnchorMark begun_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<AnchorMark> latest_;
  absl::Status status_;
  std::jthread thread_{[this](const std::stop_token& stop) { Run(stop); }};
};

}  // namespace

std::unique_ptr<AnchorWriter> NewAnchorWriter(HeadAnchor& anchor, const Options& options) {
  const bool synced = !options.planted.no_sync;
  if (options.anchor_mode == AnchorMode::kWithinOneSecond) {
    return std::make_unique<LaggingAnchor>(anchor, synced);
  }
  return std::make_unique<PromptAnchor>(anchor, synced);
}

}  // namespace debut::eventstore_rocksdb
