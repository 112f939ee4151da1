// Backups of a running server, and what is made of them when the server is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "archive/files.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;

class Backups : public AuditedLog {
 protected:
  Ended Backup(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--as", "王芳", "backup"});
    return Debut(std::move(arguments));
  }
  Ended Create() { return Backup({"create", repository_, "--from", data_, "--key", key_}); }
  Ended Restore(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"restore", repository_, "--into", data_, "--key", key_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Backup(std::move(arguments));
  }
  // The lines of `backup list`.
  std::vector<nlohmann::json> List() {
    std::istringstream lines(Debut({"--json", "backup", "list", repository_}).output);
    std::vector<nlohmann::json> list;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("{")) list.push_back(nlohmann::json::parse(line));
    }
    return list;
  }
  // The machine is lost; its key was kept elsewhere.
  void LoseTheData() {
    fs::rename(data_, directory_.path() / "lost");
    fs::create_directories(data_);
    fs::copy(directory_.path() / "lost/log.key", data_ / "log.key");
  }

  const fs::path repository_ = directory_.path() / "backups";
};

TEST_F(Backups, MakeTheWholeServerAnew) {
  const fs::path config = directory_.path() / "debutd.conf";
  std::ofstream(config) << "listen: \"127.0.0.1:7420\"\n";
  ASSERT_TRUE(Serve().ok());
  Work(150);
  key_ = SignedHead()["key"];
  const Ended first =
      Backup({"create", repository_, "--from", data_, "--key", key_, "--config", config});
  ASSERT_EQ(first.exit_code, 0) << first.output;
  Work(100);
  const Ended second = Backup({"create", repository_, "--key", key_});  // Over the network.
  ASSERT_EQ(second.exit_code, 0) << second.output;
  const auto list = List();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0]["log_id"], list[1]["log_id"]);
  EXPECT_EQ(list[0]["files"], 1);
  EXPECT_EQ(list[1]["copied"], list[1]["position"].get<int>() - list[0]["position"].get<int>());
  const Ended verified = Backup({"verify", repository_, "--key", key_});
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  EXPECT_THAT(verified.output, HasSubstr("2 backups are whole"));
  const Ended drill = Backup({"drill", repository_, "--key", key_, "--compare", "--scratch",
                              directory_.path() / "scratch"});
  EXPECT_EQ(drill.exit_code, 0) << drill.output;
  EXPECT_THAT(drill.output, AllOf(HasSubstr("went well"), HasSubstr("the same as the server's")));
  EXPECT_TRUE(fs::is_empty(directory_.path() / "scratch"));
  const nlohmann::json head = SignedHead();
  Stop();

  EXPECT_EQ(Restore().exit_code, cli::kExitUsage);  // Never over a log.
  LoseTheData();
  const Ended restored = Restore();
  ASSERT_EQ(restored.exit_code, 0) << restored.output;
  EXPECT_THAT(restored.output, AllOf(HasSubstr("equal at"), HasSubstr("--takes-over")));
  const Ended audited = Debut({"audit", "verify", data_, "--key", key_});
  EXPECT_EQ(audited.exit_code, 0) << audited.output;
  ASSERT_TRUE(Serve().ok());
  EXPECT_EQ(SignedHead()["root"], head["root"]);
  Work(30);
  const Ended models = Debut({"--as", "王芳", "audit", "rebuild", "--all", "--compare"});
  EXPECT_EQ(models.exit_code, 0) << models.output;
  Stop();
  EXPECT_EQ(Debut({"audit", "verify", data_, "--key", key_}).exit_code, 0);
}

TEST_F(Backups, GoBackToAPositionOnlyInTheOpen) {
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  const int before = SignedHead()["size"];
  Work(60);
  ASSERT_EQ(Create().exit_code, 0);
  Stop();
  LoseTheData();
  EXPECT_EQ(Restore({"--to-position", "999999"}).exit_code, cli::kExitUsage);
  EXPECT_EQ(Restore({"--to-time", "2001-01-01T00:00:00Z"}).exit_code, cli::kExitUsage);
  const Ended restored = Restore({"--to-position", std::to_string(before - 3)});
  ASSERT_EQ(restored.exit_code, 0) << restored.output;
  EXPECT_THAT(restored.output, HasSubstr("ROLLBACK"));
  ASSERT_TRUE(Serve().ok());
  EXPECT_NE(ImportNext(20).exit_code, 0);  // Reads only.
  EXPECT_EQ(Answer({"call", "eventlog.GetHead"})["head_position"], std::to_string(before - 3));
  Stop();
  const Ended begun = Debut({"--as", "王芳", "audit", "incarnation", "begin", "--data-dir", data_,
                             "--reason", "回到错误之前"});
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  ASSERT_TRUE(Serve().ok());
  nlohmann::json head = SignedHead();
  while (head["size"] == 0) head = SignedHead();
  EXPECT_THAT(head["origin"].get<std::string>(), HasSubstr("/incarnation-2"));
  // The repository of the first goes on with nothing else.
  const Ended other = Debut({"backup", "create", repository_, "--from", data_, "--key", key_,
                             "--key", head["key"].get<std::string>()});
  EXPECT_EQ(other.exit_code, cli::kExitRefused);
  EXPECT_THAT(other.output, HasSubstr("FORK"));
}

