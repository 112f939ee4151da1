#pragma once

#include <memory>

#include "absl/status/status.h"
#include "eventstore_rocksdb/anchor_writer.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/options.h"

namespace debut::eventstore_rocksdb {

class Database;
class Group;

// Brings groups to disk: to the database and to the head anchor, at the same time. Used by one
// thread at a time.
class GroupWriter {
 public:
  // `head`: of the log so far. The references outlive it.
  GroupWriter(Database& database, HeadAnchor& anchor, const Options& options, TreeMark head);

  // Returns when the group is on disk. UNAVAILABLE: it isn't known whether it is; nothing may be
  // written any more.
  absl::Status Write(Group& group);

  // The tree after the last group.
  const TreeMark& head() const { return head_; }

 private:
  Database& database_;
  const bool synced_;
  const std::shared_ptr<LogObserver> observer_;
  TreeMark head_;
  const std::unique_ptr<AnchorWriter> anchor_;
};

}  // namespace debut::eventstore_rocksdb
