#include "domain/promotion/keywords.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "base/typed_text.h"

namespace debut::promotion {
namespace {

std::vector<std::string_view> CharactersOf(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (text[end] & '\xc0') == '\x80') ++end;
    characters.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return characters;
}

}  // namespace

std::string Searchable(std::string_view text) {
  std::string searchable = base::NormaliseTyped(text);
  std::erase(searchable, ' ');
  absl::AsciiStrToLower(&searchable);
  return searchable;
}

KeywordShare ShareIn(std::string_view text, std::string_view keyword) {
  const std::string searched = Searchable(keyword);
  const std::vector<std::string_view> characters = CharactersOf(searched);
  if (characters.empty()) return {};
  if (characters.size() == 1) {
    return {text.find(searched) == std::string_view::npos ? 0U : 1U, 1U};
  }
  KeywordShare share;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    const std::string_view pair(characters[i].data(),
                                characters[i].size() + characters[i + 1].size());
    ++share.pairs;
    if (text.find(pair) != std::string_view::npos) ++share.found;
  }
  if (share.found * 2 < share.pairs) share.found = 0;
  return share;
}

}  // namespace debut::promotion
