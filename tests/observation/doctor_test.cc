// `debut doctor` and `debut top` against real servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "runtime/testing/test_authority.h"
#include "tests/observation/watched_server.h"
#include "tests/support/temporary_directory.h"

namespace debut::observation {
namespace {

using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Ended {
  int exit_code = -1;
  std::string output;
};

class DoctorTest : public ::testing::Test {
 protected:
  // `debut ARGUMENTS…` with standard output and error as one.
  Ended Debut(std::vector<std::string> arguments, const std::string& name = "debut") {
    const auto debut = test::Process::Run({.program = test::ProgramPath("debut"),
                                           .arguments = std::move(arguments),
                                           .directory = directory_.path(),
                                           .name = name});
    EXPECT_TRUE(debut.ok()) << debut.status();
    const int exit_code = (*debut)->WaitExit().value_or(-1);
    return {exit_code, (*debut)->Log()};
  }
  // The verdicts of `doctor --json`, by check.
  std::map<std::string, std::string> Verdicts(std::vector<std::string> arguments, int exit_code) {
    arguments.insert(arguments.end(), {"doctor", "--json"});
    arguments.insert(arguments.begin(), {"--server", server_.address()});
    const Ended ended = Debut(arguments, "doctor" + std::to_string(++runs_));
    EXPECT_EQ(ended.exit_code, exit_code) << ended.output;
    std::map<std::string, std::string> verdicts;
    std::istringstream lines(ended.output);
    for (std::string line; std::getline(lines, line);) {
      const auto check = nlohmann::json::parse(line);
      const std::string verdict = check.at("verdict");
      EXPECT_EQ(check.at("remedy").get<std::string>().empty(), verdict == "OK") << line;
      verdicts[check.at("check")] = verdict;
    }
    return verdicts;
  }
  // A publisher signs what is new when it comes to it.
  void WaitForASignedHead() {
    while (Debut({"--server", server_.address(), "--json", "audit", "head"}).exit_code != 0) {
    }
  }
  std::string Path(const std::string& name) const { return directory_.path() / name; }

  test::TemporaryDirectory directory_;
  WatchedServer server_{"debutd", directory_.path(), {"--data-dir", Path("data")}};
  int runs_ = 0;
};

TEST_F(DoctorTest, FindsNothingFailingInASystemThatIsWell) {
  ASSERT_TRUE(AllotBudget(server_.address(), 1'000).ok());
  WaitForASignedHead();
  const auto verdicts = Verdicts({}, 0);
  EXPECT_EQ(verdicts.at("server"), "OK");
  EXPECT_EQ(verdicts.at("log"), "OK");
  EXPECT_EQ(verdicts.at("signed head"), "OK");
  EXPECT_EQ(verdicts.at("model caps"), "OK");
  EXPECT_TRUE(verdicts.contains("clock"));
  const Ended text = Debut({"--server", server_.address(), "doctor"});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_THAT(text.output, HasSubstr("OK    signed head"));
  EXPECT_THAT(text.output, HasSubstr("nothing fails\n"));
}

TEST_F(DoctorTest, SaysWhatToDoWhenNobodyAnswers) {
  server_.process().Kill9();
  server_.process().WaitExit();
  const Ended ended = Debut({"--server", server_.address(), "--timeout", "5", "doctor"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.output, HasSubstr("FAIL  server"));
  EXPECT_THAT(ended.output, HasSubstr("→ is it running? systemctl status debutd"));
}

TEST_F(DoctorTest, FailsWithoutABackupAndIsContentWithAFreshOne) {
  ASSERT_TRUE(AllotBudget(server_.address(), 1'000).ok());
  WaitForASignedHead();
  const std::string repository = Path("backups");
  const Ended none =
      Debut({"--server", server_.address(), "doctor", "--backups", repository}, "none");
  EXPECT_EQ(none.exit_code, 1) << none.output;
  EXPECT_THAT(none.output, HasSubstr("FAIL  backup"));
  const Ended head = Debut({"--server", server_.address(), "--json", "audit", "head"}, "head");
  ASSERT_EQ(head.exit_code, 0) << head.output;
  // Before it stands why the key is believed.
  const std::string object = head.output.substr(head.output.find('{'));
  const std::string key = nlohmann::json::parse(object).at("key");
  const Ended made = Debut({"--server", server_.address(), "backup", "create", repository, "--from",
                            Path("data"), "--key", key},
                           "backup");
  ASSERT_EQ(made.exit_code, 0) << made.output;
  const Ended fresh = Debut({"--server", server_.address(), "doctor", "--backups", repository,
                             "--data-dir", Path("data"), "--metrics", server_.metrics_address()},
                            "fresh");
  EXPECT_THAT(fresh.output, HasSubstr("OK    backup"));
  EXPECT_THAT(fresh.output, HasSubstr(Path("data") + ": "));
  EXPECT_THAT(fresh.output, HasSubstr(server_.metrics_address() + ": "));
}

TEST_F(DoctorTest, LooksAtCertificates) {
  runtime::testing::TestAuthority authority(Path("tls"));
  authority.Issue("late", {.uri = "debut://person/late?role=reader",
                           .not_after = absl::Now() + absl::Hours(2)});
  const Ended ended = Debut({"--server", server_.address(), "doctor", "--certificate",
                             Path("tls/late/cert.pem"), "--certificate", Path("nothing.pem")});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.output, HasSubstr("late/cert.pem: until"));
  EXPECT_THAT(ended.output, HasSubstr("→ deploy/certs renew"));
  EXPECT_THAT(ended.output, HasSubstr("nothing.pem: no certificate (PEM)"));
}

TEST_F(DoctorTest, FailsAtMetricsThatNobodyServes) {
  const Ended ended = Debut({"--server", server_.address(), "doctor", "--metrics", "127.0.0.1:1"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.output, HasSubstr("FAIL  metrics"));
}

using TopTest = DoctorTest;

TEST_F(TopTest, ShowsThePictureOnce) {
  ASSERT_TRUE(AllotBudget(server_.address(), 1'000).ok());
  const Ended text =
      Debut({"top", "--once", "--interval", "0.05", "--metrics", server_.metrics_address()});
  EXPECT_EQ(text.exit_code, 0) << text.output;
  EXPECT_THAT(text.output, HasSubstr("log      head 1 "));
  EXPECT_THAT(text.output, HasSubstr("METHOD"));
}

TEST_F(TopTest, PrintsAnObjectForMachines) {
  ASSERT_TRUE(AllotBudget(server_.address(), 1'000).ok());
  const Ended json = Debut(
      {"top", "--once", "--json", "--interval", "0.05", "--metrics", server_.metrics_address()});
  EXPECT_EQ(json.exit_code, 0) << json.output;
  const auto picture = nlohmann::json::parse(json.output);
  EXPECT_EQ(picture.at("head"), 1);
  EXPECT_THAT(picture.at("models"), SizeIs(Ge(8u)));
}

TEST_F(TopTest, SaysHowMetricsAreSwitchedOn) {
  const Ended ended = Debut({"top", "--once", "--metrics", "127.0.0.1:1"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.output, HasSubstr("`metrics` in the configuration switches them on"));
}

}  // namespace
}  // namespace debut::observation
