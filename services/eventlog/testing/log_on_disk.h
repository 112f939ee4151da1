#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "eventstore_rocksdb/rocksdb_event_store.h"

namespace debut::eventlog {

inline std::unique_ptr<eventstore_rocksdb::RocksDbEventStore> OpenLogOnDisk(
    const std::string& directory) {
  eventstore_rocksdb::Options options;
  options.directory = directory;
  auto log = eventstore_rocksdb::RocksDbEventStore::Open(options);
  EXPECT_TRUE(log.ok()) << log.status();
  return log.ok() ? *std::move(log) : nullptr;
}

// `count` times the same event, in one group.
inline void AppendTo(eventstore_rocksdb::RocksDbEventStore& log, int count,
                     const std::string& payload = "内容") {
  eventstore::Event event;
  event.type = "debut.test.v1.Happened";
  event.tags = {"thing:1"};
  event.payload = payload;
  const auto appended =
      log.Append(std::vector<eventstore::Event>(static_cast<std::size_t>(count), event), {});
  EXPECT_TRUE(appended.ok()) << appended.status();
}

}  // namespace debut::eventlog
