#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>

namespace debut::runtime {

// What the proto of a method demands of every call.
struct MethodContract {
  std::string name = {};  // "debut.grants.v1.GrantsService/ProposeAward"
  std::string role = {};  // (debut.options.v1.role); empty: refused to everybody.
  bool streams = false;   // Its answer is a stream.
  // The field `string request_id`, which a request has if and only if the method changes something.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
};

// The contract of the one method that takes this request. Each method has a request message of its
// own (buf STANDARD), so the type of the request names the method; anything else aborts.
const MethodContract& FindMethodContract(const google::protobuf::Descriptor& request);

// The same, looked up once.
template <typename Request>
const MethodContract& ContractOf() {
  static const MethodContract& contract = FindMethodContract(*Request::descriptor());
  return contract;
}

// What `request` is, to tell a repeated request from a request id used twice: SHA-256 over the
// request's type, a zero byte, the principal, a zero byte and the request's deterministic
// serialisation. 32 bytes.
std::string DigestOf(const google::protobuf::Message& request, const std::string& principal);

}  // namespace debut::runtime
