#include "services/eventlog/raw_message.h"

#include <fmt/format.h>

#include <utility>

#include "runtime/rpc_status.h"

namespace debut::eventlog {
namespace {

constexpr std::uint32_t kVarint = 0;
constexpr std::uint32_t kLengthDelimited = 2;

void AppendVarint(std::uint64_t value, std::string& to) {
  for (; value >= 0x80; value >>= 7) to.push_back(static_cast<char>(value | 0x80));
  to.push_back(static_cast<char>(value));
}

// A slice that owns `bytes`: grpc::Slice(std::string) would copy a megabyte.
grpc::Slice SliceOf(std::string bytes) {
  auto* const owned = new std::string(std::move(bytes));
  return grpc::Slice(
      owned->data(), owned->size(), [](void* held) { delete static_cast<std::string*>(held); },
      owned);
}

}  // namespace

void RawMessage::AddBytes(std::uint32_t number, std::string_view bytes) {
  AppendVarint(number << 3 | kLengthDelimited, bytes_);
  AppendVarint(bytes.size(), bytes_);
  bytes_.append(bytes);
}

void RawMessage::AddNumber(std::uint32_t number, std::uint64_t value) {
  if (value == 0) return;
  AppendVarint(number << 3 | kVarint, bytes_);
  AppendVarint(value, bytes_);
}

grpc::ByteBuffer RawMessage::Take() && {
  const grpc::Slice slice = SliceOf(std::move(bytes_));
  return grpc::ByteBuffer(&slice, 1);
}

grpc::ByteBuffer RawMessage::TakeAsField(std::uint32_t number) && {
  std::string header;
  AppendVarint(number << 3 | kLengthDelimited, header);
  AppendVarint(bytes_.size(), header);
  const grpc::Slice slices[] = {grpc::Slice(header), SliceOf(std::move(bytes_))};
  return grpc::ByteBuffer(slices, 2);
}

grpc::ByteBuffer Serialise(const google::protobuf::MessageLite& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite& message) {
  grpc::Slice slice;
  const bool parsed = bytes.DumpToSingleSlice(&slice).ok() &&
                      message.ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
  if (parsed) return absl::OkStatus();
  return runtime::ReasonError(
      absl::StatusCode::kInvalidArgument, runtime::kRpcDomain, "FIELDS_INVALID",
      fmt::format("the request is not a {} with UTF-8 text", message.GetTypeName()));
}

}  // namespace debut::eventlog
