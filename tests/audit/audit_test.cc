// An auditor who does not trust the operator: the log of a year is verified by `debut audit` and by
// a program that shares nothing with it, and an operator who puts older data back is found out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "runtime/exit_codes.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST_F(AuditedLog, IsVerifiedByTwoProgramsAndEveryReceiptHolds) {
  const fs::path book = directory_.path() / "book";
  const fs::path receipt = directory_.path() / "receipt";
  ASSERT_TRUE(Serve().ok());
  Work(300);
  key_ = SignedHead()["key"];
  EXPECT_EQ(Debut({"audit", "head", "--key", key_, "--book", book}).exit_code, 0);
  Work(100);
  const Ended continued = Debut({"audit", "head", "--key", key_, "--book", book});
  EXPECT_EQ(continued.exit_code, 0) << continued.output;
  EXPECT_THAT(continued.output, HasSubstr("continues the head that was remembered"));
  ASSERT_EQ(Debut({"audit", "prove", "7", "--out", receipt}).exit_code, 0);
  Stop();

  EXPECT_EQ(Debut({"audit", "check", receipt, "--key", key_}).exit_code, 0);
  const Ended clean = Verify(data_ / "heads.log");
  EXPECT_EQ(clean.exit_code, 0) << clean.output;
  EXPECT_EQ(Verify(book).exit_code, 0);
  const Ended independent = VerifyInPython(data_ / "archive");
  EXPECT_EQ(independent.exit_code, 0) << independent.output;
  EXPECT_THAT(independent.output, HasSubstr("entries agree with the signed root"));

  const fs::path entries = data_ / "archive/tile/entries/000";
  std::fstream file(entries, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(5'000);
  file.put('\x7f');
  file.close();
  const Ended altered = Verify(data_ / "heads.log");
  EXPECT_EQ(altered.exit_code, cli::kExitRefused);
  EXPECT_THAT(altered.output, HasSubstr("ALTERED"));
  EXPECT_EQ(VerifyInPython(data_ / "archive").exit_code, 1);
}

TEST_F(AuditedLog, TakesNoEventsWhenOlderDataIsPutBack) {
  const fs::path book = directory_.path() / "book";
  ASSERT_TRUE(Serve().ok());
  Work(100);
  key_ = SignedHead()["key"];
  Stop();
  fs::copy(data_, directory_.path() / "backup", fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  Work(100);
  EXPECT_EQ(Debut({"audit", "head", "--key", key_, "--book", book}).exit_code, 0);
  Stop();

  // The log alone: the heads beside it say so, and it is served for reading only.
  fs::rename(data_ / "log", directory_.path() / "newer");
  fs::copy(directory_.path() / "backup/log", data_ / "log", fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  const Ended head = Debut({"audit", "head", "--key", key_});
  EXPECT_EQ(head.exit_code, cli::kExitRefused);
  EXPECT_THAT(head.output, AllOf(HasSubstr("ROLLBACK"), HasSubstr("incarnation begin")));
  const Ended verified = Debut({"audit", "verify", "--key", key_});
  EXPECT_EQ(verified.exit_code, cli::kExitRefused);
  EXPECT_THAT(verified.output, AllOf(HasSubstr("ROLLBACK at 0"), HasSubstr("TRUNCATED at")));
  EXPECT_EQ(Debut({"events", "--limit", "3"}).exit_code, 0);
  const Ended refused =
      Debut({"--as", "张伟", "call", "registry.RegisterEnterprise", "--json",
             R"({"credit_code": "91350100M000100Y43", "enterprise_id": "B-900", "name": "北京公司",
           "kind": "PARTY_KIND_ENTERPRISE", "registered_date": "2020-09-21"})"});
  EXPECT_NE(refused.exit_code, 0);
  EXPECT_THAT(refused.output, HasSubstr("the log serves reads only"));
  Stop();

  // Everything, heads included: the head that the auditor holds says so.
  fs::remove_all(data_);
  fs::copy(directory_.path() / "backup", data_, fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  const Ended found = Debut({"audit", "head", "--key", key_, "--book", book});
  EXPECT_EQ(found.exit_code, cli::kExitRefused);
  EXPECT_THAT(found.output, HasSubstr("ROLLBACK"));
  // And when it has grown past that head, differently.
  demonstration_.ignore(1 << 20, '\n');
  Work(300);
  const Ended forked = Debut({"audit", "head", "--key", key_, "--book", book});
  EXPECT_EQ(forked.exit_code, cli::kExitRefused);
  EXPECT_THAT(forked.output, HasSubstr("FORK"));
  Stop();
}

}  // namespace
}  // namespace debut::test
