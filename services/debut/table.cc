#include "services/debut/table.h"

#include <algorithm>
#include <clocale>
#include <cwchar>

#include "base/ensure.h"

namespace debut::cli {
namespace {

// wcwidth and mbrtowc follow the locale; the C library always has this one.
void UseUtf8() {
  [[maybe_unused]] static const char* const locale = std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

int DisplayWidth(std::string_view text) {
  UseUtf8();
  int width = 0;
  std::mbstate_t state{};
  while (!text.empty()) {
    wchar_t character = 0;
    const std::size_t bytes = std::mbrtowc(&character, text.data(), text.size(), &state);
    if (bytes == 0 || bytes > text.size()) {
      state = {};
      ++width;
      text.remove_prefix(1);
      continue;
    }
    width += std::max(0, ::wcwidth(character));
    text.remove_prefix(bytes);
  }
  return width;
}

void Table::Add(std::vector<std::string> cells) {
  ENSURE(cells.size() == columns_.size(), "a row has one cell for each column");
  rows_.push_back(std::move(cells));
}

std::string Table::Render() const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    int widest = DisplayWidth(columns_[c].header);
    for (const auto& row : rows_) widest = std::max(widest, DisplayWidth(row[c]));
    widths.push_back(static_cast<std::size_t>(widest));
  }

  std::string text;
  const auto line = [&](const auto& cell_of) {
    std::string out;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string& cell = cell_of(c);
      const std::string pad(widths[c] - static_cast<std::size_t>(DisplayWidth(cell)), ' ');
      if (c > 0) out += "  ";
      out += columns_[c].align == Align::kRight ? pad + cell : cell + pad;
    }
    out.erase(out.find_last_not_of(' ') + 1);
    text += out + "\n";
  };
  std::vector<std::string> rules;
  for (const std::size_t width : widths) rules.emplace_back(width, '-');
  line([&](std::size_t c) -> const std::string& { return columns_[c].header; });
  line([&](std::size_t c) -> const std::string& { return rules[c]; });
  for (const auto& row : rows_) line([&](std::size_t c) -> const std::string& { return row[c]; });
  return text;
}

}  // namespace debut::cli
