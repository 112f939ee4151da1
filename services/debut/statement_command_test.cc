#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "domain/grants/testing/money_facts.h"
#include "money/amount_text.h"
#include "services/debut/office_commands.h"
#include "services/debut/testing/command_line.h"
#include "services/grants/testing/office.h"
#include "tests/support/temporary_directory.h"

// `debut statement import` against the grants service: three claims with an order each.
namespace debut::cli {
namespace {

using grants::testing::kAward;
using grants::testing::Office;
using grants::testing::Story;
using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHeader[] = "支付指令号,金额,日期,结果,流水号,退汇原因\n";

class StatementImport : public ::testing::Test {
 protected:
  StatementImport() {
    office_.service().GivenEvents(
        grants::testing::PolicyOf2020() + grants::testing::Facts() +
        grants::testing::Of(grants::testing::Budget(money::Fen(1'000'000'000)),
                            grants::testing::Received(grants::testing::kPrice)));
    for (int number = 2; number <= 3; ++number) {
      const Story story = grants::testing::StoryOf(number);
      office_.service().GivenEvents(
          grants::testing::Maker(story) + grants::testing::Product(story) +
          grants::testing::FirstEntry(story) +
          grants::testing::Of(grants::testing::Received(grants::testing::kPrice, story)));
    }
    for (int number = 1; number <= 3; ++number)
      office_.TakeSteps(grants::v1::CLAIM_STATE_ORDERED, grants::testing::StoryOf(number));
  }

  Ended Import(const std::string& text, std::vector<std::string> more = {}) {
    const std::string path = (directory_.path() / "statement.csv").string();
    std::ofstream(path, std::ios::binary) << text;
    std::vector<std::string> arguments = {"statement", "import", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return testing::Run(AddStatementCommand, office_.service().address(), std::move(arguments),
                        grants::testing::kCashier);
  }

  grants::v1::ClaimState StateOf(const std::string& claim_id) {
    return office_.ClaimNow(claim_id).state();
  }

  static std::string Line(const std::string& order_id, money::Fen amount) {
    return fmt::format("{},\"{}\",2021年1月29日,入账,ICBC-{},\n", order_id,
                       money::FormatAmount(amount), order_id);
  }
  static std::string Statement() {
    return kHeader + Line("O-CL-1", kAward) +
           fmt::format("O-CL-2,\"{}\",2021-01-29,退汇,,账户已注销\n", money::FormatAmount(kAward));
  }

  test::TemporaryDirectory directory_;
  Office office_;
};

TEST_F(StatementImport, SettlesAndReturnsWhatItNames) {
  const Ended ended = Import(Statement());
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_EQ(StateOf("CL-1"), grants::v1::CLAIM_STATE_PAID);
  EXPECT_EQ(StateOf("CL-2"), grants::v1::CLAIM_STATE_PAYMENT_RETURNED);
  EXPECT_EQ(StateOf("CL-3"), grants::v1::CLAIM_STATE_ORDERED);
  EXPECT_THAT(ended.output, HasSubstr("登记 RECORDED"));
  EXPECT_THAT(ended.output, HasSubstr(money::FormatAmount(kAward)));
  EXPECT_THAT(ended.output, HasSubstr("\nrecorded\n"));
}

TEST_F(StatementImport, RecordsNothingTwice) {
  EXPECT_EQ(Import(Statement()).exit_code, kExitOk);
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended again = Import(Statement());
  EXPECT_EQ(again.exit_code, kExitOk) << again.errors;
  EXPECT_THAT(again.output, HasSubstr("recorded before, nothing twice"));
  EXPECT_THAT(again.output, HasSubstr(money::FormatAmount(kAward)));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(StatementImport, NamesTheLinesThatWereRefused) {
  const Ended ended =
      Import(Statement() + Line("O-CL-3", kAward - money::Fen(1)) + Line("", money::Fen(5)));
  EXPECT_EQ(ended.exit_code, kExitRefused);
  EXPECT_THAT(ended.output, HasSubstr("PAYMENT_AMOUNT_DIFFERS"));
  EXPECT_THAT(ended.output, HasSubstr("STATEMENT_LINE_UNMATCHED"));
  EXPECT_EQ(StateOf("CL-1"), grants::v1::CLAIM_STATE_PAID) << "the other lines stand";
  const Ended json = Import(Statement() + Line("", money::Fen(7)), {"--json"});
  const auto object = nlohmann::json::parse(json.output);
  EXPECT_EQ(object["recorded"]["settled"]["amount_fen"], kAward.count);
  EXPECT_EQ(object["file"]["returned"]["lines_count"], 1);
  EXPECT_EQ(object["refused"][0]["line"], 4);
  EXPECT_EQ(object["refused"][0]["reason"], "STATEMENT_LINE_UNMATCHED");
}

TEST_F(StatementImport, RecordsNothingOfAFileWithABadLine) {
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended ended = Import(Statement() + "O-CL-3,1.005,2021-01-29,入账,ICBC-3,\n" + "x\n");
  EXPECT_EQ(ended.exit_code, kExitUsage);
  EXPECT_THAT(ended.errors, HasSubstr("line 4 amount"));
  EXPECT_THAT(ended.errors, HasSubstr("line 5"));
  EXPECT_THAT(ended.errors, Not(HasSubstr("line 2")));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(StatementImport, OnlyChecksWhenAsked) {
  const std::uint64_t events_count = office_.service().EventsCount();
  const Ended ended = Import(Statement(), {"--check"});
  EXPECT_EQ(ended.exit_code, kExitOk) << ended.errors;
  EXPECT_THAT(ended.output, HasSubstr("nothing was recorded"));
  EXPECT_EQ(office_.service().EventsCount(), events_count);
}

TEST_F(StatementImport, SaysThatItCanNotReadAFile) {
  const std::string address = office_.service().address();
  EXPECT_EQ(
      testing::Run(AddStatementCommand, address, {"statement", "import", "nowhere.csv"}).exit_code,
      kExitUsage);
  EXPECT_THAT(testing::Run(AddStatementCommand, address, {"statement", "import", "--help"}).output,
              HasSubstr("支付指令号,金额,日期,结果,流水号,退汇原因"));
}

}  // namespace
}  // namespace debut::cli
