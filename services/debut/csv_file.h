#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace debut::cli {

// A line of a CSV file.
struct CsvRow {
  std::size_t line = 0;            // From 1.
  std::vector<std::string> cells;  // UTF-8 without control characters.
  std::string trouble;             // Why the line can't be read; no cells then.
};

// Reads RFC 4180, strictly: commas; quotes around a whole field or none; lines that end with LF or
// CRLF, inside of quotes too, so that a line of the file is a row. A byte order mark is skipped,
// and the last line may be ended or not. Every other line is a row, also one that can't be read.
std::vector<CsvRow> ReadCsv(std::string_view text);

}  // namespace debut::cli
