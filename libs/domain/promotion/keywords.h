#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace debut::promotion {

// A text as keywords are looked for in it: full-width characters and letters in one form, without
// spaces.
std::string Searchable(std::string_view text);

// How much of a keyword stands in a text, counted in pairs of neighbouring characters, since
// Chinese has no spaces between words: "激光雷达" has three (激光, 光雷, 雷达). A keyword of one
// character counts as one pair. Less than half of them is chance, and counts as nothing.
struct KeywordShare {
  std::uint32_t found = 0;
  std::uint32_t pairs = 0;

  bool operator==(const KeywordShare&) const = default;
};

// `text` is Searchable(); `keyword` as people type it, well-formed UTF-8.
KeywordShare ShareIn(std::string_view text, std::string_view keyword);

}  // namespace debut::promotion
