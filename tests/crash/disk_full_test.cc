// The promise on a disk that fills up: debutd answers nothing after the first error, ends by itself
// with the code that a supervisor restarts it on, and once there is space has all it acknowledged.
#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "runtime/exit_codes.h"
#include "tests/crash/workload.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

namespace fs = std::filesystem;

constexpr Load::Shape kFilling{.payload_bytes_min = 20'000, .tries_after_error = 3};
constexpr absl::Duration kFillTimeout = absl::Minutes(3);

class FullDisk : public ::testing::Test {
 protected:
  FullDisk() {
    std::ofstream(directory_.path() / "debutd.txtpb")
        << "access { any_principal_roles: \"*\" anonymous_roles: \"log.reader\""
           "  principals { name: \"test-writer\" roles: \"log.writer\" } }"
           "logging { level: LEVEL_WARNING }";
    fs::create_directory(disk());
  }

  Process::Options Debutd() const {
    return {.program = test::ProgramPath("debutd"),
            .arguments = {"--config", directory_.path() / "debutd.txtpb", "--data-dir", data()},
            .directory = directory_.path(),
            .name = "debutd"};
  }

  // Writes until the server ends, and says how it did.
  void FillUntilItEnds(const Process::Options& options) {
    const auto server = Process::Start(options);
    ASSERT_TRUE(server.ok()) << server.status();
    Load load((*server)->address(), 1, ledger_, kFilling);
    EXPECT_EQ((*server)->WaitExit(kFillTimeout), runtime::kExitLogWriteFailed)
        << (*server)->LogTail();
    load.Stop();
    EXPECT_GT(ledger_.acknowledged_count(), 0U);
  }

  void ExpectEverythingThere() {
    const auto server = Process::Start(Debutd());
    ASSERT_TRUE(server.ok()) << server.status();
    const eventstore_grpc::GrpcEventStore log(
        grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
    EXPECT_EQ(ledger_.Check(log), absl::OkStatus());
    AcknowledgedLog more;
    Load load((*server)->address(), 2, more, kFilling);
    more.WaitForAcknowledged(5);
    load.Stop();
    EXPECT_GE(more.acknowledged_count(), 5U) << (*server)->LogTail();
    (*server)->Terminate();
    EXPECT_EQ((*server)->WaitExit(), runtime::kExitOk) << (*server)->LogTail();
    eventstore_rocksdb::Options options;
    options.directory = data() + "/log";
    const auto store = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ((*store)->VerifyAll([](std::uint64_t, std::uint64_t) { return true; }),
              absl::OkStatus());
  }

  fs::path disk() const { return directory_.path() / "disk"; }
  std::string data() const { return disk() / "data"; }

  TemporaryDirectory directory_;
  AcknowledgedLog ledger_;
};

// A file system of its own in memory, gone with the object.
class SmallDisk {
 public:
  explicit SmallDisk(fs::path path) : path_(std::move(path)) {
    if (mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=48m") != 0) why_not_ = errno;
  }
  ~SmallDisk() {
    if (why_not_ == 0) umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // 0, or the error number of mounting it.
  int why_not() const { return why_not_; }
  bool Enlarge() const {
    return mount("tmpfs", path_.c_str(), "tmpfs", MS_REMOUNT, "size=512m") == 0;
  }

 private:
  fs::path path_;
  int why_not_ = 0;
};

TEST_F(FullDisk, EndsTheServerAndLosesNothing) {
  const SmallDisk small(disk());
  if (small.why_not() != 0)
    GTEST_SKIP() << "needs the right to mount a file system: " << std::strerror(small.why_not());
  FillUntilItEnds(Debutd());
  if (HasFailure()) return;
  // A supervisor starts it again; it may serve what it has, or say that it can't be written.
  {
    auto again = Process::Start(Debutd());
    if (again.ok()) {
      const eventstore_grpc::GrpcEventStore log(
          grpc::CreateChannel((*again)->address(), grpc::InsecureChannelCredentials()));
      EXPECT_EQ(ledger_.Check(log), absl::OkStatus());
    } else {
      EXPECT_EQ(again.status().code(), absl::StatusCode::kFailedPrecondition) << again.status();
      EXPECT_EQ(again.status().message().find("exited with 1"), std::string_view::npos)
          << "a signal: " << again.status();
    }
  }
  ASSERT_TRUE(small.Enlarge()) << std::strerror(errno);
  ExpectEverythingThere();
}

// The same without any rights: no file may reach as far as the head anchor's second slot.
TEST_F(FullDisk, IsLikeAFileThatMayNotGrow) {
  constexpr int kFileBytesMax = 4 << 20;
  constexpr int kBlockBytes = 512;
  {
    const auto server = Process::Start(Debutd());
    ASSERT_TRUE(server.ok()) << server.status();
    Load load((*server)->address(), 3, ledger_);
    ledger_.WaitForAcknowledged(20);
    load.Stop();
    (*server)->Terminate();
    ASSERT_EQ((*server)->WaitExit(), runtime::kExitOk) << (*server)->LogTail();
  }
  Process::Options options = Debutd();
  std::vector<std::string> arguments = {
      "-c",
      fmt::format("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kFileBytesMax / kBlockBytes),
      options.program};
  arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  options.program = "/bin/sh";
  options.arguments = std::move(arguments);
  FillUntilItEnds(options);
  if (!HasFailure()) ExpectEverythingThere();
}

}  // namespace
}  // namespace debut::test
