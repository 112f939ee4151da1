// What an auditor takes home: the log of a running and of a stopped server, and an export that is
// verified and read without Debut.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/files.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(AuditedLog, IsVerifiedAsItRunsAndOnceItHasStopped) {
  const fs::path book = directory_.path() / "book";
  ASSERT_TRUE(Serve().ok());
  Work(300);
  key_ = SignedHead()["key"];
  ASSERT_EQ(Debut({"audit", "head", "--key", key_, "--book", book}).exit_code, 0);
  Work(60);
  const Ended live = Debut({"audit", "verify", "--key", key_, "--heads", book});
  EXPECT_EQ(live.exit_code, 0) << live.output;
  EXPECT_THAT(live.output, HasSubstr("server: everything agrees, also with 1 signed heads"));
  const Ended proofs = Debut({"audit", "verify", "--proofs-only", "--key", key_, "--heads", book});
  EXPECT_EQ(proofs.exit_code, 0) << proofs.output;
  EXPECT_THAT(proofs.output, HasSubstr("it continues 1 heads"));
  const Ended range = Debut({"audit", "verify", "--key", key_, "--from", "20", "--to", "24"});
  EXPECT_EQ(range.exit_code, 0) << range.output;
  EXPECT_THAT(range.output, HasSubstr("positions 20 to 24 are proved"));
  const Ended served = Debut({"audit", "verify", data_, "--key", key_});
  EXPECT_EQ(served.exit_code, cli::kExitUnreachable) << served.output;
  EXPECT_THAT(served.output, HasSubstr("a server has"));
  Stop();

  const Ended stopped = Debut({"audit", "verify", data_, "--key", key_});
  EXPECT_EQ(stopped.exit_code, 0) << stopped.output;
  EXPECT_THAT(stopped.output, AllOf(HasSubstr("database: everything agrees"),
                                    HasSubstr("archive: everything agrees")));
  const Ended log = Debut({"--json", "audit", "verify", data_ / "log", "--key", key_, "--heads",
                           book, "--proofs-only"});
  EXPECT_EQ(log.exit_code, 0) << log.output;
  EXPECT_EQ(Debut({"audit", "verify", directory_.path(), "--key", key_}).exit_code,
            cli::kExitUsage);
  EXPECT_EQ(Debut({"audit", "verify", data_, "--key", "nobody"}).exit_code, cli::kExitUsage);
  fs::remove(data_ / "log/db/CURRENT");
  const Ended damaged = Debut({"audit", "verify", data_ / "log", "--key", key_});
  EXPECT_EQ(damaged.exit_code, cli::kExitRefused) << damaged.output;
  EXPECT_THAT(damaged.output, HasSubstr("ALTERED at 0"));
}

TEST_F(AuditedLog, IsExportedAndReadWithoutDebut) {
  const fs::path receipt = directory_.path() / "receipt";
  const fs::path live = directory_.path() / "live";
  const fs::path copy = directory_.path() / "copy";
  ASSERT_TRUE(Serve().ok());
  Work(300);
  key_ = SignedHead()["key"];
  Work(40);
  ASSERT_EQ(Debut({"audit", "prove", "300", "--out", receipt}).exit_code, 0);
  const Ended exported = Debut({"audit", "export", live, "--key", key_, "--tables"});
  EXPECT_EQ(exported.exit_code, 0) << exported.output;
  EXPECT_EQ(Debut({"audit", "export", live, "--key", key_}).exit_code, cli::kExitUsage);
  Stop();
  const Ended from_copy =
      Debut({"audit", "export", copy, "--key", key_, "--from", data_, "--tables"});
  EXPECT_EQ(from_copy.exit_code, 0) << from_copy.output;
  for (const fs::path& directory : {live, copy}) {
    const Ended checked = Debut({"audit", "import-check", directory, "--key", key_});
    EXPECT_EQ(checked.exit_code, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr("the export is whole"));
    const Ended in_python = VerifyInPython(directory);
    EXPECT_EQ(in_python.exit_code, 0) << in_python.output;
  }
  EXPECT_THAT(archive::ReadFile(copy / "README.md").value(), HasSubstr("RFC 6962"));
  EXPECT_THAT(archive::ReadFile(copy / "tables/debut.policy.v1.PolicyAdopted.csv").value(),
              StartsWith("position,recorded_time,event_id,schema,principal,request_id,tags,"));
  EXPECT_TRUE(fs::exists(copy / "policies"));

  const fs::path table = copy / "tables/dictionary.csv";
  Flip(table, 60);
  const Ended altered = Debut({"audit", "import-check", copy, "--key", key_});
  EXPECT_EQ(altered.exit_code, cli::kExitRefused);
  EXPECT_THAT(altered.output, HasSubstr("dictionary.csv isn't what the events say"));
  Flip(table, 60);
  EXPECT_EQ(Debut({"audit", "import-check", copy, "--key", key_}).exit_code, 0);

  if (!HasGo()) {
    GTEST_SKIP() << "the second independent reader was not run: it needs the Debian packages "
                    "golang-go and golang-golang-x-mod-dev";
  }
  const Ended in_go = VerifyInGo(copy, {"-heads", data_ / "heads.log", "-receipt", receipt});
  EXPECT_EQ(in_go.exit_code, 0) << in_go.output;
  EXPECT_THAT(in_go.output,
              AllOf(HasSubstr("entries are in the signed tree"), HasSubstr("heads are prefixes"),
                    HasSubstr("the receipt of position 300 holds")));
  Flip(copy / "tile/entries/000", 5'000);
  EXPECT_EQ(VerifyInGo(copy, {}).exit_code, 1);
}

}  // namespace
}  // namespace debut::test
