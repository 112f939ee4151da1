#include "tests/simulation/simulated_rows.h"

#include <algorithm>

#include "base/status_macros.h"

namespace debut::simulation {

using projection::RowBatch;
using projection::RowCursor;
using projection::RowSnapshot;

constexpr std::uint64_t kUnsyncedWritesMax = 8;

// Each row's values, the latest last; nothing: it is erased.
struct SimulatedRows::Versions {
  using Values = std::vector<std::pair<std::uint64_t, std::optional<std::string>>>;

  static const std::string* At(const Values& values, std::uint64_t version) {
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
      if (value->first <= version) return value->second ? &*value->second : nullptr;
    }
    return nullptr;
  }

  std::uint64_t latest = 0;
  std::map<std::string, Values, std::less<>> rows;
};

namespace {

using Versions = SimulatedRows::Versions;

absl::Status Dead() { return absl::UnavailableError("the process has died"); }

class Cursor final : public RowCursor {
 public:
  Cursor(const Versions& versions, std::uint64_t version, std::string_view from,
         std::string_view to)
      : version_(version),
        at_(versions.rows.lower_bound(from)),
        end_(versions.rows.lower_bound(to)) {
    PassErased();
  }
  bool Valid() const override { return at_ != end_; }
  std::string_view key() const override { return at_->first; }
  std::string_view value() const override { return *Versions::At(at_->second, version_); }
  void Next() override {
    ++at_;
    PassErased();
  }
  absl::Status status() const override { return absl::OkStatus(); }

 private:
  using Place = std::map<std::string, Versions::Values, std::less<>>::const_iterator;
  void PassErased() {
    while (at_ != end_ && Versions::At(at_->second, version_) == nullptr) ++at_;
  }

  const std::uint64_t version_;
  Place at_;
  const Place end_;
};

class SnapshotOfVersion final : public RowSnapshot {
 public:
  explicit SnapshotOfVersion(std::shared_ptr<const Versions> versions)
      : versions_(std::move(versions)), version_(versions_->latest) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    const auto row = versions_->rows.find(key);
    const std::string* value =
        row == versions_->rows.end() ? nullptr : Versions::At(row->second, version_);
    if (value == nullptr) return std::optional<std::string>();
    return std::optional<std::string>(*value);
  }
  std::unique_ptr<RowCursor> Seek(std::string_view from, std::string_view to) const override {
    return std::make_unique<Cursor>(*versions_, version_, from, to);
  }

 private:
  const std::shared_ptr<const Versions> versions_;
  const std::uint64_t version_;
};

}  // namespace

SimulatedRows::SimulatedRows() : versions_(std::make_shared<Versions>()) {}
SimulatedRows::~SimulatedRows() = default;

std::shared_ptr<const RowSnapshot> SimulatedRows::Snapshot() const {
  return std::make_shared<SnapshotOfVersion>(versions_);
}

absl::Status SimulatedRows::Write(const RowBatch& batch) {
  if (!splits_writes_) return WriteWhole(batch);
  RowBatch checkpoint;
  RowBatch rows = batch;
  for (auto it = rows.changes.begin(); it != rows.changes.end();) {
    const bool is_checkpoint = it->first.starts_with("checkpoint/");
    if (is_checkpoint) checkpoint.changes.insert(*it);
    it = is_checkpoint ? rows.changes.erase(it) : std::next(it);
  }
  RETURN_IF_ERROR(WriteWhole(checkpoint));
  return WriteWhole(rows);
}

absl::Status SimulatedRows::WriteWhole(const RowBatch& batch) {
  if (dead_) return Dead();
  const bool dies = writes_left_ && (*writes_left_)-- == 0;
  dead_ = dies;
  if (dies && !last_one_happens_) return Dead();
  const std::uint64_t version = ++versions_->latest;
  for (const auto& [from, to] : batch.erased_ranges) {
    const auto end = versions_->rows.lower_bound(to);
    for (auto row = versions_->rows.lower_bound(from); row != end; ++row) {
      if (row->second.back().second) row->second.emplace_back(version, std::nullopt);
    }
  }
  for (const auto& [key, value] : batch.changes) {
    versions_->rows[key].emplace_back(version, value);
  }
  return dies ? Dead() : absl::OkStatus();
}

void SimulatedRows::DieAfter(std::uint64_t writes, bool last_one_happens) {
  writes_left_ = writes;
  last_one_happens_ = last_one_happens;
}

void SimulatedRows::Restart(bool power_cut, std::mt19937_64& random) {
  dead_ = false;
  writes_left_.reset();
  if (!power_cut) return;
  const std::uint64_t lost = random() % (std::min(versions_->latest, kUnsyncedWritesMax) + 1);
  const std::uint64_t kept = versions_->latest - lost;
  auto rest = std::make_shared<Versions>();
  rest->latest = kept;
  for (const auto& [key, values] : versions_->rows) {
    if (const std::string* value = Versions::At(values, kept)) {
      rest->rows[key].emplace_back(kept, *value);
    }
  }
  versions_ = std::move(rest);
}

}  // namespace debut::simulation
