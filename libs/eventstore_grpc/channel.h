#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>

namespace debut::eventstore_grpc {

// A channel to the event log that is quick to come back after a restart of the server: gRPC's own
// waiting between attempts grows to two minutes otherwise. `target`: "127.0.0.1:7400",
// "dns:///log".
std::shared_ptr<grpc::Channel> ConnectEventLog(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials);

}  // namespace debut::eventstore_grpc
