#include "services/debut/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/credentials.h>

#include <future>
#include <utility>

#include "runtime/limits.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"

namespace debut::cli {
namespace {

using google::protobuf::MessageLite;

}  // namespace

Client::Client(const std::string& server, std::string principal, absl::Duration timeout)
    : principal_(std::move(principal)), timeout_(timeout) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(runtime::kSendMessageBytesMax);
  channel_ = grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

absl::Status Client::CallAs(const std::string& principal, const std::string& method,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) const {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
  if (!principal.empty()) runtime::SetPrincipal(context, principal);

  grpc::TemplatedGenericStub<MessageLite, MessageLite> stub(channel_);
  std::promise<grpc::Status> answered;
  stub.UnaryCall(&context, "/" + method, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status status) { answered.set_value(std::move(status)); });
  return runtime::FromGrpcStatus(answered.get_future().get());
}

}  // namespace debut::cli
