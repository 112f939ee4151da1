#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "eventstore/event_store.h"
#include "eventstore_grpc/grpc_event_store.h"

namespace debut::test {

// What the load has sent and what was acknowledged: kept outside of the system under test, and
// compared with what the log says afterwards. Thread-safe.
class AcknowledgedLog {
 public:
  struct Batch {
    std::size_t events = 0;
    bool sent_after_failure = false;
    bool acknowledged = false;
    std::uint64_t first_position = 0;
  };

  void Sent(const std::string& batch, std::size_t events);
  void Acknowledged(const std::string& batch, std::uint64_t first_position);
  // An append was answered with an error: nothing that is sent from now on may be acknowledged.
  void Failed();
  void AllotmentSent(std::int64_t fen) { sent_fen_ += fen; }
  void AllotmentAcknowledged(std::int64_t fen) { acknowledged_fen_ += fen; }

  // Reads the whole log. OK if positions have no gaps, times rise, each acknowledged batch is there
  // whole, at its positions, and of the others each is there whole or not at all; if none was
  // acknowledged that was sent after Failed(); and if the budget has at least what was acknowledged
  // and at most what was sent.
  absl::Status Check(const eventstore::EventStore& log) const;

  std::size_t acknowledged_count() const;
  // Until so many groups are acknowledged, at most a minute: the clients may all have ended.
  void WaitForAcknowledged(std::size_t count) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable more_;
  std::map<std::string, Batch> batches_;
  std::size_t acknowledged_count_ = 0;
  bool failed_ = false;
  std::atomic<std::int64_t> sent_fen_ = 0;
  std::atomic<std::int64_t> acknowledged_fen_ = 0;
};

// Clients that append groups of events and allot budgets, as fast as they are answered, until
// stopped. Errors end a client: the server is being killed.
class Load {
 public:
  struct Shape {
    std::size_t payload_bytes_min = 0;  // Of each event of a group; random, so nothing shrinks it.
    int tries_after_error = 0;          // More appends of a client whose append failed.
  };
  Load(const std::string& address, std::uint64_t seed, AcknowledgedLog& ledger)
      : Load(address, seed, ledger, Shape()) {}
  Load(const std::string& address, std::uint64_t seed, AcknowledgedLog& ledger, const Shape& shape);
  ~Load() { Stop(); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;
  void Stop();

 private:
  void AppendGroups(const std::string& address, std::uint64_t seed, const std::stop_token& stop);
  void AllotBudgets(const std::string& address, std::uint64_t seed, const std::stop_token& stop);

  AcknowledgedLog& ledger_;
  const Shape shape_;
  std::vector<std::jthread> clients_;
};

}  // namespace debut::test
