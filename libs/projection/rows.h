#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "projection/row_reader.h"
#include "projection/row_store.h"

namespace debut::projection {

// The stored rows of one model in a snapshot: what a query reads. Thread-safe, cheap to copy.
class StoredRows final : public RowReader {
 public:
  // `prefix`: of the model's keys in the store.
  StoredRows(std::shared_ptr<const RowSnapshot> snapshot, std::string prefix)
      : snapshot_(std::move(snapshot)), prefix_(std::move(prefix)) {}

  // Over all rows of the model, as bytes: every key begins with prefix().
  std::unique_ptr<RowCursor> Walk() const { return snapshot_->Seek(prefix_, EndOfPrefix(prefix_)); }
  const std::string& prefix() const { return prefix_; }

 private:
  friend class Rows;
  absl::StatusOr<std::optional<std::string>> GetBytes(const std::string& key) const override;
  absl::Status ScanBytes(const std::string& from, const std::string& to,
                         BytesVisitor visit) const override;

  std::shared_ptr<const RowSnapshot> snapshot_;
  std::string prefix_;
};

// The rows that a projector works on: changes are kept here, over the stored rows or over nothing,
// until they are written all together. Not thread-safe.
//
// A row that cannot be read counts as absent and makes status() an error: then nothing of this may
// be written.
class Rows final : public RowReader {
 public:
  // Over nothing: for a fold in memory.
  Rows() = default;
  explicit Rows(StoredRows stored) : stored_(std::move(stored)) {}

  template <typename Row>
  std::optional<Row> Find(Table<Row> table, std::string_view key) {
    absl::StatusOr<std::optional<Row>> row = Get(table, key);
    read_status_.Update(row.status());
    return row.ok() ? *std::move(row) : std::nullopt;
  }

  template <typename Row>
  void Put(Table<Row> table, std::string_view key, const Row& row) {
    PutBytes(KeyOf(table.id, key), row.SerializeAsString());
  }

  // Changes the row, or a new one, in place: change(Row&).
  template <typename Row, typename Change>
  void Update(Table<Row> table, std::string_view key, Change&& change) {
    Row row = Find(table, key).value_or(Row());
    std::forward<Change>(change)(row);
    Put(table, key, row);
  }

  template <typename Row>
  void Erase(Table<Row> table, std::string_view key) {
    PutBytes(KeyOf(table.id, key), std::nullopt);
  }

  const absl::Status& status() const { return read_status_; }
  // How many rows there are more than stored ones.
  std::int64_t added_count() const { return added_count_; }

  // What has changed, by the letter of the table and the row's key.
  using Changes = std::map<std::string, std::optional<std::string>, std::less<>>;
  const Changes& changes() const { return changes_; }

 private:
  absl::StatusOr<std::optional<std::string>> GetBytes(const std::string& key) const override;
  absl::Status ScanBytes(const std::string& from, const std::string& to,
                         BytesVisitor visit) const override;
  void PutBytes(std::string key, std::optional<std::string> value);

  std::optional<StoredRows> stored_;
  mutable std::unordered_map<std::string, std::optional<std::string>> seen_;  // Of stored_.
  Changes changes_;
  std::int64_t added_count_ = 0;
  absl::Status read_status_;
};

}  // namespace debut::projection
