#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace debut::cli {

// A message for people: a line for each field that is set, nested ones indented; amounts in yuan,
// enums by their short name. Without the last line feed.
std::string ToText(const google::protobuf::Message& message);

}  // namespace debut::cli
