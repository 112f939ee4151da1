#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/status/status.h"

namespace debut::cli {

// In the JSON of a request, an integer field named *_fen may be given as people write amounts, with
// its unit: "6,666,666.67元", "200万元". Such text is replaced by the exact count of fen; a number,
// or text without 元, 万 or 亿, is fen already. INVALID_ARGUMENT names the field:
// "lines[0].amount_fen".
absl::Status ReadAmounts(const google::protobuf::Descriptor& type, nlohmann::json& object);

// Parses `text` into `request`: JSON of proto3 with amounts as above. INVALID_ARGUMENT says what
// isn't JSON, or which field does not exist or has a value of the wrong kind.
absl::Status ParseRequest(const std::string& text, google::protobuf::Message& request);
absl::Status ParseRequest(nlohmann::json object, google::protobuf::Message& request);

}  // namespace debut::cli
