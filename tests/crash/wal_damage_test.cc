// The promise on a damaged write-ahead log: debutd is killed under load and its newest log file is
// flipped, cut or deleted. It refuses to serve, with the code that no supervisor restarts it on; or
// the damage hit only what the head anchor still has, and it serves everything. Never less.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/exit_codes.h"
#include "tests/crash/workload.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

namespace fs = std::filesystem;

// What a killed debutd has left behind, and what it had acknowledged. Made once for all tests.
class KilledServer {
 public:
  KilledServer() {
    std::ofstream(directory_.path() / "debutd.txtpb")
        << "access { any_principal_roles: \"*\" anonymous_roles: \"log.reader\""
           "  principals { name: \"test-writer\" roles: \"log.writer\" } }"
           "logging { level: LEVEL_WARNING }";
    const auto server = Process::Start(Debutd("killed"));
    EXPECT_TRUE(server.ok()) << server.status();
    if (!server.ok()) return;
    Load load((*server)->address(), 1, ledger_, {.payload_bytes_min = 1'000});
    ledger_.WaitForAcknowledged(300);
    (*server)->Kill9();
    EXPECT_EQ((*server)->WaitExit(), 128 + SIGKILL);
    load.Stop();
    EXPECT_GE(ledger_.acknowledged_count(), 300U);
  }

  Process::Options Debutd(const std::string& name) const {
    return {.program = test::ProgramPath("debutd"),
            .arguments = {"--config", directory_.path() / "debutd.txtpb", "--data-dir",
                          directory_.path() / name},
            .directory = directory_.path(),
            .name = name};
  }
  // A copy of the data as they were left.
  void CopyTo(const std::string& name) const {
    fs::copy(directory_.path() / "killed", directory_.path() / name, fs::copy_options::recursive);
  }
  fs::path WriteAheadLogOf(const std::string& name) const {
    fs::path newest;
    for (const auto& file : fs::directory_iterator(directory_.path() / name / "log" / "db")) {
      const bool log = file.path().extension() == ".log";
      if (log && file.path().filename() > newest.filename()) newest = file.path();
    }
    return newest;
  }
  const AcknowledgedLog& ledger() const { return ledger_; }

 private:
  TemporaryDirectory directory_;
  AcknowledgedLog ledger_;
};

const KilledServer& Killed() {
  static const KilledServer killed;
  return killed;
}

enum class Outcome { kRefused, kRefusedOrWhole, kWhole };

struct Damage {
  std::string name;
  std::function<void(const fs::path&)> inflict;
  Outcome outcome = Outcome::kRefused;
};
std::ostream& operator<<(std::ostream& out, const Damage& damage) { return out << damage.name; }

auto Flip(double where) {
  return [where](const fs::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto last = static_cast<double>(fs::file_size(path) - 1);
    const auto at = static_cast<std::streamoff>(where * last);
    file.seekg(at);
    const auto flipped = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(flipped);
  };
}

auto Cut(double kept) {
  return [kept](const fs::path& path) {
    const auto size = static_cast<double>(fs::file_size(path));
    fs::resize_file(path, static_cast<std::uintmax_t>(kept * size));
  };
}

class WriteAheadLog : public ::testing::TestWithParam<Damage> {};

TEST_P(WriteAheadLog, IsRefusedRatherThanServedShort) {
  const std::string& name = GetParam().name;
  Killed().CopyTo(name);
  const fs::path file = Killed().WriteAheadLogOf(name);
  ASSERT_FALSE(file.empty());
  GetParam().inflict(file);

  const auto server = Process::Start(Killed().Debutd(name));
  if (!server.ok()) {
    EXPECT_NE(GetParam().outcome, Outcome::kWhole) << server.status();
    // The end of what it has logged names the damage.
    const std::string message(server.status().message());
    EXPECT_NE(message.find("exited with " + std::to_string(runtime::kExitLogRefused)),
              std::string::npos)
        << message;
    return;
  }
  EXPECT_NE(GetParam().outcome, Outcome::kRefused);
  const eventstore_grpc::GrpcEventStore log(
      grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  EXPECT_EQ(Killed().ledger().Check(log), absl::OkStatus());
}

INSTANTIATE_TEST_SUITE_P(
    Damaged, WriteAheadLog,
    ::testing::Values(Damage{"untouched", [](const fs::path&) {}, Outcome::kWhole},
                      Damage{"flipped_at_the_start", Flip(0.0)}, Damage{"flipped_early", Flip(0.1)},
                      Damage{"flipped_in_the_middle", Flip(0.5)}, Damage{"flipped_late", Flip(0.9)},
                      Damage{"flipped_at_the_end", Flip(1.0), Outcome::kRefusedOrWhole},
                      Damage{"cut_in_half", Cut(0.5)}, Damage{"cut_late", Cut(0.9)},
                      Damage{"cut_to_nothing", Cut(0.0)},
                      Damage{"cut_by_a_byte",
                             [](const fs::path& path) {
                               fs::resize_file(path, fs::file_size(path) - 1);
                             },
                             Outcome::kRefusedOrWhole},
                      Damage{"deleted", [](const fs::path& path) { fs::remove(path); }}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace debut::test
