#pragma once

#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "projection/row_reader.h"
#include "runtime/field_errors.h"

namespace debut::readmodels {

inline constexpr std::uint32_t kPageRowsDefault = 100;
inline constexpr std::uint32_t kPageRowsMax = 1'000;
// A page ends short rather than look at more rows that a filter passes over.
inline constexpr std::size_t kPageScanRowsMax = 20'000;

// One page of a list, after AIP-158.
struct Page {
  std::size_t rows_max = kPageRowsDefault;
  std::string after;          // The last key that was looked at; empty: from the start.
  std::string filter_digest;  // Of the request that asks, but for its page and position.
};

// Reads page_size and page_token of a list request. A token that another request was given, or that
// is none, is an error of page_token.
Page ReadPage(const google::protobuf::Message& request, runtime::FieldErrors& errors);

// The token of the page that begins after `last_key`; empty at the end of the list.
std::string TokenAfter(const Page& page, const std::string& last_key);

template <typename Row>
struct RowsPage {
  std::vector<Row> rows;
  std::string last_key;  // Where the next page begins; empty: there is none.
};

// The rows after page.after whose key begins with `prefix` and that `keep(Row&)`, which may change
// them, says true of: page.rows_max at most.
template <typename Row, typename Keep>
absl::StatusOr<RowsPage<Row>> ScanPage(const projection::RowReader& rows,
                                       projection::Table<Row> table, const std::string& prefix,
                                       const Page& page, Keep&& keep) {
  RowsPage<Row> found;
  std::string last_key;
  std::size_t scanned_count = 0;
  const auto visit = [&](std::string_view key, Row row) {
    if (found.rows.size() == page.rows_max || scanned_count == kPageScanRowsMax) {
      found.last_key = last_key;
      return false;
    }
    ++scanned_count;
    last_key = std::string(key);
    if (keep(row)) found.rows.push_back(std::move(row));
    return true;
  };
  RETURN_IF_ERROR(rows.Scan(table, {.prefix = prefix, .after = page.after}, visit));
  return found;
}

}  // namespace debut::readmodels
