#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/security/credentials.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace debut::cli {

// Where the services are: "127.0.0.1:7420" for all of them (debutd), "grants=127.0.0.1:7425" for
// one context; what is named wins. INVALID_ARGUMENT: a context is named twice.
absl::StatusOr<std::map<std::string, std::string>> ReadServers(
    const std::vector<std::string>& servers);

// Connections to the Debut services. Thread-safe.
class Client {
 public:
  // `servers`: as ReadServers() gives them. `principal`: who acts; may be empty for questions.
  // `credentials`: null for plain text. `trace_parent`: W3C trace context of every call, or empty.
  Client(const std::map<std::string, std::string>& servers, std::string principal,
         absl::Duration timeout,
         const std::shared_ptr<grpc::ChannelCredentials>& credentials = nullptr,
         std::string trace_parent = "");

  // Calls "debut.grants.v1.GrantsService/ProposeAward" and waits. The status carries the details of
  // debut/rpc/v1/errors.proto.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response) const {
    return CallAs(principal_, method, request, response);
  }
  absl::Status CallAs(const std::string& principal, const std::string& method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message& response) const;

  // To the service of a method or a package: "debut.grants.v1…". Null: no server is known for it.
  std::shared_ptr<grpc::Channel> ChannelOf(const std::string& method) const;
  const std::string& principal() const { return principal_; }

 private:
  std::string principal_;
  absl::Duration timeout_;
  std::string trace_parent_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // By context; "" for the rest.
};

}  // namespace debut::cli
