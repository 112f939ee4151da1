#pragma once

#include "debut/policy/v1/policy_service.grpc.pb.h"
#include "runtime/program.h"

namespace debut::policy {

// The RPCs of debut.policy.v1.PolicyService over a log. Thread-safe.
class PolicyService final : public v1::PolicyService::Service {
 public:
  explicit PolicyService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status AdoptPolicy(grpc::ServerContext* context, const v1::AdoptPolicyRequest* request,
                           v1::AdoptPolicyResponse* response) override;
  grpc::Status GetPolicy(grpc::ServerContext* context, const v1::GetPolicyRequest* request,
                         v1::GetPolicyResponse* response) override;
  grpc::Status ListPolicies(grpc::ServerContext* context, const v1::ListPoliciesRequest* request,
                            v1::ListPoliciesResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

absl::StatusOr<runtime::HostedService> MakePolicyService(const runtime::ServiceContext& context);

}  // namespace debut::policy