TEST_F(Backups, TakeOverUnderANameOfTheirOwn) {
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  ASSERT_EQ(Create().exit_code, 0);
  Work(30);  // Which the backup lacks.
  Stop();
  LoseTheData();
  const std::vector<std::string> begin = {"--as",       "王芳", "audit",    "incarnation", "begin",
                                          "--data-dir", data_,  "--reason", "机器损坏"};
  // The heads on the other disk know more.
  const Ended less = Restore({"--heads", directory_.path() / "lost/heads.log"});
  ASSERT_EQ(less.exit_code, 0) << less.output;
  EXPECT_THAT(less.output, HasSubstr("ROLLBACK"));
  fs::remove_all(data_ / "log");
  fs::remove(data_ / "heads.log");
  ASSERT_EQ(Restore().exit_code, 0);
  EXPECT_EQ(Debut(begin).exit_code, cli::kExitUsage);
  auto takes_over = begin;
  takes_over.emplace_back("--takes-over");
  const Ended begun = Debut(takes_over);
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  ASSERT_TRUE(Serve().ok());
  nlohmann::json head = SignedHead();
  while (head["size"] == 0) head = SignedHead();
  EXPECT_THAT(head["origin"].get<std::string>(), HasSubstr("/incarnation-2"));
}

TEST_F(Backups, ThatWereChangedRestoreNothing) {
  ASSERT_TRUE(Serve().ok());
  Work(120);
  key_ = SignedHead()["key"];
  ASSERT_EQ(Create().exit_code, 0);
  Stop();
  LoseTheData();
  fs::path entries = repository_ / "archive/tile/entries/000";
  if (!fs::exists(entries)) {
    entries = fs::directory_iterator(repository_ / "archive/tile/entries/000.p")->path();
  }
  Flip(entries, 5'000);
  const Ended verified = Backup({"verify", repository_, "--key", key_});
  EXPECT_EQ(verified.exit_code, cli::kExitRefused);
  EXPECT_THAT(verified.output, HasSubstr("ALTERED"));
  const Ended drill = Backup({"drill", repository_, "--key", key_});
  EXPECT_EQ(drill.exit_code, cli::kExitRefused) << drill.output;
  const Ended restored = Restore();
  EXPECT_EQ(restored.exit_code, cli::kExitRefused) << restored.output;
  EXPECT_THAT(restored.output, AnyOf(HasSubstr("FORK"), HasSubstr("ALTERED")));
  EXPECT_FALSE(fs::exists(data_ / "log"));
}

TEST_F(Backups, AreFollowedOverTheNetworkAndRefuseAnotherHistory) {
  const fs::path copy = directory_.path() / "copy";
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  const std::vector<std::string> once = {"follow", copy, "--key", key_, "--once"};
  const Ended first = Debut(once);
  ASSERT_EQ(first.exit_code, 0) << first.output;
  Stop();
  fs::copy(data_, directory_.path() / "old", fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  auto following = Process::Run({.program = ProgramPath("debut"),
                                 .arguments = {"--server", server_->address(), "follow", copy,
                                               "--key", key_, "--every", "0.05"},
                                 .directory = directory_.path(),
                                 .name = "follow"});
  ASSERT_TRUE(following.ok()) << following.status();
  while ((*following)->Log().find("entries copied") == std::string::npos) {
    ASSERT_FALSE((*following)->WaitExit(absl::Milliseconds(20)).has_value()) << (*following)->Log();
  }
  EXPECT_EQ(Debut(once).exit_code, cli::kExitUnreachable);  // One at a time.
  Work(60);
  const std::string head = archive::ReadFile(data_ / "archive/checkpoint").value();
  while (archive::ReadFile(copy / "checkpoint").value_or("") != head) {
    ASSERT_FALSE((*following)->WaitExit(absl::Milliseconds(20)).has_value()) << (*following)->Log();
  }
  (*following)->Kill9();
  const Ended independent = VerifyInPython(copy);
  EXPECT_EQ(independent.exit_code, 0) << independent.output;
  Stop();
  fs::remove_all(data_);
  fs::rename(directory_.path() / "old", data_);
  ASSERT_TRUE(Serve().ok());
  const Ended other = Debut(once);
  EXPECT_EQ(other.exit_code, cli::kExitRefused);
  EXPECT_THAT(other.output, HasSubstr("ROLLBACK"));
  EXPECT_EQ(archive::ReadFile(copy / "checkpoint").value(), head);
}

}  // namespace
}  // namespace debut::test
