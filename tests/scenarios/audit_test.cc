// An auditor who does not trust the operator: the log of a year is verified by `debut audit` and by
// a program that shares nothing with it, and an operator who puts older data back is found out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "runtime/exit_codes.h"
#include "services/debut/exit_codes.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class AuditedLog : public ::testing::Test {
 protected:
  void SetUp() override {
    const fs::path file = directory_.path() / "years.jsonl";
    const Ended written =
        Debut({"demonstration", "--enterprises", "200", "--out", file, "--policy",
               test::SourcePath("deploy/policy/first-created-products-2020.txtpb")});
    ASSERT_EQ(written.exit_code, 0) << written.output;
    demonstration_.open(file);
  }

  struct Ended {
    int exit_code = -1;
    std::string output;
  };
  Ended Run(const std::string& program, std::vector<std::string> arguments) {
    const std::string name = "run" + std::to_string(++runs_);
    auto process = Process::Run({.program = program,
                                 .arguments = std::move(arguments),
                                 .directory = directory_.path(),
                                 .name = name});
    if (!process.ok()) return {-1, process.status().ToString()};
    const int code = (*process)->WaitExit(absl::Seconds(120)).value_or(-1);
    return {code, (*process)->Log()};
  }
  Ended Debut(std::vector<std::string> arguments) {
    if (server_ != nullptr) {
      arguments.insert(arguments.begin(), {"--server", server_->address()});
    }
    return Run(test::ProgramPath("debut"), std::move(arguments));
  }

  absl::Status Serve() {
    auto server = Process::Start({.program = test::ProgramPath("debutd"),
                                  .arguments = {"--data-dir", data_},
                                  .directory = directory_.path(),
                                  .name = "debutd"});
    if (!server.ok()) return server.status();
    server_ = *std::move(server);
    return absl::OkStatus();
  }
  void Stop() {
    server_->Terminate();
    ASSERT_EQ(server_->WaitExit(), runtime::kExitOk);
    server_.reset();
  }

  // Sends the next commands of the demonstration, and waits until the head over them is signed.
  void Work(int commands) {
    const fs::path part = directory_.path() / "part.jsonl";
    std::ofstream out(part, std::ios::trunc);
    std::string line;
    for (int i = 0; i < commands && std::getline(demonstration_, line); ++i) out << line << '\n';
    out.close();
    const Ended imported = Debut({"import", part});
    ASSERT_EQ(imported.exit_code, 0) << imported.output;
    const std::uint64_t size =
        std::stoull(Answer({"call", "eventlog.GetHead"})["head_position"].get<std::string>());
    while (SignedHead()["size"].get<std::uint64_t>() < size) {
    }
  }
  nlohmann::json Answer(std::vector<std::string> question) {
    question.insert(question.begin(), "--json");
    const std::string output = Debut(std::move(question)).output;
    return nlohmann::json::parse(output.substr(std::min(output.find('{'), output.size())), nullptr,
                                 /*allow_exceptions=*/false);
  }
  // Zero before the first one.
  nlohmann::json SignedHead() {
    nlohmann::json head = Answer({"audit", "head"});
    return head.is_object() && head.contains("size") ? head : nlohmann::json{{"size", 0}};
  }
  Ended Verify(const fs::path& heads) {
    return Debut({"audit", "verify", data_ / "archive", "--key", key_, "--heads", heads});
  }

  TemporaryDirectory directory_;
  const fs::path data_ = directory_.path() / "data";
  std::unique_ptr<Process> server_;
  std::ifstream demonstration_;
  std::string key_;
  int runs_ = 0;
};

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
  const Ended independent = Run(
      "/usr/bin/python3",
      {test::SourcePath("tests/independent/verify_archive.py"), data_ / "archive", "--key", key_});
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
  EXPECT_EQ(Run("/usr/bin/python3", {test::SourcePath("tests/independent/verify_archive.py"),
                                     data_ / "archive", "--key", key_})
                .exit_code,
            1);
}

TEST_F(AuditedLog, IsRefusedWhenOlderDataIsPutBack) {
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

  // The log alone: the heads beside it say so.
  fs::rename(data_ / "log", directory_.path() / "newer");
  fs::copy(directory_.path() / "backup/log", data_ / "log", fs::copy_options::recursive);
  const auto refused = Process::Run({.program = test::ProgramPath("debutd"),
                                     .arguments = {"--data-dir", data_, "--listen", "127.0.0.1:0"},
                                     .directory = directory_.path(),
                                     .name = "refused"});
  ASSERT_TRUE(refused.ok());
  EXPECT_EQ((*refused)->WaitExit(), runtime::kExitLogRefused);
  EXPECT_THAT((*refused)->Log(), HasSubstr("ROLLBACK"));

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
