#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "debut/projection/v1/projection.pb.h"
#include "eventstore/event.h"
#include "projection/rows.h"

namespace debut::projection {

// The event's id as 32 hex digits.
std::string EventIdText(const eventstore::SequencedEvent& event);

// One copy of a read model in a row store: its rows and its checkpoint, which are always written
// together. The keys:
//
//   checkpoint/<name>                            ModelCheckpoint of the copy in force
//   row/<name>/<generation>/<table><key>         generation: 8 hex digits
//
// Not thread-safe; one writer for a name.
class Model {
 public:
  // The copy in force; an empty one if there is none, or only one of another version. `store`
  // outlives the model. Rows of copies that are not in force are erased.
  static absl::StatusOr<Model> Open(RowStore& store, std::string name, std::uint32_t version);

  // An empty copy of the next generation beside the one in force, which stays untouched.
  Model MakeShadow() const;

  eventstore::Position position() const { return {checkpoint_.position()}; }
  const projection::v1::ModelCheckpoint& checkpoint() const { return checkpoint_; }

  StoredRows ReadIn(std::shared_ptr<const RowSnapshot> snapshot) const;
  StoredRows Read() const { return ReadIn(store_->Snapshot()); }

  // Writes the changes of `rows`, which were made over Read(), and the checkpoint after `last`.
  // After an error nobody knows which of them is stored: Open() it again.
  absl::Status Save(const Rows& rows, const eventstore::SequencedEvent& last);
  // The checkpoint alone: nothing up to `position` concerns this model.
  absl::Status SavePosition(eventstore::Position position);
  // Erases all rows and begins at position zero.
  absl::Status Reset();
  // Puts this shadow in force in one write, then erases the other copy.
  absl::Status PutInForce();
  // Erases this shadow's rows.
  absl::Status Discard();

 private:
  Model(RowStore& store, std::string name) : store_(&store), name_(std::move(name)) {}
  absl::Status Write(RowBatch batch, projection::v1::ModelCheckpoint checkpoint);
  std::string RowsPrefix() const;
  std::string CheckpointKey() const;

  RowStore* store_;
  std::string name_;
  bool in_force_ = true;
  projection::v1::ModelCheckpoint checkpoint_;
};

}  // namespace debut::projection
