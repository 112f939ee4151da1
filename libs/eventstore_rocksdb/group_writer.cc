#include "eventstore_rocksdb/group_writer.h"

#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/group.h"

namespace debut::eventstore_rocksdb {

GroupWriter::GroupWriter(Database& database, HeadAnchor& anchor, const Options& options,
                         TreeMark head)
    : database_(database),
      synced_(!options.planted.no_sync),
      head_(head),
      anchor_(NewAnchorWriter(anchor, options)) {}

absl::Status GroupWriter::Write(Group& group) {
  const TreeMark after{group.state().size(), group.state().frontier.Root()};
  anchor_->Begin(group, head_, after);
  group.batch().Finish(group.state());
  absl::Status status = database_.Write(group.batch().batch(), synced_);
  status.Update(anchor_->Finish());
  if (status.ok()) head_ = after;
  return status;
}

}  // namespace debut::eventstore_rocksdb
