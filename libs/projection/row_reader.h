#pragma once

#include <google/protobuf/message_lite.h>

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace debut::projection {

// A table of a read model: messages of one type under text keys, in byte order of the keys.
template <std::derived_from<google::protobuf::MessageLite> Row>
struct Table {
  char id;  // Persisted; one letter, unique within its projector.
};

// Where a scan goes: keys that begin with `prefix`, and come after `after` if there is one.
struct KeyRange {
  std::string prefix = {};
  std::string after = {};  // Exclusive; empty: from the start.
};

// DATA_LOSS: the bytes under `key` are not the row that they should be.
absl::Status UnreadableRow(std::string_view key);

// The rows of one read model. Every call may return DATA_LOSS (damaged bytes) or UNAVAILABLE.
class RowReader {
 public:
  virtual ~RowReader() = default;

  template <typename Row>
  absl::StatusOr<std::optional<Row>> Get(Table<Row> table, std::string_view key) const {
    absl::StatusOr<std::optional<std::string>> bytes = GetBytes(KeyOf(table.id, key));
    if (!bytes.ok()) return bytes.status();
    if (!bytes->has_value()) return std::nullopt;
    Row row;
    if (!row.ParseFromString(**bytes)) return UnreadableRow(key);
    return row;
  }

  // Calls `visit(std::string_view key, Row row)` in the order of the keys until it returns false.
  template <typename Row, typename Visit>
  absl::Status Scan(Table<Row> table, const KeyRange& range, Visit&& visit) const {
    absl::Status damage;
    const auto visit_bytes = [&](std::string_view key, std::string_view value) {
      Row row;
      const std::string_view row_key = key.substr(1);
      if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
        damage = UnreadableRow(row_key);
        return false;
      }
      return visit(row_key, std::move(row));
    };
    const std::string first = KeyOf(table.id, range.prefix);
    const std::string after = KeyOf(table.id, range.after) + '\0';
    const std::string from = range.after.empty() ? first : std::max(first, after);
    const std::string to = EndOfPrefix(first);
    absl::Status scanned = from < to ? ScanBytes(from, to, visit_bytes) : absl::OkStatus();
    return damage.ok() ? scanned : damage;
  }

 protected:
  using BytesVisitor = absl::FunctionRef<bool(std::string_view key, std::string_view value)>;

  // Keys are a table's letter and a row's key.
  virtual absl::StatusOr<std::optional<std::string>> GetBytes(const std::string& key) const = 0;
  // Requires from < to.
  virtual absl::Status ScanBytes(const std::string& from, const std::string& to,
                                 BytesVisitor visit) const = 0;

  static std::string KeyOf(char table, std::string_view key) {
    return std::string(1, table).append(key);
  }
  // The first key that is greater than all that begin with `prefix`.
  static std::string EndOfPrefix(std::string prefix);
};

}  // namespace debut::projection
