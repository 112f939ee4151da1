#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace debut::runtime {

// Code points of well-formed UTF-8.
std::size_t CharactersOf(std::string_view text);

// The text itself, or as many whole characters as fit together with the mark "…".
std::string Bounded(std::string_view text, std::size_t bytes_max);

// RFC 3986: everything but A-Z a-z 0-9 - . _ ~ as %XX. For UTF-8 in headers, which are ASCII.
std::string PercentEncode(std::string_view text);

// And back; malformed sequences stay as they are.
std::string PercentDecode(std::string_view text);

// `text` as the inside of a JSON string, RFC 8259; of text that is not
// plain (see eventstore::IsPlainText) every byte outside ASCII becomes U+FFFD.
std::string JsonEscape(std::string_view text);

}  // namespace debut::runtime
