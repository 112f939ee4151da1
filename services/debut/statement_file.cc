#include "services/debut/statement_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/status_macros.h"
#include "base/typed_text.h"
#include "decision/derived_id.h"
#include "money/amount_text.h"
#include "runtime/field_errors.h"
#include "services/debut/csv_file.h"
#include "services/debut/typed_fields.h"
#include "transparency/hash.h"

namespace debut::cli {
namespace {

namespace v1 = grants::v1;
using runtime::FieldErrors;

constexpr int kLinesPerRequestMax = 300;  // As the contract says.
constexpr std::size_t kReferenceCharactersMax = 64;
constexpr std::size_t kGroundsCharactersMax = 1'000;

enum Column : std::size_t { kOrder, kAmount, kDate, kOutcome, kReference, kGrounds, kColumns };

constexpr std::array<std::array<std::string_view, 2>, kColumns> kNames = {
    {{"支付指令号", "order_id"},
     {"金额", "amount"},
     {"日期", "date"},
     {"结果", "outcome"},
     {"流水号", "bank_reference"},
     {"退汇原因", "grounds"}}};

// Where each column stands in a row.
using Places = std::array<std::size_t, kColumns>;

std::string PathOf(const CsvRow& row, Column column) {
  return fmt::format("line {} {}", row.line, kNames[column][1]);
}

std::optional<Column> ColumnOf(std::string_view name) {
  for (std::size_t column = 0; column < kColumns; ++column)
    if (std::ranges::find(kNames[column], name) != kNames[column].end())
      return static_cast<Column>(column);
  return std::nullopt;
}

Places ReadHeader(const CsvRow& row, FieldErrors& errors) {
  const std::string path = fmt::format("line {}", row.line);
  if (!row.trouble.empty()) errors.Add(path, row.trouble);
  std::array<std::optional<std::size_t>, kColumns> found;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto column = ColumnOf(base::NormaliseTyped(row.cells[i]));
    if (!column) {
      errors.Add(path,
                 fmt::format("names a column \"{}\" that a statement doesn't have", row.cells[i]));
    } else if (found[*column]) {
      errors.Add(path, fmt::format("names the column {} twice", kNames[*column][1]));
    } else {
      found[*column] = i;
    }
  }
  Places places{};
  for (std::size_t column = 0; row.trouble.empty() && column < kColumns; ++column) {
    errors.Require(
        found[column].has_value(), path,
        fmt::format("doesn't name the column {} or {}", kNames[column][0], kNames[column][1]));
    places[column] = found[column].value_or(0);
  }
  return places;
}

v1::StatementLineOutcome ReadOutcome(const std::string& text) {
  for (const char* settled : {"入账", "SETTLED", "settled"})
    if (text == settled) return v1::STATEMENT_LINE_OUTCOME_SETTLED;
  for (const char* returned : {"退汇", "RETURNED", "returned"})
    if (text == returned) return v1::STATEMENT_LINE_OUTCOME_RETURNED;
  return v1::STATEMENT_LINE_OUTCOME_UNSPECIFIED;
}

std::string ReadDate(const std::string& text, const std::string& path, calendar::Date today,
                     FieldErrors& errors) {
  const auto typed = ReadTypedDate(text);
  if (!typed.ok()) {
    errors.Add(path, std::string(typed.status().message()));
    return {};
  }
  errors.Require(
      *typed <= calendar::FormatDate(today), path,
      fmt::format("{} is after today in Shanghai, {}", *typed, calendar::FormatDate(today)));
  return *typed;
}

v1::StatementLine ReadLine(const CsvRow& row, const Places& places, calendar::Date today,
                           FieldErrors& errors) {
  const auto typed = [&](Column column) { return base::NormaliseTyped(row.cells[places[column]]); };
  v1::StatementLine line;
  line.set_order_id(typed(kOrder));
  if (!line.order_id().empty()) errors.Id(PathOf(row, kOrder), line.order_id());
  const auto amount = money::ParseAmount(typed(kAmount));
  if (amount.ok()) {
    line.set_amount_fen(errors.Positive(PathOf(row, kAmount), amount->count));
  } else {
    errors.Add(PathOf(row, kAmount), std::string(amount.status().message()));
  }
  line.set_date(ReadDate(typed(kDate), PathOf(row, kDate), today, errors));
  line.set_outcome(ReadOutcome(typed(kOutcome)));
  line.set_bank_reference(typed(kReference));
  line.set_grounds(row.cells[places[kGrounds]]);
  switch (line.outcome()) {
    case v1::STATEMENT_LINE_OUTCOME_SETTLED:
      errors.Text(PathOf(row, kReference), line.bank_reference(), kReferenceCharactersMax);
      errors.Require(line.grounds().empty(), PathOf(row, kGrounds), "is of a return only");
      break;
    case v1::STATEMENT_LINE_OUTCOME_RETURNED:
      errors.Text(PathOf(row, kGrounds), line.grounds(), kGroundsCharactersMax);
      break;
    default:
      errors.Add(PathOf(row, kOutcome),
                 fmt::format("\"{}\" is neither 入账 (SETTLED) nor 退汇 (RETURNED)",
                             row.cells[places[kOutcome]]));
  }
  return line;
}

void AddTotal(const v1::StatementLine& line, StatementFile& file) {
  const bool settled = line.outcome() == v1::STATEMENT_LINE_OUTCOME_SETTLED;
  (settled ? file.settled : file.returned).Add(money::Fen(line.amount_fen()));
}

// A part of a long file has a digest of its own.
std::string DigestOfPart(const std::string& digest, std::size_t part) {
  if (part == 0) return digest;
  return transparency::ToHex(transparency::Sha256(fmt::format("{}/{}", digest, part + 1)));
}

void AddLine(v1::StatementLine line, std::size_t number, StatementFile& file) {
  if (file.requests.empty() || file.requests.back().lines_size() == kLinesPerRequestMax) {
    const std::string digest = DigestOfPart(file.digest, file.requests.size());
    v1::RecordStatementRequest& request = file.requests.emplace_back();
    request.set_digest(digest);
    request.set_request_id(decision::DerivedId("statement", digest));
  }
  AddTotal(line, file);
  *file.requests.back().add_lines() = std::move(line);
  file.line_numbers.push_back(number);
}

}  // namespace

