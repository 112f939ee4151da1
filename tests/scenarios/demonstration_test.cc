// The main job, as a user does it: the demonstration years are imported by `debut import`, each
// line ends as it says, doing it again changes nothing, and an independent calculation in another
// language comes to the same fen. In both arrangements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/arrangement.h"
#include "tests/support/build_tree.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using ::testing::HasSubstr;

// What docs/demonstration.md says about the policy's worked examples, W1 to W15.
struct Example {
  const char* claim_id;
  std::int64_t amount_fen;
  std::int64_t recovered_fen = 0;
};
constexpr Example kExamples[] = {{"CL-001", 200'000'000},
                                 {"CL-002", 99'999'999},
                                 {"CL-W03", 100'000'000},
                                 {"CL-W04", 12'002},
                                 {"CL-W05", 99'999'999},
                                 {"CL-W06", 493'826},
                                 {"CL-W07A", 50'000'000},
                                 {"CL-W07B", 36'000'000},
                                 {"CL-W81", 41'142'857},
                                 {"CL-W82", 68'571'429},
                                 {"CL-W83", 10'285'714},
                                 {"CL-W84", 19'200'000},
                                 {"CL-W85", 96'000'000},
                                 {"CL-W86", 4'800'000},
                                 {"CL-008", 100'000'000},
                                 {"CL-W11", 100'000'000},
                                 {"CL-W12", 60'000'000, 15'000'000},
                                 {"CL-W13", 30'000'000},
                                 {"CL-USD", 57'130'201},
                                 {"CL-W14A", 99'900'100},
                                 {"CL-W14B", 99'900'099'900},
                                 {"CL-003", 199'999'999},
                                 {"CL-007", 200'000'000}};

void ExpectWorkedExamples(const std::string& claims_path) {
  std::map<std::string, nlohmann::json> claims;
  std::ifstream in(claims_path);
  for (std::string line; std::getline(in, line);) {
    nlohmann::json claim = nlohmann::json::parse(line);
    claims[claim["claim_id"]] = claim;
  }
  const auto fen = [&](const std::string& claim_id, const char* sum) -> std::int64_t {
    const auto claim = claims.find(claim_id);
    if (claim == claims.end()) return -1;
    return std::stoll(claim->second[sum].get<std::string>());
  };
  for (const Example& example : kExamples) {
    EXPECT_EQ(fen(example.claim_id, "amount_fen"), example.amount_fen) << example.claim_id;
    EXPECT_EQ(fen(example.claim_id, "recovered_fen"), example.recovered_fen) << example.claim_id;
  }
  EXPECT_EQ(fen("CL-061", "recovered_fen"), fen("CL-061", "amount_fen")) << "VOID";
  EXPECT_GT(fen("CL-061", "amount_fen"), 0);
  EXPECT_EQ(fen("CL-062", "recovered_fen"), 0) << "EXPIRED";
  EXPECT_EQ(fen("CL-W05A", "reserved_fen") + fen("CL-W05B", "reserved_fen"), 1)
      << "one of the two has the last fen";
  EXPECT_EQ(claims["CL-W06"]["limit_year"], 2021);
}

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

  const std::string claims = AnswerFile(**arrangement, "claims");
  ExpectWorkedExamples(claims);
  const Ended totals = Run(
      "/usr/bin/python3", "totals",
      {test::SourcePath("tests/independent/expected_totals.py"), file, "--claims", claims, "--caps",
       AnswerFile(**arrangement, "caps"), "--budgets", AnswerFile(**arrangement, "budget")});
  EXPECT_EQ(totals.exit_code, 0) << totals.output;
  EXPECT_THAT(totals.output, HasSubstr(" 0 differences"));
}

INSTANTIATE_TEST_SUITE_P(Arrangements, DemonstrationYears,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
