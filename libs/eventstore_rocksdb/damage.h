#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace debut::eventstore_rocksdb {

// DATA_LOSS: says what is damaged, and what the operator is to do.
absl::Status Damage(std::string_view what);

}  // namespace debut::eventstore_rocksdb
