#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "services/debut/office_commands.h"
#include "services/debut/testing/command_line.h"
#include "services/grants/testing/office.h"

// `debut round simulate` against the grants service, with the amounts of W8.
namespace debut::cli {
namespace {

using grants::testing::Office;
using grants::testing::Story;
using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;

Story W8(int number) {
  constexpr std::array<std::int64_t, 3> kPricesYuan = {2'000'000, 10'000'000, 500'000};
  Story story = grants::testing::StoryOf(number);
  story.price = money::Fen(kPricesYuan[static_cast<std::size_t>(number - 1)] * 100);
  return story;
}

class RoundSimulate : public ::testing::Test {
 protected:
  RoundSimulate() {
    office_.service().GivenEvents(grants::testing::PolicyOf2020());
    EXPECT_EQ(office_.Call(&Office::Stub::AllotBudget, Office::Allotment(120'000'000), "何平"),
              test::CallOutcome{});
    auto round = Office::RoundRequest();
    round.set_reduction_mode(grants::v1::REDUCTION_MODE_PRO_RATA);
    EXPECT_EQ(office_.Call(&Office::Stub::OpenRound, round, grants::testing::kApprover),
              test::CallOutcome{});
    for (int number = 1; number <= 3; ++number) {
      const Story story = W8(number);
      office_.service().GivenEvents(grants::testing::Maker(story) +
                                    grants::testing::Product(story) +
                                    grants::testing::FirstEntry(story));
      office_.TakeSteps(grants::v1::CLAIM_STATE_COMPUTED, story);
    }
  }

  Ended Debut(std::vector<std::string> arguments) {
    return testing::Run(AddRoundCommand, office_.service().address(), std::move(arguments));
  }

  Office office_;
};

TEST_F(RoundSimulate, ShowsEveryModeSideBySide) {
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended ended = Debut({"round", "simulate", "R-1"});
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  for (const char* shown :
       {"1,200,000.00元", "1,750,000.00元", "按比例压减 PRO_RATA", "411,428.57", "685,714.29",
        "102,857.14", "192,000.00", "960,000.00", "48,000.00", "合计 Total",
        "不适用 Not possible  按评分排序 RANK: CLAIM_NOT_SCORED"}) {
    EXPECT_THAT(ended.output, HasSubstr(shown));
  }
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(RoundSimulate, ShowsOneModeClaimByClaim) {
  const Ended ended = Debut({"round", "simulate", "R-1", "--mode", "rate"});
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_THAT(ended.output, HasSubstr("降低支持比例 RATE  9.6%"));
  EXPECT_THAT(ended.output, HasSubstr("CUT 压减"));
  EXPECT_THAT(ended.output, HasSubstr("550,000.00")) << "what is cut in all";
  EXPECT_THAT(ended.output, Not(HasSubstr("QUEUE")));
}

TEST_F(RoundSimulate, SharesOutAnotherBudget) {
  const Ended ended = Debut({"round", "simulate", "R-1", "--mode", "QUEUE", "--budget", "60万元"});
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_THAT(ended.output, HasSubstr("预算 Budget          600,000.00元"));
}

TEST_F(RoundSimulate, AnswersAsJson) {
  const Ended ended = Debut({"--json", "round", "simulate", "R-1", "--mode", "PRO_RATA"});
  const auto json = nlohmann::json::parse(ended.output);
  EXPECT_EQ(json["mode"], "REDUCTION_MODE_PRO_RATA");
  ASSERT_EQ(json["results"].size(), 1u);
  EXPECT_EQ(json["results"][0]["claims"][0]["reduced_fen"], "41142857");
}

TEST_F(RoundSimulate, SaysWhatIsWrong) {
  EXPECT_EQ(Debut({"round", "simulate", "R-7"}).exit_code, kExitRefused);
  EXPECT_EQ(Debut({"round", "simulate", "R-1", "--mode", "LOTTERY"}).exit_code, kExitUsage);
  EXPECT_EQ(Debut({"round", "simulate", "R-1", "--budget", "1.005"}).exit_code, kExitUsage);
  EXPECT_EQ(Debut({"round", "simulate"}).exit_code, kExitUsage);
  EXPECT_THAT(Debut({"round", "simulate", "--help"}).output,
              HasSubstr("debut round simulate R-2021-3 --mode PRO_RATA"));
}

}  // namespace
}  // namespace debut::cli
