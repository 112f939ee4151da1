#include "runtime/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "eventstore/plain_text.h"

namespace debut::runtime {
namespace {

constexpr std::string_view kCutMark = "…";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::size_t CharactersOf(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, std::not_fn(IsContinuation)));
}

std::string Bounded(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  if (bytes_max < kCutMark.size()) return {};
  std::size_t end = bytes_max - kCutMark.size();
  while (end > 0 && IsContinuation(text[end])) --end;
  return fmt::format("{}{}", text.substr(0, end), kCutMark);
}

std::string PercentEncode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string PercentDecode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool sequence = text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 &&
                          HexValue(text[i + 2]) >= 0;
    if (!sequence) {
      decoded += text[i];
      continue;
    }
    decoded += static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
    i += 2;
  }
  return decoded;
}

std::string JsonEscape(std::string_view text) {
  const bool plain = eventstore::IsPlainText(text);
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      escaped += '\\';
      escaped += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      escaped += fmt::format("\\u{:04x}", byte);
    } else if (byte < 0x80 || plain) {
      escaped += c;
    } else {
      escaped += "\\ufffd";
    }
  }
  return escaped;
}

}  // namespace debut::runtime
