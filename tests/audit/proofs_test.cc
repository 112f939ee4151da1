// What an auditor keeps and shows to others: heads in a book, and proofs that stand by themselves.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "archive/files.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::HasSubstr;

TEST_F(AuditedLog, KeepsTheHeadsThatWereRememberedInABook) {
  ASSERT_EQ(setenv("XDG_STATE_HOME", directory_.path().c_str(), 1), 0);
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  const Ended first = Debut({"audit", "head", "remember", "--key", key_});
  EXPECT_EQ(first.exit_code, 0) << first.output;
  EXPECT_THAT(first.output, HasSubstr("remembered as the first head"));
  Work(60);
  EXPECT_THAT(Debut({"audit", "head", "remember", "--key", key_}).output,
              HasSubstr("it continues the head that was remembered"));
  const Ended history = Debut({"audit", "head", "history", "--key", key_});
  EXPECT_EQ(history.exit_code, 0) << history.output;
  EXPECT_THAT(history.output, HasSubstr("2 heads in " + directory_.path().string()));
  const Ended all =
      Debut({"audit", "head", "history", "--key", key_, "--book", data_ / "heads.log"});
  EXPECT_EQ(all.exit_code, 0) << all.output;
  Stop();
  // Somebody has shortened the log's own heads, and put an older one behind.
  const std::string heads = archive::ReadFile(data_ / "heads.log").value();
  const std::string oldest = heads.substr(0, heads.find("\n\n", heads.find("\n\n") + 2) + 2);
  std::ofstream(directory_.path() / "heads") << heads << oldest;
  const Ended older =
      Debut({"audit", "head", "history", "--key", key_, "--book", directory_.path() / "heads"});
  EXPECT_EQ(older.exit_code, cli::kExitRefused);
  EXPECT_THAT(older.output, HasSubstr("ROLLBACK"));
}

TEST_F(AuditedLog, ProvesThatOneSignedHeadContinuesAnother) {
  const fs::path file = directory_.path() / "heads.proof";
  ASSERT_TRUE(Serve().ok());
  Work(300);
  key_ = SignedHead()["key"];
  const std::string older = SignedHead()["size"].dump();
  Work(300);
  const std::string newer = SignedHead()["size"].dump();
  Work(40);
  const Ended proved = Debut({"audit", "prove-consistency", older, newer, "--out", file});
  ASSERT_EQ(proved.exit_code, 0) << proved.output;
  EXPECT_NE(Debut({"audit", "prove-consistency", newer, older}).exit_code, 0);
  const std::string heads = archive::ReadFile(data_ / "heads.log").value();
  int never_signed = 1;
  while (heads.find(fmt::format("\n{}\n", never_signed)) != std::string::npos) ++never_signed;
  EXPECT_NE(Debut({"audit", "prove-consistency", std::to_string(never_signed), newer}).exit_code, 0)
      << never_signed;
  EXPECT_NE(Debut({"audit", "prove-consistency", older, "99999999"}).exit_code, 0);
  Stop();

  const std::string proof = archive::ReadFile(file).value();
  EXPECT_EQ(Debut({"audit", "prove-consistency", older, newer, "--log", data_}).output, proof);
  const auto check = [&](const std::string& text) {
    std::ofstream(file) << text;
    return Debut({"audit", "check", file, "--key", key_});
  };
  const Ended good = check(proof);
  EXPECT_EQ(good.exit_code, 0) << good.output;
  EXPECT_THAT(good.output, HasSubstr("it continues the head of " + older + " events"));
  std::string forged = proof;
  const std::size_t hash = forged.find("\nold ") + older.size() + 8;
  forged[hash] = forged[hash] == 'A' ? 'B' : 'A';
  const Ended fork = check(forged);
  EXPECT_EQ(fork.exit_code, cli::kExitRefused) << fork.output;
  EXPECT_THAT(fork.output, HasSubstr("FORK"));
  std::string unsigned_head = proof;
  unsigned_head.replace(unsigned_head.find("\n" + older + "\n"), older.size() + 2, "\n7\n");
  EXPECT_THAT(check(unsigned_head).output, HasSubstr("BAD_SIGNATURE"));
  EXPECT_EQ(check("no proof").exit_code, cli::kExitUsage);
}

}  // namespace
}  // namespace debut::test
