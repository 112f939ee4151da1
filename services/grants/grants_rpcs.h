#pragma once

#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "runtime/program.h"

namespace debut::grants {

// The RPCs of debut.grants.v1.GrantsService over a log: each validates every field at once,
// prepares the command, lets it decide, and answers from what was recorded, so that a repeated
// request gets the first answer. Thread-safe.
class GrantsService final : public v1::GrantsService::Service {
 public:
  explicit GrantsService(const runtime::ServiceContext& context) : context_(context) {}

  // round_rpcs.cc
  grpc::Status AllotBudget(grpc::ServerContext* context, const v1::AllotBudgetRequest* request,
                           v1::AllotBudgetResponse* response) override;
  grpc::Status OpenRound(grpc::ServerContext* context, const v1::OpenRoundRequest* request,
                         v1::OpenRoundResponse* response) override;
  grpc::Status GetRound(grpc::ServerContext* context, const v1::GetRoundRequest* request,
                        v1::GetRoundResponse* response) override;

  // claim_rpcs.cc
  grpc::Status SubmitClaim(grpc::ServerContext* context, const v1::SubmitClaimRequest* request,
                           v1::SubmitClaimResponse* response) override;
  grpc::Status AcceptClaim(grpc::ServerContext* context, const v1::AcceptClaimRequest* request,
                           v1::AcceptClaimResponse* response) override;
  grpc::Status RefuseClaim(grpc::ServerContext* context, const v1::RefuseClaimRequest* request,
                           v1::RefuseClaimResponse* response) override;
  grpc::Status WithdrawClaim(grpc::ServerContext* context, const v1::WithdrawClaimRequest* request,
                             v1::WithdrawClaimResponse* response) override;
  grpc::Status GetClaim(grpc::ServerContext* context, const v1::GetClaimRequest* request,
                        v1::GetClaimResponse* response) override;

  // award_rpcs.cc
  grpc::Status ComputeAward(grpc::ServerContext* context, const v1::ComputeAwardRequest* request,
                            v1::ComputeAwardResponse* response) override;
  grpc::Status ProposeAward(grpc::ServerContext* context, const v1::ProposeAwardRequest* request,
                            v1::ProposeAwardResponse* response) override;
  grpc::Status OpenNotice(grpc::ServerContext* context, const v1::OpenNoticeRequest* request,
                          v1::OpenNoticeResponse* response) override;
  grpc::Status CloseNotice(grpc::ServerContext* context, const v1::CloseNoticeRequest* request,
                           v1::CloseNoticeResponse* response) override;

  // payment_rpcs.cc
  grpc::Status GrantSubsidy(grpc::ServerContext* context, const v1::GrantSubsidyRequest* request,
                            v1::GrantSubsidyResponse* response) override;
  grpc::Status OrderPayment(grpc::ServerContext* context, const v1::OrderPaymentRequest* request,
                            v1::OrderPaymentResponse* response) override;
  grpc::Status SettlePayment(grpc::ServerContext* context, const v1::SettlePaymentRequest* request,
                             v1::SettlePaymentResponse* response) override;
  grpc::Status ReturnPayment(grpc::ServerContext* context, const v1::ReturnPaymentRequest* request,
                             v1::ReturnPaymentResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

}  // namespace debut::grants
