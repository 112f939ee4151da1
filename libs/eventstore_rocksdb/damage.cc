#include "eventstore_rocksdb/damage.h"

#include <fmt/format.h>

namespace debut::eventstore_rocksdb {

absl::Status Damage(std::string_view what) {
  return absl::DataLossError(
      fmt::format("{}. The log isn't served as it is. Keep the directory as evidence, and restore "
                  "the newest backup or rebuild the database from the archive elsewhere",
                  what));
}

}  // namespace debut::eventstore_rocksdb
