#pragma once

#include "runtime/program.h"

namespace debut::runtime {

// Opens the log in this process, in <data_dir>/log: for the programs that are the log's home.
absl::StatusOr<OpenedLog> OpenEmbeddedLog(const LogRequest& request);

}  // namespace debut::runtime
