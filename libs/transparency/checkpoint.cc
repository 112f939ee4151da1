#include "transparency/checkpoint.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"
#include "transparency/base64.h"

namespace debut::transparency {
namespace {

// Takes the first line off `text`, without its newline; false: there is none.
bool TakeLine(std::string_view& text, std::string_view& line) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return false;
  line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return true;
}

}  // namespace

std::string Checkpoint::ToText() const {
  ENSURE(!origin.empty() && origin.find('\n') == std::string::npos, "an origin is one line");
  return fmt::format("{}\n{}\n{}\n", origin, size, ToBase64(Bytes(root)));
}

absl::StatusOr<Checkpoint> Checkpoint::FromText(std::string_view text) {
  std::string_view origin, digits, encoded;
  if (!TakeLine(text, origin) || origin.empty() || !TakeLine(text, digits) ||
      !TakeLine(text, encoded)) {
    return absl::InvalidArgumentError("a checkpoint has an origin, a size and a root");
  }
  Checkpoint checkpoint{.origin = std::string(origin)};
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, checkpoint.size);
  if (error != std::errc() || rest != end || (digits.size() > 1 && digits.front() == '0')) {
    return absl::InvalidArgumentError("a checkpoint's size is a decimal number");
  }
  const auto root = FromBase64(encoded);
  if (!root.ok() || root->size() != kHashBytes) {
    return absl::InvalidArgumentError("a checkpoint's root is 32 bytes in base64");
  }
  checkpoint.root = HashFromBytes(*root);
  return checkpoint;
}

}  // namespace debut::transparency
