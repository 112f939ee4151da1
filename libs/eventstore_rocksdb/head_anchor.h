#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore_rocksdb/anchor_slot.h"
#include "eventstore_rocksdb/write_out.h"

namespace rocksdb {
class FileSystem;
class FSRandomRWFile;
}  // namespace rocksdb

namespace debut::eventstore_rocksdb {

// A file beside the database that says how far the log is: RocksDB notices neither a shortened nor
// a deleted write-ahead log. Two slots are written in turn, so that one is always whole. A slot
// holds its group's entries, and may therefore go to disk at the same time as the database: if a
// crash leaves the group in the slot only, it is redone from there. Not thread-safe.
class HeadAnchor {
 public:
  struct Slot {
    AnchorMark mark;
    std::vector<std::string> entries;  // Of the group, in order.
  };

  // Makes the anchor of an empty log; there is none or a whole one, whenever it crashes.
  // UNAVAILABLE: it can't be written.
  static absl::StatusOr<std::unique_ptr<HeadAnchor>> Create(rocksdb::FileSystem& file_system,
                                                            const std::string& path,
                                                            const std::string& log_id);

  // Null if there is no such file. DATA_LOSS: neither slot is whole. UNAVAILABLE: it can't be read.
  // FAILED_PRECONDITION: written by a newer version.
  static absl::StatusOr<std::unique_ptr<HeadAnchor>> Open(rocksdb::FileSystem& file_system,
                                                          const std::string& path);
  // The newest whole slot of an anchor that may only be read; nothing: there is no such file. Codes
  // as those of Open().
  static absl::StatusOr<std::optional<Slot>> Read(rocksdb::FileSystem& file_system,
                                                  const std::string& path);
  ~HeadAnchor();

  // The whole slot with the highest sequence, as of Create() or Open().
  const Slot& newest() const { return newest_; }
  const std::string& log_id() const { return newest_.mark.log_id; }

  // Overwrites the older slot, and has the kernel begin to write it to disk, where it is after
  // Sync(). UNAVAILABLE: it isn't known what is on disk now.
  absl::Status Begin(const AnchorMark& mark, std::span<const std::string_view> entries,
                     std::span<const transparency::Hash> leaves);
  // UNAVAILABLE: as above.
  absl::Status Sync();
  // Both.
  absl::Status Write(const AnchorMark& mark, std::span<const std::string_view> entries,
                     std::span<const transparency::Hash> leaves);

 private:
  HeadAnchor() = default;

  std::unique_ptr<rocksdb::FSRandomRWFile> file_;
  std::optional<WriteOut> write_out_;
  Slot newest_;
  std::size_t next_slot_ = 0;
};

}  // namespace debut::eventstore_rocksdb
