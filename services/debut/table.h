#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace debut::cli {

// Columns that a terminal needs for `text`: two for a Chinese character, none for a combining mark
// (Unicode TR 11, by the C library's wcwidth).
int DisplayWidth(std::string_view text);

// A table for people: columns as wide as their widest cell, whatever its script.
class Table {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string header;
    Align align = Align::kLeft;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Requires as many cells as there are columns.
  void Add(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // Header, rule and rows, each ended by a line feed.
  std::string Render() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace debut::cli
