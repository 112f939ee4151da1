// The main job, as a user does it: the demonstration years are imported by `debut import`, each
// line ends as it says, doing it again changes nothing, and an independent calculation in another
// language comes to the same fen. In both arrangements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/arrangement.h"
#include "tests/support/build_tree.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using ::testing::HasSubstr;

class DemonstrationYears : public ::testing::TestWithParam<Kind> {
 protected:
  // Runs `debut` to its end; its exit code and what it printed.
  struct Ended {
    int exit_code = -1;
    std::string output;
  };
  Ended Debut(const std::string& name, std::vector<std::string> arguments) {
    return Run(test::ProgramPath("debut"), name, std::move(arguments));
  }
  Ended Run(const std::string& program, const std::string& name,
            std::vector<std::string> arguments) {
    auto process = Process::Run({.program = program,
                                 .arguments = std::move(arguments),
                                 .directory = directory_.path(),
                                 .name = name});
    if (!process.ok()) return {-1, process.status().ToString()};
    const int code = (*process)->WaitExit(absl::Seconds(300)).value_or(-1);
    return {code, (*process)->Log()};
  }
  std::vector<std::string> On(const Arrangement& arrangement, std::vector<std::string> verb) const {
    std::vector<std::string> arguments = arrangement.ServerOptions();
    arguments.insert(arguments.end(), verb.begin(), verb.end());
    return arguments;
  }

  // What a question answers as JSON, in a file.
  std::string AnswerFile(const Arrangement& arrangement, const std::string& question) {
    const Ended answer = Debut(question, On(arrangement, {"--json", question}));
    EXPECT_EQ(answer.exit_code, 0) << answer.output;
    const std::string path = directory_.path() / (question + ".jsonl");
    std::ofstream(path) << answer.output;
    return path;
  }

  TemporaryDirectory directory_;
};

TEST_P(DemonstrationYears, IsImportedAsItSaysAndOnce) {
  const std::string file = directory_.path() / "years.jsonl";
  const std::string policy = test::SourcePath("deploy/policy/first-created-products-2020.txtpb");
  ASSERT_EQ(
      Debut("write", {"demonstration", "--policy", policy, "--enterprises", "90", "--out", file})
          .exit_code,
      0);
  auto arrangement = Arrangement::Start(GetParam());
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();

  const Ended first = Debut("first", On(**arrangement, {"import", file}));
  EXPECT_EQ(first.exit_code, 0) << first.output;
  EXPECT_THAT(first.output, HasSubstr(" 0 not as expected"));
  const Ended head = Debut("head", On(**arrangement, {"--json", "call", "eventlog.GetHead"}));
  const Ended again = Debut("again", On(**arrangement, {"import", file}));
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_EQ(Debut("head2", On(**arrangement, {"--json", "call", "eventlog.GetHead"})).output,
            head.output);

  // The caps of measure 3: reached exactly, missed by one fen and by three contracts together.
  const Ended caps = Debut("caps", On(**arrangement, {"--json", "caps"}));
  EXPECT_THAT(caps.output, HasSubstr("\"cap_key\":\"m3/P-001\""));
  EXPECT_THAT(caps.output, HasSubstr("\"paid_fen\":\"200000000\""));
  EXPECT_THAT(caps.output, HasSubstr("\"paid_fen\":\"99999999\""));
  EXPECT_THAT(caps.output, HasSubstr("\"paid_fen\":\"199999999\""));

  const Ended totals =
      Run("/usr/bin/python3", "totals",
          {test::SourcePath("tests/independent/expected_totals.py"), file, "--claims",
           AnswerFile(**arrangement, "claims"), "--caps", AnswerFile(**arrangement, "caps"),
           "--budgets", AnswerFile(**arrangement, "budget")});
  EXPECT_EQ(totals.exit_code, 0) << totals.output;
  EXPECT_THAT(totals.output, HasSubstr(" 0 differences"));
}

INSTANTIATE_TEST_SUITE_P(Arrangements, DemonstrationYears,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
