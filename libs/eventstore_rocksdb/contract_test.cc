#include <gtest/gtest.h>

#include <memory>

#include "eventstore/contract_suite.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/testing/test_directory.h"

namespace debut::eventstore_rocksdb {
namespace {

struct StoreInADirectory {
  explicit StoreInADirectory(AnchorMode mode) {
    Options options;
    options.directory = directory.path();
    options.anchor_mode = mode;
    store = RocksDbEventStore::Open(std::move(options)).value();
  }

  TestDirectory directory;
  std::unique_ptr<RocksDbEventStore> store;
};

eventstore::StoreFactory Factory(AnchorMode mode) {
  return [mode]() -> std::shared_ptr<eventstore::EventStore> {
    auto owner = std::make_shared<StoreInADirectory>(mode);
    return {owner, owner->store.get()};
  };
}

const bool kRegistered =
    eventstore::RegisterContractTests("RocksDbEventStore", Factory(AnchorMode::kBeforeAnswer)) &&
    eventstore::RegisterContractTests("RocksDbEventStoreWithALaggingAnchor",
                                      Factory(AnchorMode::kWithinOneSecond));

}  // namespace
}  // namespace debut::eventstore_rocksdb
