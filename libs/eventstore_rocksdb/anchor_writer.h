#pragma once

#include <memory>

#include "absl/status/status.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/options.h"

namespace debut::eventstore_rocksdb {

class Group;

// Keeps the head anchor up with the groups. Used by one thread at a time.
class AnchorWriter {
 public:
  virtual ~AnchorWriter() = default;

  // Begins to anchor a group that leads from `before` to `after`. It lives until Finish().
  virtual void Begin(const Group& group, const TreeMark& before, const TreeMark& after) = 0;

  // Returns when the answers to that group may go out, as far as the anchor is concerned.
  // UNAVAILABLE: the anchor can't be written; nothing may be answered any more.
  virtual absl::Status Finish() = 0;
};

// As `options.anchor_mode` says. `anchor` outlives it.
std::unique_ptr<AnchorWriter> NewAnchorWriter(HeadAnchor& anchor, const Options& options);

}  // namespace debut::eventstore_rocksdb
