#include "services/debut/csv_file.h"

#include "eventstore/plain_text.h"

namespace debut::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Reads one line, field by field.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(line) {}

  void ReadInto(CsvRow& row) {
    do {
      std::string cell;
      row.trouble = rest_.starts_with('"') ? ReadQuoted(cell) : ReadPlain(cell);
      if (!row.trouble.empty()) return;
      row.cells.push_back(std::move(cell));
    } while (TakeComma());
  }

 private:
  bool TakeComma() {
    if (rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string ReadPlain(std::string& cell) {
    cell = std::string(rest_.substr(0, rest_.find(',')));
    rest_.remove_prefix(cell.size());
    return cell.find('"') == std::string::npos ? "" : "has a quote inside a field without quotes";
  }

  std::string ReadQuoted(std::string& cell) {
    rest_.remove_prefix(1);
    while (true) {
      const auto quote = rest_.find('"');
      if (quote == std::string_view::npos) return "has a quote that isn't closed on the line";
      cell += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      cell += '"';
      rest_.remove_prefix(1);
    }
    if (rest_.empty() || rest_.starts_with(',')) return "";
    return "has text after a closing quote";
  }

  std::string_view rest_;
};

CsvRow ReadRow(std::string_view line, std::size_t number) {
  CsvRow row{.line = number, .cells = {}, .trouble = {}};
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    row.trouble = "is empty";
  } else if (!eventstore::IsPlainText(line)) {
    row.trouble = "is not UTF-8 text without control characters: save the file as UTF-8";
  } else {
    LineReader(line).ReadInto(row);
  }
  if (!row.trouble.empty()) row.cells.clear();
  return row;
}

}  // namespace

std::vector<CsvRow> ReadCsv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<CsvRow> rows;
  while (!text.empty()) {
    const auto end = text.find('\n');
    rows.push_back(ReadRow(text.substr(0, end), rows.size() + 1));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return rows;
}

}  // namespace debut::cli
