// The one contract, on every way to a log but the RocksDB store itself, which runs it beside its
// code.
#include <memory>

#include "eventstore/contract_suite.h"
#include "eventstore/in_memory_event_store.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "services/eventlog/testing/log_server.h"
#include "tests/support/temporary_directory.h"

namespace debut {
namespace {

using eventstore::EventStore;
using eventstore::InMemoryEventStore;
using eventstore_rocksdb::RocksDbEventStore;

std::unique_ptr<RocksDbEventStore> OpenIn(const test::TemporaryDirectory& directory) {
  eventstore_rocksdb::Options options;
  options.directory = directory.path();
  return RocksDbEventStore::Open(std::move(options)).value();
}

struct OverTheWireToMemory {
  InMemoryEventStore log;
  eventlog::LogServer server{log};
  eventstore_grpc::GrpcEventStore store{server.Connect()};
};

struct OverTheWireToRocksDb {
  test::TemporaryDirectory directory;
  std::unique_ptr<RocksDbEventStore> log = OpenIn(directory);
  eventlog::LogServer server{*log};
  eventstore_grpc::GrpcEventStore store{server.Connect()};
};

template <typename Setup>
std::shared_ptr<EventStore> Make() {
  auto setup = std::make_shared<Setup>();
  return {setup, &setup->store};
}

const bool kRegistered =
    eventstore::RegisterContractTests("InMemoryEventStore",
                                      [] { return std::make_shared<InMemoryEventStore>(); }) &&
    eventstore::RegisterContractTests("GrpcEventStoreOverMemory", Make<OverTheWireToMemory>) &&
    eventstore::RegisterContractTests("GrpcEventStoreOverRocksDb", Make<OverTheWireToRocksDb>);

}  // namespace
}  // namespace debut
