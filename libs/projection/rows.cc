#include "projection/rows.h"

#include <utility>

#include "base/status_macros.h"

namespace debut::projection {

absl::StatusOr<std::optional<std::string>> StoredRows::GetBytes(const std::string& key) const {
  return snapshot_->Get(prefix_ + key);
}

absl::Status StoredRows::ScanBytes(const std::string& from, const std::string& to,
                                   BytesVisitor visit) const {
  const auto cursor = snapshot_->Seek(prefix_ + from, prefix_ + to);
  for (; cursor->Valid(); cursor->Next()) {
    if (!visit(cursor->key().substr(prefix_.size()), cursor->value())) return absl::OkStatus();
  }
  return cursor->status();
}

absl::StatusOr<std::optional<std::string>> Rows::GetBytes(const std::string& key) const {
  if (const auto changed = changes_.find(key); changed != changes_.end()) return changed->second;
  if (!stored_) return std::nullopt;
  if (const auto seen = seen_.find(key); seen != seen_.end()) return seen->second;
  ASSIGN_OR_RETURN(std::optional<std::string> value, stored_->GetBytes(key));
  return seen_.emplace(key, std::move(value)).first->second;
}

absl::Status Rows::ScanBytes(const std::string& from, const std::string& to,
                             BytesVisitor visit) const {
  auto changed = changes_.lower_bound(from);
  const auto end = changes_.lower_bound(to);
  bool wanted = true;
  // Visits the changes before `key`.
  const auto visit_changes_before = [&](std::optional<std::string_view> key) {
    for (; wanted && changed != end && (!key || changed->first < *key); ++changed) {
      if (changed->second) wanted = visit(changed->first, *changed->second);
    }
  };
  if (stored_) {
    RETURN_IF_ERROR(stored_->ScanBytes(from, to, [&](std::string_view key, std::string_view value) {
      visit_changes_before(key);
      if (!wanted) return false;
      const bool replaced = changed != end && changed->first == key;
      if (!replaced) wanted = visit(key, value);
      return wanted;
    }));
  }
  visit_changes_before(std::nullopt);
  return absl::OkStatus();
}

void Rows::PutBytes(std::string key, std::optional<std::string> value) {
  const absl::StatusOr<std::optional<std::string>> before = GetBytes(key);
  read_status_.Update(before.status());
  const bool was_there = before.ok() && before->has_value();
  added_count_ += static_cast<int>(value.has_value()) - static_cast<int>(was_there);
  changes_.insert_or_assign(std::move(key), std::move(value));
}

}  // namespace debut::projection
