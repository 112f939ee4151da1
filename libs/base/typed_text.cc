#include "base/typed_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"

namespace debut::base {
namespace {

// Hyphen, non-breaking hyphen, figure dash, en dash, em dash, horizontal bar, minus sign.
constexpr std::array<std::string_view, 7> kDashes = {"\u2010", "\u2011", "\u2012", "\u2013",
                                                     "\u2014", "\u2015", "\u2212"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSpecial = {{
    {"\u00a0", " "},
    {"\u3000", " "},
    {"\uffe5", "\u00a5"},
}};

// Full-width forms U+FF01..U+FF5E are ASCII 0x21..0x7E in the same order.
bool FullWidth(std::string_view text, char& ascii) {
  if (text.size() < 3 || text[0] != '\xef') return false;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if ((second != 0xbc && second != 0xbd) || third < 0x80 || third > 0xbf) return false;
  const int offset = (second - 0xbc) * 0x40 + (third - 0x80);
  if (offset < 0x01 || offset > 0x5e) return false;
  ascii = static_cast<char>(0x20 + offset);
  return true;
}

}  // namespace

std::string NormaliseTyped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char ascii = 0;
    if (FullWidth(text, ascii)) {
      out += ascii;
      text.remove_prefix(3);
      continue;
    }
    const auto* special = std::find_if(kSpecial.begin(), kSpecial.end(), [&](const auto& entry) {
      return text.starts_with(entry.first);
    });
    if (special != kSpecial.end()) {
      out += special->second;
      text.remove_prefix(special->first.size());
      continue;
    }
    out += std::string_view("\t\r\n").find(text[0]) == std::string_view::npos ? text[0] : ' ';
    text.remove_prefix(1);
  }
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string NormaliseNumber(std::string_view number) {
  std::string out = NormaliseTyped(number);
  std::erase(out, ' ');
  absl::AsciiStrToUpper(&out);
  for (const std::string_view dash : kDashes) {
    for (std::size_t at = out.find(dash); at != std::string::npos; at = out.find(dash, at)) {
      out.replace(at, dash.size(), "-");
    }
  }
  return out;
}

}  // namespace debut::base
