#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "eventstore_rocksdb/rocksdb_event_store.h"

namespace debut::eventstore_rocksdb {

inline eventstore::Event MakeEvent(std::string payload, std::vector<std::string> tags = {},
                                   std::string type = "debut.test.v1.Happened") {
  eventstore::Event event;
  event.type = std::move(type);
  event.tags = std::move(tags);
  event.payload = std::move(payload);
  return event;
}

inline eventstore::Query TagQuery(std::vector<std::string> tags) {
  return {{eventstore::QueryItem{{}, std::move(tags), {}}}};
}

inline Options OptionsFor(const std::string& directory) {
  Options options;
  options.directory = directory;
  return options;
}

using Answer = absl::StatusOr<eventstore::AppendResult>;

// An append whose answer may never come.
inline std::future<Answer> Begin(RocksDbEventStore& store, std::vector<eventstore::Event> events,
                                 std::optional<eventstore::AppendCondition> condition = {}) {
  auto answer = std::make_shared<std::promise<Answer>>();
  std::future<Answer> future = answer->get_future();
  store.AppendAsync(std::move(events), std::move(condition),
                    [answer](Answer result) { answer->set_value(std::move(result)); });
  return future;
}

inline bool IsAnswered(const std::future<Answer>& answer) {
  return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

// What writers were told: the payload at each acknowledged position. Thread-safe.
class Acknowledged {
 public:
  void Add(std::uint64_t position, std::string payload) {
    const std::lock_guard lock(mutex_);
    payloads_.emplace(position, std::move(payload));
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return payloads_.size();
  }

  // Whether the log in the directory still has all of it, and each append whole or not at all.
  testing::AssertionResult SurvivesIn(const std::string& directory) const {
    auto store = RocksDbEventStore::Open(OptionsFor(directory));
    if (!store.ok()) return testing::AssertionFailure() << store.status();
    const auto log = eventstore::ReadAll(**store, {});
    if (!log.ok()) return testing::AssertionFailure() << log.status();
    for (const auto& [position, payload] : payloads_) {
      if (position > log->events.size()) {
        return testing::AssertionFailure() << "acknowledged position " << position << " is lost";
      }
      if (log->events[position - 1].event.payload != payload) {
        return testing::AssertionFailure() << "position " << position << " has another event";
      }
    }
    // Each append has two events with the same payload, next to each other.
    for (std::size_t i = 0; i < log->events.size(); i += 2) {
      if (i + 1 == log->events.size() ||
          log->events[i].event.payload != log->events[i + 1].event.payload) {
        return testing::AssertionFailure() << "half an append at position " << i + 1;
      }
    }
    const absl::Status verified = (*store)->VerifyAll([](auto, auto) { return true; });
    if (!verified.ok()) return testing::AssertionFailure() << verified;
    return testing::AssertionSuccess();
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, std::string> payloads_;
};

// Threads that append pairs of events until an append fails.
class Writers {
 public:
  Writers(RocksDbEventStore& store, Acknowledged& acknowledged, int threads) {
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([&store, &acknowledged, i] {
        for (int n = 0;; ++n) {
          const std::string payload =
              std::string(100, 'p') + std::to_string(i) + ":" + std::to_string(n);
          const std::string tag = "writer:" + std::to_string(i);
          const auto result =
              store.Append({MakeEvent(payload, {tag}), MakeEvent(payload, {tag})}, {});
          if (!result.ok()) return;
          acknowledged.Add(result->first.value, payload);
          acknowledged.Add(result->last.value, payload);
        }
      });
    }
  }

 private:
  std::vector<std::jthread> threads_;
};

}  // namespace debut::eventstore_rocksdb
