#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {

// A debutd that is killed and started again over the same data.
class KilledServer : public ::testing::Test {
 protected:
  // `config`: text proto of debut.config.v1.Config.
  explicit KilledServer(const std::string& config) { Configure(config); }

  void Configure(const std::string& config) {
    std::ofstream(directory_.path() / "debutd.txtpb") << config;
  }

  std::unique_ptr<Process> Start() {
    auto server = Process::Start(
        {.program = ProgramPath("debutd"),
         .arguments = {"--config", directory_.path() / "debutd.txtpb", "--data-dir", data()},
         .directory = directory_.path(),
         .name = "debutd"});
    EXPECT_TRUE(server.ok()) << server.status();
    return server.ok() ? *std::move(server) : nullptr;
  }

  // While no server runs.
  std::unique_ptr<eventstore_rocksdb::RocksDbEventStore> OpenLog(const base::Clock& clock) {
    std::filesystem::create_directories(data());
    eventstore_rocksdb::Options options;
    options.directory = data() + "/log";
    options.clock = &clock;
    auto log = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
    EXPECT_TRUE(log.ok()) << log.status();
    return *std::move(log);
  }

  // Until so many events of the query are in the log of the server.
  static void Await(const std::string& address, const eventstore::Query& query, std::size_t count) {
    const eventstore_grpc::GrpcEventStore log(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    std::size_t seen = 0;
    const absl::Status ended =
        log.Subscribe(query, {}, {}, [&](const eventstore::SubscriptionMessage& message) {
          if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
            seen += batch->events.size();
          }
          return seen < count;
        });
    EXPECT_TRUE(ended.ok()) << ended;
  }

  std::string data() const { return directory_.path() / "data"; }

  TemporaryDirectory directory_;
};

// Takes the steps of the calendar every 10 ms.
inline constexpr char kQuickCalendar[] =
    "access { any_principal_roles: \"*\" anonymous_roles: \"log.reader\" }"
    "scheduler { interval_ms: 10 } logging { level: LEVEL_WARNING }";

}  // namespace debut::test
