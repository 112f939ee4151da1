#pragma once

#include <string>
#include <string_view>

namespace debut::base {

// What people type, in one form: full-width letters, digits and punctuation (U+FF01 to U+FF5E)
// become ASCII, the full-width yuan sign becomes U+00A5, every kind of space becomes ' ', spaces
// at both ends go. Other bytes stay as they are.
std::string NormaliseTyped(std::string_view text);

// The number of a document, however it is typed: NormaliseTyped, without any space, every hyphen or
// dash as '-', and capital letters. "gb／t 40429—2021" becomes "GB/T40429-2021".
std::string NormaliseNumber(std::string_view number);

}  // namespace debut::base
