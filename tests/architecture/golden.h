#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::architecture {

// How one fact looks in the log, kept under tests/golden/<full name>.golden: text proto of an
// example that sets every field, then "--- tags" and the tags, one a line, then "--- bytes" and the
// payload in hexadecimal. The bytes must never change once the log is in use.
struct Golden {
  std::string text;
  std::uint32_t schema = 0;
  std::vector<std::string> tags;
  std::string payload;
};

std::string GoldenPath(const google::protobuf::Descriptor& fact);

std::string WriteGolden(const google::protobuf::Descriptor& fact, const Golden& golden);

// INVALID_ARGUMENT unless written like WriteGolden does it.
absl::StatusOr<Golden> ReadGolden(std::string_view file);

// A fact with a value in every field, the same each time.
std::unique_ptr<google::protobuf::Message> ExampleOf(const google::protobuf::Descriptor& fact);

// The example and what decision::EncodeFact makes of it.
Golden Encode(const google::protobuf::Message& fact);

// What differs between the stored example and what this program makes of it; empty if nothing.
std::string GoldenBreach(const google::protobuf::Descriptor& fact, const Golden& stored);

}  // namespace debut::architecture
