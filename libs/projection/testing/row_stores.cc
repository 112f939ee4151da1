#include "projection/testing/row_stores.h"

#include "base/status_macros.h"

namespace debut::projection::testing {
namespace {

absl::Status Dead() { return absl::UnavailableError("the row store has died"); }

}  // namespace

absl::Status MortalRowStore::Write(const RowBatch& batch) {
  const std::scoped_lock lock(mutex_);
  if (dead_) return Dead();
  dead_ = writes_count_++ == dies_at_;
  if (fault_ == Fault::kCheckpointFirst) {
    RETURN_IF_ERROR(WriteSplit(batch, dead_));
  } else if (!dead_ || death_ != Death::kBeforeTheWrite) {
    RETURN_IF_ERROR(store_.Write(batch));
  }
  return dead_ ? Dead() : absl::OkStatus();
}

absl::Status MortalRowStore::WriteSplit(const RowBatch& batch, bool dies) {
  RowBatch checkpoint;
  RowBatch rows = batch;
  for (auto it = rows.changes.begin(); it != rows.changes.end();) {
    const bool is_checkpoint = it->first.starts_with("checkpoint/");
    if (is_checkpoint) checkpoint.changes.insert(*it);
    it = is_checkpoint ? rows.changes.erase(it) : std::next(it);
  }
  if (dies && death_ == Death::kBeforeTheWrite) return Dead();
  RETURN_IF_ERROR(store_.Write(checkpoint));
  if (dies && death_ == Death::kBetweenRowsAndCheckpoint) return Dead();
  return store_.Write(rows);
}

std::size_t MortalRowStore::writes_count() const {
  const std::scoped_lock lock(mutex_);
  return writes_count_;
}

bool MortalRowStore::dead() const {
  const std::scoped_lock lock(mutex_);
  return dead_;
}

absl::Status ForgetfulRowStore::Write(const RowBatch& batch) {
  RETURN_IF_ERROR(store_.Write(batch));
  const std::scoped_lock lock(mutex_);
  if (failures_left_ == 0) return absl::OkStatus();
  --failures_left_;
  return Dead();
}

void ForgetfulRowStore::FailNextWrites(std::size_t count) {
  const std::scoped_lock lock(mutex_);
  failures_left_ = count;
}

}  // namespace debut::projection::testing
