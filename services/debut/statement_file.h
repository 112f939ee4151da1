#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "calendar/date.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "money/fen.h"

namespace debut::cli {

// How many lines came to one outcome, and their sum.
struct StatementTotal {
  std::size_t lines_count = 0;
  money::Fen amount;

  void Add(money::Fen more) {
    ++lines_count;
    amount += more;
  }
  bool operator==(const StatementTotal&) const = default;
};

// A bank's statement, as commands: more than one if it is long.
struct StatementFile {
  std::string digest;  // SHA-256 of the file, lower-case hex.
  // With request ids and digests that follow from the content: the same file is the same requests.
  std::vector<grants::v1::RecordStatementRequest> requests;
  std::vector<std::size_t> line_numbers;  // In the file, of all lines of all requests.
  StatementTotal settled;
  StatementTotal returned;
};

// Reads a CSV file (see csv_file.h) with a line of names first, each in Chinese or English, in any
// order:
//   支付指令号 order_id        what the office ordered; may be empty, a person has to look then
//   金额 amount                in yuan, exactly: 1,409.50, 200万元
//   日期 date                  2021-01-29, 2021年1月29日; not after `today`
//   结果 outcome               入账 or SETTLED, 退汇 or RETURNED
//   流水号 bank_reference      of a settlement
//   退汇原因 grounds           of a return
// An order stands on one line at most. INVALID_ARGUMENT names every bad line and field: then
// nothing of the file is to be sent.
absl::StatusOr<StatementFile> ReadStatementFile(std::string_view text, calendar::Date today);

}  // namespace debut::cli
