#include "projection/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ensure.h"
#include "base/status_macros.h"

namespace debut::projection {
namespace {

bool IsName(const std::string& name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string RowsOf(const std::string& name, std::uint32_t generation) {
  return fmt::format("row/{}/{:08x}/", name, generation);
}

// '0' follows '/'.
std::string EndOf(std::string prefix) {
  prefix.back() = '0';
  return prefix;
}

}  // namespace

std::string EventIdText(const eventstore::SequencedEvent& event) {
  std::string hex;
  for (const char c : event.event.event_id) {
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return hex;
}

absl::StatusOr<Model> Model::Open(RowStore& store, std::string name, std::uint32_t version) {
  ENSURE(IsName(name), "a projector's name is a-z and _");
  Model model(store, std::move(name));
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   store.Snapshot()->Get(model.CheckpointKey()));
  projection::v1::ModelCheckpoint& checkpoint = model.checkpoint_;
  if (bytes && !checkpoint.ParseFromString(*bytes)) return UnreadableRow(model.CheckpointKey());
  if (checkpoint.version() != version) {
    checkpoint.set_version(version);
    RETURN_IF_ERROR(model.Reset());
  }
  const std::string all = fmt::format("row/{}/", model.name_);
  const std::string mine = model.RowsPrefix();
  RowBatch batch;
  for (const auto& [from, to] : {std::pair(all, mine), std::pair(EndOf(mine), EndOf(all))}) {
    if (store.Snapshot()->Seek(from, to)->Valid()) batch.erased_ranges.emplace_back(from, to);
  }
  if (!batch.erased_ranges.empty()) RETURN_IF_ERROR(store.Write(batch));
  return model;
}

Model Model::MakeShadow() const {
  Model shadow(*store_, name_);
  shadow.in_force_ = false;
  shadow.checkpoint_.set_version(checkpoint_.version());
  shadow.checkpoint_.set_generation(checkpoint_.generation() + 1);
  return shadow;
}

StoredRows Model::ReadIn(std::shared_ptr<const RowSnapshot> snapshot) const {
  return {std::move(snapshot), RowsPrefix()};
}

absl::Status Model::Save(const Rows& rows, const eventstore::SequencedEvent& last) {
  RETURN_IF_ERROR(rows.status());
  ENSURE(last.position > position(), "a model goes forward");
  RowBatch batch;
  const std::string prefix = RowsPrefix();
  for (const auto& [key, value] : rows.changes()) batch.changes.emplace(prefix + key, value);
  projection::v1::ModelCheckpoint checkpoint = checkpoint_;
  checkpoint.set_position(last.position.value);
  checkpoint.set_rows_count(checkpoint.rows_count() +
                            static_cast<std::uint64_t>(rows.added_count()));
  checkpoint.set_last_event_position(last.position.value);
  checkpoint.set_last_event_id(EventIdText(last));
  return Write(std::move(batch), std::move(checkpoint));
}

absl::Status Model::SavePosition(eventstore::Position position) {
  projection::v1::ModelCheckpoint checkpoint = checkpoint_;
  checkpoint.set_position(position.value);
  return Write({}, std::move(checkpoint));
}

absl::Status Model::Reset() {
  RowBatch batch;
  batch.erased_ranges.emplace_back(RowsPrefix(), EndOf(RowsPrefix()));
  projection::v1::ModelCheckpoint checkpoint;
  checkpoint.set_version(checkpoint_.version());
  checkpoint.set_generation(checkpoint_.generation() + 1);
  return Write(std::move(batch), std::move(checkpoint));
}

absl::Status Model::PutInForce() {
  ENSURE(!in_force_, "only a shadow is put in force");
  in_force_ = true;
  RETURN_IF_ERROR(Write({}, checkpoint_));
  // Not in the same write: if that one is reported to have failed, whichever copy is in force still
  // has its rows. What is left over goes at the next Open().
  const std::string before = RowsOf(name_, checkpoint_.generation() - 1);
  RowBatch batch;
  batch.erased_ranges.emplace_back(before, EndOf(before));
  store_->Write(batch).IgnoreError();
  return absl::OkStatus();
}

absl::Status Model::Discard() {
  ENSURE(!in_force_, "only a shadow is discarded");
  RowBatch batch;
  batch.erased_ranges.emplace_back(RowsPrefix(), EndOf(RowsPrefix()));
  return store_->Write(batch);
}

absl::Status Model::Write(RowBatch batch, projection::v1::ModelCheckpoint checkpoint) {
  // A shadow is nothing until it is in force, and its checkpoint lives here alone.
  if (in_force_) batch.changes.emplace(CheckpointKey(), checkpoint.SerializeAsString());
  RETURN_IF_ERROR(store_->Write(batch));
  checkpoint_ = std::move(checkpoint);
  return absl::OkStatus();
}

std::string Model::RowsPrefix() const { return RowsOf(name_, checkpoint_.generation()); }

std::string Model::CheckpointKey() const { return "checkpoint/" + name_; }

}  // namespace debut::projection
