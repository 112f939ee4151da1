// The main job, as a user does it: the demonstration year is imported by `debut import`, each line
// ends as it says, and doing it again changes nothing. In both arrangements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/arrangement.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using ::testing::HasSubstr;

class DemonstrationYear : public ::testing::TestWithParam<Kind> {
 protected:
  // Runs `debut` to its end; its exit code and what it printed.
  struct Ended {
    int exit_code = -1;
    std::string output;
  };
  Ended Debut(const std::string& name, std::vector<std::string> arguments) {
    auto process = Process::Run({.program = DEBUT_BIN_DIR "/debut",
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

  TemporaryDirectory directory_;
};

TEST_P(DemonstrationYear, IsImportedAsItSaysAndOnce) {
  const std::string file = directory_.path() / "year.jsonl";
  const std::string policy = DEBUT_SOURCE_DIR "/deploy/policy/first-created-products-2020.txtpb";
  ASSERT_EQ(Debut("write", {"demonstration", "--policy", policy, "--out", file}).exit_code, 0);
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
}

INSTANTIATE_TEST_SUITE_P(Arrangements, DemonstrationYear,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
