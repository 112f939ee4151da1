// Statements of banks, and CSV files as such.
#include <set>

#include "services/debut/csv_file.h"
#include "services/debut/statement_file.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

std::string Quoted(const std::string& cell) {
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void TryCsv(std::string_view text) {
  const auto rows = cli::ReadCsv(text);
  std::string again;
  for (const cli::CsvRow& row : rows) {
    ENSURE(row.trouble.empty() != row.cells.empty(), "a row has cells and trouble, or neither");
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      again += (i == 0 ? "" : ",") + Quoted(row.cells[i]);
    }
    again += row.cells.empty() ? "\"\n" : "\r\n";  // A row with trouble stays one.
  }
  const auto reread = cli::ReadCsv(again);
  ENSURE(reread.size() == rows.size(), "quoted rows are others");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ENSURE(reread[i].line == rows[i].line && reread[i].cells == rows[i].cells,
           "a quoted row reads back as another");
  }
}

void TryStatement(std::string_view text) {
  const calendar::Date today(2022, 12, 31);
  const auto file = cli::ReadStatementFile(text, today);
  if (!file.ok()) {
    ENSURE(absl::IsInvalidArgument(file.status()), "a bad statement has another code");
    return;
  }
  cli::StatementTotal settled;
  cli::StatementTotal returned;
  std::set<std::string> orders;
  std::size_t lines = 0;
  for (const auto& request : file->requests) {
    ENSURE(request.lines_size() > 0 && request.lines_size() <= 300, "a request is too large");
    ENSURE(!request.request_id().empty(), "a request has no id");
    for (const auto& line : request.lines()) {
      ++lines;
      ENSURE(line.amount_fen() > 0 && calendar::ParseDate(line.date()).ok(), "a line is bad");
      ENSURE(line.order_id().empty() || orders.insert(line.order_id()).second, "an order is twice");
      const bool is_settled = line.outcome() == grants::v1::STATEMENT_LINE_OUTCOME_SETTLED;
      (is_settled ? settled : returned).Add(money::Fen(line.amount_fen()));
    }
  }
  ENSURE(lines > 0 && lines == file->line_numbers.size(), "a line has no number");
  ENSURE(settled == file->settled && returned == file->returned, "a statement's sums are wrong");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryCsv(text);
  debut::fuzz::TryStatement(text);
  return 0;
}
