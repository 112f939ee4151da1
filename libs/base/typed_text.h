#pragma once

#include <string>
#include <string_view>

namespace debut::base {

// What people type, in one form: full-width letters, digits and punctuation (U+FF01 to U+FF5E)
// become ASCII, the full-width yuan sign becomes U+00A5, every kind of space becomes ' ', spaces
// at both ends go. Other bytes stay as they are.
std::string NormaliseTyped(std::string_view text);

}  // namespace debut::base
