#include "transparency/base64.h"

#include "absl/strings/escaping.h"

namespace debut::transparency {

std::string ToBase64(std::string_view bytes) {
  return absl::Base64Escape({bytes.data(), bytes.size()});
}

absl::StatusOr<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  // Abseil's reader is lenient about spaces and padding, and two texts for one value are one too
  // many.
  if (!absl::Base64Unescape({text.data(), text.size()}, &bytes) || ToBase64(bytes) != text) {
    return absl::InvalidArgumentError("not base64");
  }
  return bytes;
}

}  // namespace debut::transparency