absl::StatusOr<StatementFile> ReadStatementFile(std::string_view text, calendar::Date today) {
  StatementFile file;
  file.digest = transparency::ToHex(transparency::Sha256(text));
  const std::vector<CsvRow> rows = ReadCsv(text);
  FieldErrors errors;
  errors.Require(rows.size() > 1, "file", "has no line below the names of its columns");
  if (!rows.empty()) {
    const Places places = ReadHeader(rows[0], errors);
    RETURN_IF_ERROR(errors.ToStatus());
    std::map<std::string, std::size_t> line_of_order;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const CsvRow& row = rows[i];
      const std::string path = fmt::format("line {}", row.line);
      if (!row.trouble.empty()) {
        errors.Add(path, row.trouble);
        continue;
      }
      if (row.cells.size() != rows[0].cells.size()) {
        errors.Add(path, fmt::format("has {} fields, and {} columns are named", row.cells.size(),
                                     rows[0].cells.size()));
        continue;
      }
      v1::StatementLine line = ReadLine(row, places, today, errors);
      if (!line.order_id().empty()) {
        const auto [at, added] = line_of_order.emplace(line.order_id(), row.line);
        errors.Require(added, PathOf(row, kOrder),
                       fmt::format("is on line {} already", at->second));
      }
      AddLine(std::move(line), row.line, file);
    }
  }
  RETURN_IF_ERROR(errors.ToStatus());
  return file;
}

}  // namespace debut::cli
