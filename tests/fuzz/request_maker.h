#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/fuzzed_bytes.h"

namespace debut::fuzz {

struct FuzzedCall {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string principal;
  std::unique_ptr<google::protobuf::Message> request;
};

// Requests as a fuzzer chooses them: of any method, and in each field one of the values that such a
// field has in the story of libs/domain/grants/testing/histories.h, or anything else. Thread-safe.
class RequestMaker {
 public:
  // `methods` that it may choose; not empty.
  explicit RequestMaker(std::vector<const google::protobuf::MethodDescriptor*> methods)
      : methods_(std::move(methods)) {}

  FuzzedCall Next(FuzzedBytes& choices) const;

 private:
  std::vector<const google::protobuf::MethodDescriptor*> methods_;
};

}  // namespace debut::fuzz
