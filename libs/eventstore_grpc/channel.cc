#include "eventstore_grpc/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/support/channel_arguments.h>

namespace debut::eventstore_grpc {
namespace {

// Between two attempts that were refused at once.
constexpr int kReconnectFirstMs = 50;
constexpr int kReconnectMaxMs = 2'000;
// Of one attempt, handshake of TLS included. Were it no longer than the pauses, a busy machine on
// which many processes start together would give up every handshake and begin it anew, for ever.
constexpr int kConnectMs = 10'000;
constexpr int kResponseBytesMax = 8 << 20;

}  // namespace

std::shared_ptr<grpc::Channel> ConnectEventLog(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectFirstMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMaxMs);
  arguments.SetMaxReceiveMessageSize(kResponseBytesMax);
  return grpc::CreateCustomChannel(target, credentials, arguments);
}

}  // namespace debut::eventstore_grpc
