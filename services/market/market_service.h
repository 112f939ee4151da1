#pragma once

#include "debut/market/v1/market_service.grpc.pb.h"
#include "runtime/program.h"

namespace debut::market {

// The RPCs of debut.market.v1.MarketService over a log. Thread-safe.
class MarketService final : public v1::MarketService::Service {
 public:
  explicit MarketService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status SignContract(grpc::ServerContext* context, const v1::SignContractRequest* request,
                            v1::SignContractResponse* response) override;
  grpc::Status AmendContract(grpc::ServerContext* context, const v1::AmendContractRequest* request,
                             v1::AmendContractResponse* response) override;
  grpc::Status TerminateContract(grpc::ServerContext* context,
                                 const v1::TerminateContractRequest* request,
                                 v1::TerminateContractResponse* response) override;
  grpc::Status RecordContractPayment(grpc::ServerContext* context,
                                     const v1::RecordContractPaymentRequest* request,
                                     v1::RecordContractPaymentResponse* response) override;
  grpc::Status RecordEndUserAcceptance(grpc::ServerContext* context,
                                       const v1::RecordEndUserAcceptanceRequest* request,
                                       v1::RecordEndUserAcceptanceResponse* response) override;
  grpc::Status OpenFirstEntryCase(grpc::ServerContext* context,
                                  const v1::OpenFirstEntryCaseRequest* request,
                                  v1::OpenFirstEntryCaseResponse* response) override;
  grpc::Status JoinFirstEntryCase(grpc::ServerContext* context,
                                  const v1::JoinFirstEntryCaseRequest* request,
                                  v1::JoinFirstEntryCaseResponse* response) override;
  grpc::Status GetContract(grpc::ServerContext* context, const v1::GetContractRequest* request,
                           v1::GetContractResponse* response) override;
  grpc::Status GetFirstEntryCase(grpc::ServerContext* context,
                                 const v1::GetFirstEntryCaseRequest* request,
                                 v1::GetFirstEntryCaseResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

absl::StatusOr<runtime::HostedService> MakeMarketService(const runtime::ServiceContext& context);

}  // namespace debut::market
