#include "eventstore_rocksdb/group_writer.h"

#include <chrono>

#include "absl/time/time.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/group.h"
#include "eventstore_rocksdb/log_observer.h"

namespace debut::eventstore_rocksdb {

GroupWriter::GroupWriter(Database& database, HeadAnchor& anchor, const Options& options,
                         TreeMark head)
    : database_(database),
      synced_(!options.planted.no_sync),
      observer_(options.observer),
      head_(head),
      anchor_(NewAnchorWriter(anchor, options)) {}

absl::Status GroupWriter::Write(Group& group) {
  const auto start = std::chrono::steady_clock::now();
  const TreeMark after{group.state().size(), group.state().frontier.Root()};
  anchor_->Begin(group, head_, after);
  group.batch().Finish(group.state());
  absl::Status status = database_.Write(group.batch().batch(), synced_);
  status.Update(anchor_->Finish());
  if (!status.ok()) return status;
  head_ = after;
  if (observer_) {
    const auto duration = std::chrono::steady_clock::now() - start;
    observer_->GroupSynced(group.events().size(), absl::FromChrono(duration));
  }
  return absl::OkStatus();
}

}  // namespace debut::eventstore_rocksdb
