#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace debut::cli {

// A field of a request as an option of the command line.
struct RequestOption {
  std::string name;  // "seller-id"; "first-market-entry.product-id" inside of a message.
  // From the request to the field.
  std::vector<const google::protobuf::FieldDescriptor*> path;
  // Of a rate, which is typed as "30%" or "3/10" and takes two fields.
  const google::protobuf::FieldDescriptor* denominator = nullptr;
  std::string type_name;  // "AMOUNT"
  std::string comment;    // What the contract says about it.
  bool is_repeated = false;

  // Sets the field, or adds each value to it. INVALID_ARGUMENT names the option.
  absl::Status Apply(const std::vector<std::string>& values,
                     google::protobuf::Message& request) const;
};

// Every field of a request, in the order of the contract; messages that are not repeated are opened
// up. New fields of a proto are options at once.
std::vector<RequestOption> OptionsOf(const google::protobuf::Descriptor& request);

}  // namespace debut::cli
