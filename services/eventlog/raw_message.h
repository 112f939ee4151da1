#pragma once

#include <google/protobuf/message_lite.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace debut::eventlog {

// A message in protobuf's wire format, put together from stored entries without decoding them: what
// the other side parses as ReadResponse or SubscribeResponse. Not thread-safe.
class RawMessage {
 public:
  // A length-delimited field. `number` below 16.
  void AddBytes(std::uint32_t number, std::string_view bytes);
  // A varint field; zero, the default, is left out.
  void AddNumber(std::uint32_t number, std::uint64_t value);

  std::size_t size() const { return bytes_.size(); }

  // The message itself.
  grpc::ByteBuffer Take() &&;
  // A message of one field that holds this one.
  grpc::ByteBuffer TakeAsField(std::uint32_t number) &&;

 private:
  std::string bytes_;
};

grpc::ByteBuffer Serialise(const google::protobuf::MessageLite& message);

// INVALID_ARGUMENT, FIELDS_INVALID: not such a message, or text that isn't UTF-8.
absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message);

}  // namespace debut::eventlog
