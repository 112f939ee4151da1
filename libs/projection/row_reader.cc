#include "projection/row_reader.h"

#include <fmt/format.h>

namespace debut::projection {

absl::Status UnreadableRow(std::string_view key) {
  return absl::DataLossError(fmt::format("read models: the row of \"{}\" cannot be read", key));
}

std::string RowReader::EndOfPrefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(prefix.back() + 1);
  return prefix;
}

}  // namespace debut::projection
