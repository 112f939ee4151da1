#include "tests/support/health.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <vector>

#include "absl/status/status.h"

namespace debut::test {
namespace {

constexpr auto kTimeout = std::chrono::seconds(10);

}  // namespace

std::string HealthOf(const std::string& address, const std::string& service) {
  // HealthCheckRequest{1: service} and HealthCheckResponse{1: status} by hand: Debian ships no
  // proto.
  std::string request;
  if (!service.empty()) request = std::string("\x0A") + static_cast<char>(service.size()) + service;
  const grpc::Slice slice(request);
  const grpc::ByteBuffer request_bytes(&slice, 1);
  grpc::ByteBuffer response_bytes;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimeout);
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const grpc::internal::RpcMethod check("/grpc.health.v1.Health/Check",
                                        grpc::internal::RpcMethod::NORMAL_RPC);
  const grpc::Status status = grpc::internal::BlockingUnaryCall(channel.get(), check, &context,
                                                                request_bytes, &response_bytes);
  if (!status.ok()) {
    return absl::StatusCodeToString(static_cast<absl::StatusCode>(status.error_code()));
  }
  std::vector<grpc::Slice> slices;
  response_bytes.Dump(&slices);
  std::string response;
  for (const grpc::Slice& part : slices) response.append(part.begin(), part.end());
  if (response == "\x08\x01") return "SERVING";
  return response == "\x08\x02" ? "NOT_SERVING" : "UNKNOWN_RESPONSE";
}

}  // namespace debut::test
