#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace debut::cli {

// A legal date as people type it: "2021-03-01", "2021/3/1", "2021年3月1日", in full-width digits
// too, or "today" in Shanghai. INVALID_ARGUMENT for anything else.
absl::StatusOr<std::string> ReadTypedDate(const std::string& text);

// Sets a field, or adds to a repeated one, by what its name and type say it is:
//   *_fen            an amount, exactly: "3,333,333.33元", "200万元"; without a unit in yuan
//   *_date           a date, see ReadTypedDate()
//   an enum          its short name, in either case
//   a bool           yes, no, true, false
//   a message        "product-id=P-1; amount=200万元", or JSON
//   text             as it is; "@FILE" is the content of a file
// INVALID_ARGUMENT says what is wrong with the text.
absl::Status SetFromText(google::protobuf::Message& message,
                         const google::protobuf::FieldDescriptor& field, const std::string& text);

// How a field is named on a command line: "buyer_is_trader" is "buyer-is-trader", "amount_fen" is
// "amount".
std::string OptionNameOf(const google::protobuf::FieldDescriptor& field);

// What is typed for it: "AMOUNT", "DATE", "INTERNATIONAL|DOMESTIC".
std::string TypeNameOf(const google::protobuf::FieldDescriptor& field);

}  // namespace debut::cli
