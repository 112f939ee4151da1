#include "services/debut/client.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/credentials.h>

#include <future>
#include <utility>

#include "eventstore_grpc/status_mapping.h"
#include "runtime/limits.h"
#include "runtime/principal.h"

namespace debut::cli {
namespace {

using google::protobuf::MessageLite;

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ReadServers(
    const std::vector<std::string>& servers) {
  std::map<std::string, std::string> addresses;
  for (const std::string& server : servers) {
    const auto equals = server.find('=');
    const bool named = equals != std::string::npos;
    const std::string context = named ? server.substr(0, equals) : "";
    if (!addresses.emplace(context, named ? server.substr(equals + 1) : server).second) {
      return absl::InvalidArgumentError(fmt::format(
          "--server: {} has two addresses", named ? context : "the server without a context"));
    }
  }
  return addresses;
}

Client::Client(const std::map<std::string, std::string>& servers, std::string principal,
               absl::Duration timeout, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
               std::string trace_parent)
    : principal_(std::move(principal)), timeout_(timeout), trace_parent_(std::move(trace_parent)) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(runtime::kSendMessageBytesMax);
  for (const auto& [context, address] : servers) {
    channels_[context] = grpc::CreateCustomChannel(
        address, credentials != nullptr ? credentials : grpc::InsecureChannelCredentials(),
        arguments);
  }
}

std::shared_ptr<grpc::Channel> Client::ChannelOf(const std::string& method) const {
  const std::string_view rest = std::string_view(method).substr(sizeof("debut.") - 1);
  const std::string context(rest.substr(0, rest.find('.')));
  auto channel = channels_.find(context);
  // The keys are where the log is.
  if (channel == channels_.end() && context == "privacy") channel = channels_.find("eventlog");
  if (channel == channels_.end()) channel = channels_.find("");
  return channel == channels_.end() ? nullptr : channel->second;
}

absl::Status Client::CallAs(const std::string& principal, const std::string& method,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) const {
  const auto channel = ChannelOf(method);
  if (channel == nullptr) {
    return absl::InvalidArgumentError(fmt::format("--server: no address is given for {}", method));
  }
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
  if (!principal.empty()) runtime::SetPrincipal(context, principal);
  if (!trace_parent_.empty()) context.AddMetadata("traceparent", trace_parent_);

  grpc::TemplatedGenericStub<MessageLite, MessageLite> stub(channel);
  std::promise<grpc::Status> answered;
  stub.UnaryCall(&context, "/" + method, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status status) { answered.set_value(std::move(status)); });
  return eventstore_grpc::AnswerOf(answered.get_future().get());
}

}  // namespace debut::cli
