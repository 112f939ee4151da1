#pragma once

#include <google/protobuf/stubs/logging.h>

namespace debut::fuzz {

// libprotobuf says on standard error what it can't parse: in a fuzz target, nearly everything.
inline google::protobuf::LogHandler* const kProtobufLogBefore =
    google::protobuf::SetLogHandler(nullptr);

}  // namespace debut::fuzz
