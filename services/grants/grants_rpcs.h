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

  // budget_rpcs.cc
  grpc::Status AllotBudget(grpc::ServerContext* context, const v1::AllotBudgetRequest* request,
                           v1::AllotBudgetResponse* response) override;
  grpc::Status TransferBudget(grpc::ServerContext* context,
                              const v1::TransferBudgetRequest* request,
                              v1::TransferBudgetResponse* response) override;
  grpc::Status LapseBudget(grpc::ServerContext* context, const v1::LapseBudgetRequest* request,
                           v1::LapseBudgetResponse* response) override;

  // round_rpcs.cc
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

  // reduction_rpcs.cc
  grpc::Status SimulateReduction(grpc::ServerContext* context,
                                 const v1::SimulateReductionRequest* request,
                                 v1::SimulateReductionResponse* response) override;
  grpc::Status DecideReduction(grpc::ServerContext* context,
                               const v1::DecideReductionRequest* request,
                               v1::DecideReductionResponse* response) override;

  // batch_rpcs.cc
  grpc::Status OrderPaymentBatch(grpc::ServerContext* context,
                                 const v1::OrderPaymentBatchRequest* request,
                                 v1::OrderPaymentBatchResponse* response) override;
  grpc::Status ClosePaymentBatch(grpc::ServerContext* context,
                                 const v1::ClosePaymentBatchRequest* request,
                                 v1::ClosePaymentBatchResponse* response) override;
  grpc::Status GetPaymentBatch(grpc::ServerContext* context,
                               const v1::GetPaymentBatchRequest* request,
                               v1::GetPaymentBatchResponse* response) override;
  grpc::Status RecordStatement(grpc::ServerContext* context,
                               const v1::RecordStatementRequest* request,
                               v1::RecordStatementResponse* response) override;

  // clawback_queries.cc
  grpc::Status ListClawbackCandidates(grpc::ServerContext* context,
                                      const v1::ListClawbackCandidatesRequest* request,
                                      v1::ListClawbackCandidatesResponse* response) override;

  // clawback_rpcs.cc
  grpc::Status AdjustAward(grpc::ServerContext* context, const v1::AdjustAwardRequest* request,
                           v1::AdjustAwardResponse* response) override;
  grpc::Status ProposeClawback(grpc::ServerContext* context,
                               const v1::ProposeClawbackRequest* request,
                               v1::ProposeClawbackResponse* response) override;
  grpc::Status ApproveClawback(grpc::ServerContext* context,
                               const v1::ApproveClawbackRequest* request,
                               v1::ApproveClawbackResponse* response) override;
  grpc::Status DismissClawback(grpc::ServerContext* context,
                               const v1::DismissClawbackRequest* request,
                               v1::DismissClawbackResponse* response) override;
  grpc::Status RecordRecovery(grpc::ServerContext* context,
                              const v1::RecordRecoveryRequest* request,
                              v1::RecordRecoveryResponse* response) override;
  grpc::Status WriteOffClawback(grpc::ServerContext* context,
                                const v1::WriteOffClawbackRequest* request,
                                v1::WriteOffClawbackResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

}  // namespace debut::grants
