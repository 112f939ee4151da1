#pragma once

#include <grpcpp/channel.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"

namespace debut::bench {

// A log in a scratch directory behind its real gRPC service, and beside it a server with the same
// method and messages that does nothing: what gRPC itself costs. Both in this process.
class LogUnderLoad {
 public:
  explicit LogUnderLoad(const std::filesystem::path& directory, bool anchor_lags = false);
  ~LogUnderLoad();
  LogUnderLoad(const LogUnderLoad&) = delete;
  LogUnderLoad& operator=(const LogUnderLoad&) = delete;

  const std::string& log_address() const { return log_address_; }
  const std::string& empty_address() const { return empty_address_; }
  eventstore::EventStore& store();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  std::string log_address_;
  std::string empty_address_;
};

struct Workload {
  int clients = 1;
  int events_per_append = 1;
  double seconds = 2;
};

// Of a run; processor time and context switches are those of the whole process, the clients and
// the database's background work included.
struct Rate {
  double requests_per_second = 0;
  double p50_us = 0;
  double processor_us = 0;  // A request.
  double switches = 0;      // A request.
};

// Each client sends conditional appends one after the other: events of 256 bytes with 3 tags of
// their own, condition on 2 of them. Callback API, a channel for every 16 clients.
Rate Drive(const std::string& address, const Workload& workload);

// Events as Drive() sends them; no two have a tag in common.
eventlog::v1::AppendRequest NextAppend(int events);
std::vector<eventstore::Event> NextEvents(int events);

// Appends so many, a multiple of 500, with the tags "budget:1" to "budget:<events>", "cap:…" and
// "claim:…". Says how far it is on standard error.
void Fill(eventstore::EventStore& store, std::uint64_t events);

}  // namespace debut::bench
