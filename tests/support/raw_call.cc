#include "tests/support/raw_call.h"

#include <google/protobuf/empty.pb.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/sync_stream.h>

#include <chrono>

#include "absl/status/status.h"
#include "base/status_macros.h"

namespace debut::test {
namespace {

constexpr auto kTimeout = std::chrono::seconds(30);

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  buffer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(slice.begin(), slice.end());
  return bytes;
}

// A field of the wire format: Debian ships neither the health nor the reflection proto.
std::string TextField(int number, const std::string& text) {
  google::protobuf::UnknownFieldSet fields;
  if (!text.empty()) fields.AddLengthDelimited(number, text);
  std::string bytes;
  fields.SerializeToString(&bytes);
  return bytes;
}

std::vector<std::string> TextFieldsOf(const std::string& bytes, int number) {
  google::protobuf::UnknownFieldSet fields;
  std::vector<std::string> texts;
  if (!fields.ParseFromString(bytes)) return texts;
  for (int i = 0; i < fields.field_count(); ++i) {
    const auto& field = fields.field(i);
    const bool text = field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED;
    if (text && field.number() == number) texts.push_back(field.length_delimited());
  }
  return texts;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CallRaw(const std::string& address,
                                                 const std::string& method,
                                                 const std::string& request,
                                                 const std::string& principal) {
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const std::string path = "/" + method;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimeout);
  if (!principal.empty()) context.AddMetadata("x-debut-principal", principal);
  // On the wire every kind of method is a stream, so the widest kind calls them all.
  using Factory = grpc::internal::ClientReaderWriterFactory<grpc::ByteBuffer, grpc::ByteBuffer>;
  const std::unique_ptr<grpc::ClientReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer>> stream(
      Factory::Create(
          channel.get(),
          grpc::internal::RpcMethod(path.c_str(), grpc::internal::RpcMethod::BIDI_STREAMING),
          &context));
  const grpc::Slice slice(request);
  stream->Write(grpc::ByteBuffer(&slice, 1));
  stream->WritesDone();
  std::vector<std::string> answers;
  grpc::ByteBuffer answer;
  while (stream->Read(&answer)) answers.push_back(BytesOf(answer));
  const grpc::Status status = stream->Finish();
  if (status.ok()) return answers;
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

std::string HealthOf(const std::string& address, const std::string& service) {
  const auto answers = CallRaw(address, "grpc.health.v1.Health/Check", TextField(1, service));
  if (!answers.ok()) return absl::StatusCodeToString(answers.status().code());
  if (answers->front() == "\x08\x01") return "SERVING";
  return answers->front() == "\x08\x02" ? "NOT_SERVING" : "UNKNOWN_RESPONSE";
}

absl::StatusOr<std::vector<std::string>> ServicesOf(const std::string& address) {
  constexpr int kListServices = 7;
  constexpr int kListServicesResponse = 6;
  ASSIGN_OR_RETURN(const auto answers,
                   CallRaw(address, "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                           TextField(kListServices, "*")));
  std::vector<std::string> names;
  for (const std::string& list : TextFieldsOf(answers.front(), kListServicesResponse)) {
    for (const std::string& service : TextFieldsOf(list, 1)) {
      for (std::string& name : TextFieldsOf(service, 1)) names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace debut::test
