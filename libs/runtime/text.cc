#include "runtime/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace debut::runtime {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kCutMark = "…";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the sequence that `lead` opens; 0 if nothing well-formed starts like that.
std::size_t LengthOf(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

struct CodePoint {
  std::int32_t value = -1;  // -1: malformed.
  std::size_t bytes = 1;
};

CodePoint FirstCodePoint(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = LengthOf(lead);
  if (length == 0 || text.size() < length) return {};
  std::int32_t value = length == 1 ? lead : lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return {};
    value = (value << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  constexpr std::int32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

bool IsControl(std::int32_t point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

bool IsPlainText(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    if (point.value < 0 || IsControl(point.value)) return false;
    text.remove_prefix(point.bytes);
  }
  return true;
}

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
  std::string escaped;
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    if (point.value < 0) {
      escaped += kReplacement;
    } else if (point.value == '"' || point.value == '\\') {
      escaped += '\\';
      escaped += text.front();
    } else if (IsControl(point.value)) {
      escaped += fmt::format("\\u{:04x}", point.value);
    } else {
      escaped += text.substr(0, point.bytes);
    }
    text.remove_prefix(point.bytes);
  }
  return escaped;
}

}  // namespace debut::runtime
