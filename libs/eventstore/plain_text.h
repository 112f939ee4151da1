#pragma once

#include <string_view>

namespace debut::eventstore {

// Whether `text` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates) without control
// characters (C0, DEL, C1).
bool IsPlainText(std::string_view text);

}  // namespace debut::eventstore
