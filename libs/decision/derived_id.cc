#include "decision/derived_id.h"

#include <fmt/format.h>

#include <cstdint>

#include "transparency/hash.h"

namespace debut::decision {
namespace {

constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int kCharacters = 12;
constexpr int kBitsEach = 5;

}  // namespace

std::string DerivedId(std::string_view prefix, std::string_view request_id) {
  const auto hash = transparency::Sha256(request_id);
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i)
    bits = bits << 8 | static_cast<std::uint8_t>(hash[static_cast<std::size_t>(i)]);
  std::string text;
  for (int i = 0; i < kCharacters; ++i, bits <<= kBitsEach) text += kAlphabet[bits >> 59];
  return fmt::format("{}-{}", prefix, text);
}

}  // namespace debut::decision
