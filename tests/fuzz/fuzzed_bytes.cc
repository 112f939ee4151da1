#include "tests/fuzz/fuzzed_bytes.h"

#include <utility>

namespace debut::fuzz {

std::uint8_t FuzzedBytes::Byte() {
  if (rest_.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return byte;
}

std::uint64_t FuzzedBytes::UpTo(std::uint64_t max) {
  const std::uint64_t high = Byte();
  return (high << 8 | Byte()) % (max + 1);
}

std::uint64_t FuzzedBytes::Number() {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | Byte();
  return number;
}

std::string_view FuzzedBytes::Text() {
  const auto end = rest_.find('\xff');
  const std::string_view text = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  return text;
}

std::string_view FuzzedBytes::Rest() { return std::exchange(rest_, {}); }

}  // namespace debut::fuzz
