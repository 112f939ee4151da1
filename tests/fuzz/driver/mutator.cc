#include "tests/fuzz/driver/mutator.h"

#include <algorithm>
#include <array>

#include "base/ensure.h"

namespace debut::fuzz {
namespace {

constexpr std::size_t kPartBytesMax = 64;

// Where counters, lengths and signs go wrong.
constexpr std::array<std::uint64_t, 12> kBigNumbers = {0,
                                                       1,
                                                       0x7f,
                                                       0x80,
                                                       0xff,
                                                       0x7fff'fff,
                                                       0x80000000,
                                                       0xffffffff,
                                                       0x7fffffffffffffff,
                                                       0x8000000000000000,
                                                       ~0ull,
                                                       256};

constexpr std::array<std::string_view, 10> kDecimals = {"0",
                                                        "-1",
                                                        "00",
                                                        "255",
                                                        "2147483648",
                                                        "4294967296",
                                                        "9223372036854775807",
                                                        "9223372036854775808",
                                                        "18446744073709551615",
                                                        "18446744073709551616"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Mutator::Mutator(std::vector<std::string> seeds, std::vector<std::string> dictionary,
                 std::uint64_t seed)
    : seeds_(std::move(seeds)), dictionary_(std::move(dictionary)), random_(seed) {
  ENSURE(!seeds_.empty(), "a mutator needs a seed");
}

std::string Mutator::Next() {
  std::string input = OneOf(seeds_);
  for (std::size_t steps = 1 + Below(kStepsMax); steps > 0; --steps) Change(input);
  if (input.size() > kInputBytesMax) input.resize(kInputBytesMax);
  return input;
}

void Mutator::Change(std::string& input) {
  constexpr std::array kChanges = {
      &Mutator::FlipBit,      &Mutator::SetByte,      &Mutator::InsertBytes,
      &Mutator::Remove,       &Mutator::RepeatPart,   &Mutator::InsertWord,
      &Mutator::ChangeNumber, &Mutator::SetBigNumber, &Mutator::Splice};
  (this->*kChanges[Below(kChanges.size())])(input);
}

void Mutator::FlipBit(std::string& input) {
  if (input.empty()) return;
  char& byte = input[Below(input.size())];
  byte = static_cast<char>(byte ^ (1 << Below(8)));
}

void Mutator::SetByte(std::string& input) {
  if (input.empty()) return;
  input[Below(input.size())] = static_cast<char>(Below(256));
}

void Mutator::InsertBytes(std::string& input) {
  const std::size_t count = 1 + Below(4);
  const char byte = static_cast<char>(Below(256));
  input.insert(PlaceIn(input), count, byte);
}

void Mutator::Remove(std::string& input) {
  const std::size_t begin = PlaceIn(input);
  // Now and then everything to the end, as when a file is cut off.
  input.erase(begin, Below(8) == 0 ? std::string::npos : 1 + Below(kPartBytesMax));
}

void Mutator::RepeatPart(std::string& input) {
  const std::string part = input.substr(PlaceIn(input), 1 + Below(kPartBytesMax));
  const std::size_t place = PlaceIn(input);
  for (std::size_t times = 1 + Below(3); times > 0; --times) input.insert(place, part);
}

void Mutator::InsertWord(std::string& input) {
  if (dictionary_.empty()) return;
  const std::string& word = OneOf(dictionary_);
  const std::size_t place = PlaceIn(input);
  if (Below(2) == 0) input.erase(place, word.size());
  input.insert(place, word);
}

void Mutator::ChangeNumber(std::string& input) {
  const auto from = input.begin() + static_cast<std::ptrdiff_t>(PlaceIn(input));
  const auto begin = std::find_if(from, input.end(), IsDigit);
  if (begin == input.end()) return;
  const auto end = std::find_if_not(begin, input.end(), IsDigit);
  input.replace(begin, end, kDecimals[Below(kDecimals.size())]);
}

void Mutator::SetBigNumber(std::string& input) {
  const std::uint64_t number = kBigNumbers[Below(kBigNumbers.size())];
  const std::size_t width = std::size_t{1} << Below(4);
  const bool big_endian = Below(2) == 0;
  const std::size_t place = PlaceIn(input);
  for (std::size_t i = 0; i < width && place + i < input.size(); ++i) {
    const std::size_t shift = 8 * (big_endian ? width - 1 - i : i);
    input[place + i] = static_cast<char>(number >> shift);
  }
}

void Mutator::Splice(std::string& input) {
  const std::string& other = OneOf(seeds_);
  const std::size_t begin = PlaceIn(other);
  const std::size_t place = PlaceIn(input);
  if (Below(2) == 0) {
    input.replace(place, std::string::npos, other.substr(begin));
  } else {
    input.insert(place, other.substr(begin, 1 + Below(kPartBytesMax)));
  }
}

}  // namespace debut::fuzz
