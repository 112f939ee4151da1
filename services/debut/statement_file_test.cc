#include "services/debut/statement_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/rpc/v1/errors.pb.h"
#include "runtime/rpc_status.h"

namespace debut::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHeader[] = "order_id,amount,date,outcome,bank_reference,grounds\n";
constexpr absl::CivilDay kToday(2021, 6, 1);

absl::StatusOr<StatementFile> Read(const std::string& text) {
  return ReadStatementFile(text, kToday);
}

std::vector<std::string> BadFieldsOf(const std::string& text) {
  const auto file = Read(text);
  EXPECT_EQ(file.status().code(), absl::StatusCode::kInvalidArgument);
  rpc::v1::BadRequest bad;
  std::vector<std::string> fields;
  if (!runtime::ReadDetail(file.status(), bad)) return fields;
  for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
  return fields;
}

TEST(ReadStatementFile, ReadsSettlementsAndReturnsExactly) {
  const auto file = Read(
      "\xEF\xBB\xBF"
      "日期,支付指令号,金额,结果,流水号,退汇原因\r\n"
      "2021年1月29日,O-1,\"1,409.50\",入账,ICBC-1,\r\n"
      "2021-01-29,O-2,200万元,退汇,,\"账户已注销, 请重办\"\r\n"
      "2021/1/30,,０．０５,SETTLED,ICBC-3,\r\n");
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->requests.size(), 1u);
  const auto& request = file->requests[0];
  EXPECT_EQ(request.digest(), file->digest);
  ASSERT_EQ(request.lines_size(), 3);
  EXPECT_EQ(request.lines(0).amount_fen(), 140'950);
  EXPECT_EQ(request.lines(0).date(), "2021-01-29");
  EXPECT_EQ(request.lines(0).bank_reference(), "ICBC-1");
  EXPECT_EQ(request.lines(1).outcome(), grants::v1::STATEMENT_LINE_OUTCOME_RETURNED);
  EXPECT_EQ(request.lines(1).amount_fen(), 200'000'000);
  EXPECT_EQ(request.lines(1).grounds(), "账户已注销, 请重办");
  EXPECT_EQ(request.lines(2).order_id(), "");
  EXPECT_EQ(request.lines(2).amount_fen(), 5);
  EXPECT_EQ(file->settled, (StatementTotal{2, money::Fen(140'955)}));
  EXPECT_EQ(file->returned, (StatementTotal{1, money::Fen(200'000'000)}));
  EXPECT_THAT(file->line_numbers, ElementsAre(2, 3, 4));
}

TEST(ReadStatementFile, TakesItsIdsFromTheContent) {
  const std::string text = std::string(kHeader) + "O-1,1,2021-01-29,SETTLED,B-1,\n";
  const auto first = Read(text);
  const auto again = Read(text);
  const auto other = Read(std::string(kHeader) + "O-1,2,2021-01-29,SETTLED,B-1,\n");
  ASSERT_TRUE(first.ok() && again.ok() && other.ok());
  EXPECT_EQ(first->digest.size(), 64u);
  EXPECT_EQ(first->requests[0].request_id(), again->requests[0].request_id());
  EXPECT_EQ(first->requests[0].digest(), again->requests[0].digest());
  EXPECT_NE(first->requests[0].request_id(), other->requests[0].request_id());
}

TEST(ReadStatementFile, SplitsALongFile) {
  std::string text = kHeader;
  for (int i = 1; i <= 601; ++i) text += fmt::format("O-{},0.01,2021-01-29,SETTLED,B-{},\n", i, i);
  const auto file = Read(text);
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->requests.size(), 3u);
  EXPECT_EQ(file->requests[0].lines_size(), 300);
  EXPECT_EQ(file->requests[2].lines_size(), 1);
  EXPECT_NE(file->requests[0].digest(), file->requests[1].digest());
  EXPECT_NE(file->requests[1].digest(), file->requests[2].digest());
  EXPECT_EQ(file->settled, (StatementTotal{601, money::Fen(601)}));
}

TEST(ReadStatementFile, NamesEveryBadLineAndField) {
  EXPECT_THAT(BadFieldsOf(std::string(kHeader) + "O 1,1.005,2021-02-29,PAID,B-1,\n"
                                                 "O-2,0,2021-06-02,SETTLED,,x\n"
                                                 "O-3,-1,2021-01-29,RETURNED,,\n"
                                                 "O-4,1,2021-01-29,SETTLED,B-4\n"
                                                 "O-5,\"1,2021-01-29,SETTLED,B-5,\n"
                                                 "\n"
                                                 "O-7,1,2021-01-29,SETTLED,B-7,\n"
                                                 "O-7,1,2021-01-29,SETTLED,B-8,\n"),
              ElementsAre("line 2 order_id", "line 2 amount", "line 2 date", "line 2 outcome",
                          "line 3 amount", "line 3 date", "line 3 bank_reference", "line 3 grounds",
                          "line 4 amount", "line 4 grounds", "line 5", "line 6", "line 7",
                          "line 9 order_id"));
}

TEST(ReadStatementFile, ChecksTheNamesOfItsColumns) {
  EXPECT_THAT(BadFieldsOf(""), ElementsAre("file"));
  EXPECT_THAT(BadFieldsOf(kHeader), ElementsAre("file"));
  EXPECT_THAT(BadFieldsOf("order_id,金额,amount,date,payee,结果,流水号\nx\n"),
              ElementsAre("line 1", "line 1", "line 1"));
  const auto file = Read("order_id,amount,date,outcome,bank_reference\nO-1,1,,,\n");
  EXPECT_THAT(std::string(file.status().message()), HasSubstr("退汇原因 or grounds"));
  EXPECT_THAT(BadFieldsOf("\"order_id\nO-1\n"), ElementsAre("line 1"));
}

}  // namespace
}  // namespace debut::cli
