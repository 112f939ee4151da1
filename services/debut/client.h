#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace debut::cli {

// A connection to a Debut server (debutd or a single service). Thread-safe.
class Client {
 public:
  // `server`: "127.0.0.1:7420". `principal`: who acts; may be empty for questions.
  Client(const std::string& server, std::string principal, absl::Duration timeout);

  // Calls "debut.grants.v1.GrantsService/ProposeAward" and waits. The status carries the details of
  // debut/rpc/v1/errors.proto.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response) const {
    return CallAs(principal_, method, request, response);
  }
  absl::Status CallAs(const std::string& principal, const std::string& method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message& response) const;

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const std::string& principal() const { return principal_; }

 private:
  std::string principal_;
  absl::Duration timeout_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace debut::cli
