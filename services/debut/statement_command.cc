#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "services/debut/exit_codes.h"
#include "services/debut/input_file.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/office_commands.h"
#include "services/debut/statement_file.h"

namespace debut::cli {
namespace {

namespace v1 = grants::v1;
using Align = Table::Align;

struct StatementOptions {
  std::string file;
  bool check = false;
};

// A line for which nothing was recorded: a person has to look.
struct RefusedLine {
  std::size_t number = 0;
  v1::StatementLineResult result;
};

// What the office recorded of a file.
struct Recorded {
  bool before = true;  // All of it by an earlier import.
  StatementTotal settled;
  StatementTotal returned;
  StatementTotal refused;
  std::vector<RefusedLine> refusals;
};

void AddResult(const v1::StatementLineResult& result, std::size_t number, Recorded& recorded) {
  const money::Fen amount(result.amount_fen());
  if (result.outcome() == v1::STATEMENT_LINE_OUTCOME_SETTLED) {
    recorded.settled.Add(amount);
  } else if (result.outcome() == v1::STATEMENT_LINE_OUTCOME_RETURNED) {
    recorded.returned.Add(amount);
  } else {
    recorded.refused.Add(amount);
    recorded.refusals.push_back({number, result});
  }
}

absl::StatusOr<Recorded> Send(const StatementFile& file, Session& session) {
  Recorded recorded;
  auto number = file.line_numbers.begin();
  for (const v1::RecordStatementRequest& request : file.requests) {
    v1::RecordStatementResponse response;
    RETURN_IF_ERROR(
        session.client().Call("debut.grants.v1.GrantsService/RecordStatement", request, response));
    const bool before = response.recorded_before() || response.recorded().replayed();
    recorded.before = recorded.before && before;
    for (const v1::StatementLineResult& line : response.lines()) {
      AddResult(line, *number++, recorded);
    }
  }
  return recorded;
}

nlohmann::json JsonOf(const StatementTotal& total) {
  return {{"lines_count", total.lines_count}, {"amount_fen", total.amount.count}};
}

void PrintJson(const StatementFile& file, const Recorded* recorded) {
  nlohmann::json out = {
      {"digest", file.digest},
      {"file", {{"settled", JsonOf(file.settled)}, {"returned", JsonOf(file.returned)}}}};
  if (recorded != nullptr) {
    out["recorded_before"] = recorded->before;
    out["recorded"] = {{"settled", JsonOf(recorded->settled)},
                       {"returned", JsonOf(recorded->returned)}};
    out["refused"] = nlohmann::json::array();
    for (const RefusedLine& line : recorded->refusals)
      out["refused"].push_back({{"line", line.number},
                                {"order_id", line.result.order_id()},
                                {"amount_fen", line.result.amount_fen()},
                                {"reason", line.result.reason()}});
  }
  fmt::print("{}\n", JsonLine(out));
}

std::vector<std::string> Cells(const std::string& name, const StatementTotal& total) {
  return {name, std::to_string(total.lines_count), money::FormatAmount(total.amount)};
}

void PrintTotals(const std::string& title, const std::vector<std::vector<std::string>>& rows) {
  Table table({{title}, {"LINES 笔数", Align::kRight}, {"AMOUNT 金额（元）", Align::kRight}});
  for (const auto& row : rows) table.Add(row);
  fmt::print("\n{}", table.Render());
}

void Print(const StatementFile& file, const Recorded* recorded) {
  fmt::print("对账单 Statement  sha256 {}\n", file.digest);
  PrintTotals("文件 FILE",
              {Cells("入账 SETTLED", file.settled), Cells("退汇 RETURNED", file.returned)});
  if (recorded == nullptr) {
    fmt::print("\nonly checked: nothing was recorded\n");
    return;
  }
  PrintTotals("登记 RECORDED",
              {Cells("入账 SETTLED", recorded->settled), Cells("退汇 RETURNED", recorded->returned),
               Cells("未登记 REFUSED", recorded->refused)});
  Table refused({{"LINE", Align::kRight},
                 {"ORDER 支付指令号"},
                 {"AMOUNT 金额（元）", Align::kRight},
                 {"REASON"}});
  for (const RefusedLine& line : recorded->refusals)
    refused.Add({std::to_string(line.number), line.result.order_id(),
                 Amount(line.result.amount_fen()), line.result.reason()});
  if (!refused.empty()) fmt::print("\n未登记 Not recorded: find out why\n{}", refused.Render());
  fmt::print("\n{}\n", recorded->before ? "recorded before, nothing twice" : "recorded");
}

absl::Status Import(const StatementOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const std::string text, ReadInputFile("FILE", options.file));
  ASSIGN_OR_RETURN(const StatementFile file,
                   ReadStatementFile(text, calendar::DateInShanghai(absl::Now())));
  Recorded recorded;
  if (!options.check) {
    ASSIGN_OR_RETURN(recorded, Send(file, session));
    if (recorded.refused.lines_count > 0) session.SetExitCode(kExitRefused);
  }
  (session.json() ? PrintJson : Print)(file, options.check ? nullptr : &recorded);
  return absl::OkStatus();
}

}  // namespace

void AddStatementCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<StatementOptions>();
  CLI::App* statement =
      app.add_subcommand("statement", "Bank statements (对账单)")->require_subcommand(1);
  statement->fallthrough();
  CLI::App* import = session.AddVerb(
      *statement, "import", "Settle or return each payment order that a bank's file names",
      "  debut --as 赵敏 statement import 2021-01-29.csv\n"
      "  debut statement import 2021-01-29.csv --check\n"
      "  debut --json statement import 2021-01-29.csv\n"
      "The file is CSV in UTF-8, with these names in its first line, in any order:\n"
      "  支付指令号,金额,日期,结果,流水号,退汇原因\n"
      "  order_id,amount,date,outcome,bank_reference,grounds\n"
      "  O-2021-001,\"999,999.99\",2021-01-29,入账,ICBC-20210129-1,\n"
      "  O-2021-002,200万元,2021年1月29日,退汇,,账户已注销\n"
      "If any line is bad, all bad lines are named and nothing is recorded. The same file again\n"
      "records nothing twice. Exit code 1: the file stands, but some of its lines were refused.",
      [=, &session] { return Import(*options, session); });
  import->add_option("FILE", options->file, "the bank's file, as CSV")->required();
  import->add_flag("--check", options->check, "only read it and show its control totals");
}

}  // namespace debut::cli
