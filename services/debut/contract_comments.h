#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

namespace debut::cli {

// What the contract says about a field, or about a method, in its comments: one line, empty if
// nothing. The comments are embedded into the program; generated code has none.
std::string CommentOf(const google::protobuf::FieldDescriptor& field);
std::string CommentOf(const google::protobuf::MethodDescriptor& method);

}  // namespace debut::cli
