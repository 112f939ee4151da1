#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"

namespace debut::cli {

// The exit code for the outcome of a call, see exit_codes.h.
int ExitCodeOf(const absl::Status& status);

// Prints a refusal on standard error: code, reason, explanation, and a line for every offending
// field; with `json` as one object.
void PrintError(const absl::Status& status, bool json);

// The message as one line of JSON with the proto's field names, default values included.
std::string ToJson(const google::protobuf::Message& message);
// The same over several lines.
std::string ToPrettyJson(const google::protobuf::Message& message);

// An enum value for people: "LEVEL_INTERNATIONAL" of Level is "INTERNATIONAL".
std::string ShortName(const google::protobuf::EnumDescriptor& type, int number);
template <typename E>
std::string ShortName(E value) {
  return ShortName(*google::protobuf::GetEnumDescriptor<E>(), static_cast<int>(value));
}

// The enum's number for "INTERNATIONAL", "international" or "LEVEL_INTERNATIONAL".
// INVALID_ARGUMENT lists what there is.
absl::Status ParseEnum(const google::protobuf::EnumDescriptor& type, const std::string& text,
                       int& number);

}  // namespace debut::cli
