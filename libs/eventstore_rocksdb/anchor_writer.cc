#include "eventstore_rocksdb/anchor_writer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

#include "eventstore_rocksdb/group.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::chrono::seconds kLagMax{1};

AnchorMark MarkOf(AnchorKind kind, const HeadAnchor& anchor, const Group& group,
                  const TreeMark& before, const TreeMark& after) {
  return {kind, anchor.log_id(), group.state().sequence, before, after};
}

// Writes each group's slot while the database writes the group.
class PromptAnchor final : public AnchorWriter {
 public:
  PromptAnchor(HeadAnchor& anchor, bool synced) : anchor_(anchor), synced_(synced) {}

  ~PromptAnchor() override {
    group_ = nullptr;
    begin_.release();
  }

  void Begin(const Group& group, const TreeMark& before, const TreeMark& after) override {
    group_ = &group;
    mark_ = MarkOf(AnchorKind::kGroup, anchor_, group, before, after);
    begin_.release();
  }

  absl::Status Finish() override {
    done_.acquire();
    return std::exchange(status_, absl::OkStatus());
  }

 private:
  void Run() {
    for (;;) {
      begin_.acquire();
      if (group_ == nullptr) return;
      status_ = anchor_.Write(mark_, group_->entries(), group_->leaves(), synced_);
      done_.release();
    }
  }

  HeadAnchor& anchor_;
  const bool synced_;
  // The semaphores hand these to and fro.
  const Group* group_ = nullptr;
  AnchorMark mark_;
  absl::Status status_;
  std::binary_semaphore begin_{0};
  std::binary_semaphore done_{0};
  std::jthread thread_{[this] { Run(); }};
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
    const absl::Status written = anchor_.Write(mark, {}, {}, synced_);
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
