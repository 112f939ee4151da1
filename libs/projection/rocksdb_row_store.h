#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "projection/row_store.h"

namespace rocksdb {
class FileSystem;
}

namespace debut::projection {

// Opens, or makes, the row store in `directory`, in RocksDB. One process at a time.
//
// Writes are not synced: rows are derived from the log. After a crash of the process nothing is
// missing; after a crash of the machine the latest batches may be, each as a whole, so a model
// still agrees with its checkpoint and goes on from there.
//
// After a failed write the files are opened anew by Recover() or the next write, once no snapshot
// is held.
//
// UNAVAILABLE: another process has it open, or the file system refuses.
// DATA_LOSS: the files are damaged; remove the directory, and everything is derived again.
absl::StatusOr<std::unique_ptr<RowStore>> OpenRocksdbRowStore(
    const std::string& directory,
    const std::shared_ptr<rocksdb::FileSystem>& file_system = nullptr);  // Null: the machine's.

}  // namespace debut::projection
