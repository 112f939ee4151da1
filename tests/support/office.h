#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "debut/certification/v1/certification_service.grpc.pb.h"
#include "debut/exchange/v1/exchange_service.grpc.pb.h"
#include "debut/financing/v1/financing_service.grpc.pb.h"
#include "debut/grants/v1/claim_review_service.grpc.pb.h"
#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "debut/insurance/v1/insurance_service.grpc.pb.h"
#include "debut/market/v1/market_service.grpc.pb.h"
#include "debut/policy/v1/policy_service.grpc.pb.h"
#include "debut/promotion/v1/promotion_service.grpc.pb.h"
#include "debut/readmodels/v1/readmodels_service.grpc.pb.h"
#include "debut/registry/v1/registry_service.grpc.pb.h"
#include "debut/standards/v1/standards_service.grpc.pb.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "tests/support/arrangement.h"

namespace debut::test {

// The people and services that call Debut, over real gRPC. Thread-safe.
class Office {
 public:
  explicit Office(const Arrangement& arrangement)
      : registry(Connect<registry::v1::RegistryService>(arrangement, "registry")),
        certification(
            Connect<certification::v1::CertificationService>(arrangement, "certification")),
        standards(Connect<standards::v1::StandardsService>(arrangement, "standards")),
        market(Connect<market::v1::MarketService>(arrangement, "market")),
        exchange(Connect<exchange::v1::ExchangeService>(arrangement, "exchange")),
        insurance(Connect<insurance::v1::InsuranceService>(arrangement, "insurance")),
        financing(Connect<financing::v1::FinancingService>(arrangement, "financing")),
        promotion(Connect<promotion::v1::PromotionService>(arrangement, "promotion")),
        policy(Connect<policy::v1::PolicyService>(arrangement, "policy")),
        grants(Connect<grants::v1::GrantsService>(arrangement, "grants")),
        claim_review(Connect<grants::v1::ClaimReviewService>(arrangement, "grants")),
        readmodels(Connect<readmodels::v1::ReadModelsService>(arrangement, "readmodels")) {}

  // One RPC as `principal`: Call(*office.grants, &Stub::ProposeAward, "赵磊", request). A request
  // without a request id gets a new one.
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> Call(Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&, Response*),
                                       const std::string& principal, Request request) {
    if constexpr (requires { request.set_request_id(""); }) {
      if (request.request_id().empty()) request.set_request_id(NewRequestId());
    }
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    if (!principal.empty()) runtime::SetPrincipal(context, principal);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return runtime::FromGrpcStatus(status);
    return response;
  }

  // The same of a command while a process is killed and started again: the same request is sent
  // until there is an answer, so that it is carried out once.
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> CallUntilAnswered(
      Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
      const std::string& principal, Request request) {
    request.set_request_id(NewRequestId());
    while (true) {
      absl::StatusOr<Response> answer = Call(stub, method, principal, request);
      const absl::Status& status = answer.status();
      if (!absl::IsUnavailable(status) && !absl::IsDeadlineExceeded(status)) return answer;
    }
  }

  static std::string NewRequestId() {
    static std::atomic<std::uint64_t> next = 0;
    return "test-" + std::to_string(++next);
  }

  std::unique_ptr<registry::v1::RegistryService::Stub> registry;
  std::unique_ptr<certification::v1::CertificationService::Stub> certification;
  std::unique_ptr<standards::v1::StandardsService::Stub> standards;
  std::unique_ptr<market::v1::MarketService::Stub> market;
  std::unique_ptr<exchange::v1::ExchangeService::Stub> exchange;
  std::unique_ptr<insurance::v1::InsuranceService::Stub> insurance;
  std::unique_ptr<financing::v1::FinancingService::Stub> financing;
  std::unique_ptr<promotion::v1::PromotionService::Stub> promotion;
  std::unique_ptr<policy::v1::PolicyService::Stub> policy;
  std::unique_ptr<grants::v1::GrantsService::Stub> grants;
  std::unique_ptr<grants::v1::ClaimReviewService::Stub> claim_review;
  std::unique_ptr<readmodels::v1::ReadModelsService::Stub> readmodels;

 private:
  template <typename Service>
  static std::unique_ptr<typename Service::Stub> Connect(const Arrangement& arrangement,
                                                         const std::string& context) {
    return Service::NewStub(
        grpc::CreateChannel(arrangement.AddressOf(context), grpc::InsecureChannelCredentials()));
  }
};

}  // namespace debut::test
