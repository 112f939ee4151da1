// Somebody with the store's own command line on a stopped server's data. The whole matrix is that
// of libs/eventstore_rocksdb/stored_log_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kLdb[] = "/usr/bin/ldb";
constexpr char kEntry100[] = "0x0000000000000064";

TEST_F(AuditedLog, ShowsWhatWasChangedWithRocksDbsOwnTool) {
  if (!fs::exists(kLdb)) GTEST_SKIP() << "not run: it needs the Debian package rocksdb-tools";
  ASSERT_TRUE(Serve().ok());
  Work(150);
  key_ = SignedHead()["key"];
  Stop();
  const auto ldb = [&](std::vector<std::string> command) {
    command.insert(command.begin(),
                   {"--db=" + (data_ / "log/db").string(), "--column_family=entries", "--hex"});
    return Run(kLdb, std::move(command));
  };
  const auto verify = [&] { return Debut({"audit", "verify", data_, "--key", key_}); };

  const Ended read = ldb({"get", kEntry100});
  ASSERT_EQ(read.exit_code, 0) << read.output;
  const std::string value = read.output.substr(0, read.output.find('\n'));
  std::string changed = value;
  changed.back() = changed.back() == '0' ? '1' : '0';
  ASSERT_EQ(ldb({"put", kEntry100, changed}).exit_code, 0);
  const Ended altered = verify();
  EXPECT_EQ(altered.exit_code, cli::kExitRefused);
  EXPECT_THAT(altered.output, HasSubstr("ALTERED at 100"));

  ASSERT_EQ(ldb({"delete", kEntry100}).exit_code, 0);
  const Ended removed = verify();
  EXPECT_EQ(removed.exit_code, cli::kExitRefused);
  EXPECT_THAT(removed.output, HasSubstr("REMOVED at 100"));

  ASSERT_EQ(ldb({"put", kEntry100, value}).exit_code, 0);
  const Ended restored = verify();
  EXPECT_EQ(restored.exit_code, 0) << restored.output;
}

TEST_F(AuditedLog, OfANewerFormatIsLeftAlone) {
  if (!fs::exists(kLdb)) GTEST_SKIP() << "not run: it needs the Debian package rocksdb-tools";
  constexpr char kFormat[] = "0x666F726D6174";  // "format", docs/log_format.md.
  ASSERT_TRUE(Serve().ok());
  Work(20);
  key_ = SignedHead()["key"];
  Stop();
  const auto put = [&](const std::string& version) {
    return Run(kLdb, {"--db=" + (data_ / "log/db").string(), "--hex", "put", kFormat, version});
  };
  ASSERT_EQ(put("0x00000002").exit_code, 0);
  const absl::Status refused = Serve();
  EXPECT_THAT(std::string(refused.message()),
              AllOf(HasSubstr("exited with " + std::to_string(runtime::kExitLogRefused)),
                    HasSubstr("install the newer version")));
  const Ended verified = Debut({"audit", "verify", data_, "--key", key_});
  EXPECT_EQ(verified.exit_code, cli::kExitUnreachable);
  EXPECT_THAT(verified.output, HasSubstr("has format 2"));
  ASSERT_EQ(put("0x00000001").exit_code, 0);
  EXPECT_TRUE(Serve().ok());
}

}  // namespace
}  // namespace debut::test
