#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::cli {

// Every method of the contract that this program was built with, in order of name. By reflection,
// so that a new RPC needs no line here, and server reflection may be off.
const std::vector<const google::protobuf::MethodDescriptor*>& AllMethods();

// Finds a method by its full name "debut.grants.v1.GrantsService/ProposeAward", by
// "grants.v1.GrantsService/ProposeAward", or by context and name: "grants.ProposeAward".
// INVALID_ARGUMENT names what comes close.
absl::StatusOr<const google::protobuf::MethodDescriptor*> FindMethod(std::string_view name);

// "debut.grants.v1.GrantsService/ProposeAward"
std::string PathOf(const google::protobuf::MethodDescriptor& method);

// The role that the method's proto demands.
std::string RoleOf(const google::protobuf::MethodDescriptor& method);

// An empty message of a type of the contract.
std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type);

// A command that says no request id gets one, shown on standard error: to repeat the command safely
// after a time-out, send the same id.
void EnsureRequestId(google::protobuf::Message& request);

// The method's request as JSON with every field, to fill in.
std::string RequestTemplate(const google::protobuf::MethodDescriptor& method);

}  // namespace debut::cli
