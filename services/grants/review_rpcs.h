#pragma once

#include "debut/grants/v1/claim_review_service.grpc.pb.h"
#include "runtime/program.h"
#include "services/grants/preparation.h"

namespace debut::grants {

// The RPCs of debut.grants.v1.ClaimReviewService over a log, in the same way as GrantsService.
// Thread-safe.
class ClaimReviewService final : public v1::ClaimReviewService::Service {
 public:
  explicit ClaimReviewService(const runtime::ServiceContext& context) : context_(context) {}

  // correction_rpcs.cc
  grpc::Status RequestCorrection(grpc::ServerContext* context,
                                 const v1::RequestCorrectionRequest* request,
                                 v1::RequestCorrectionResponse* response) override;
  grpc::Status SubmitCorrection(grpc::ServerContext* context,
                                const v1::SubmitCorrectionRequest* request,
                                v1::SubmitCorrectionResponse* response) override;
  grpc::Status ExpireCorrection(grpc::ServerContext* context,
                                const v1::ExpireCorrectionRequest* request,
                                v1::ExpireCorrectionResponse* response) override;
  grpc::Status CheckDuplicates(grpc::ServerContext* context,
                               const v1::CheckDuplicatesRequest* request,
                               v1::CheckDuplicatesResponse* response) override;
  grpc::Status RecordSpecialAudit(grpc::ServerContext* context,
                                  const v1::RecordSpecialAuditRequest* request,
                                  v1::RecordSpecialAuditResponse* response) override;
  grpc::Status GiveExpertOpinion(grpc::ServerContext* context,
                                 const v1::GiveExpertOpinionRequest* request,
                                 v1::GiveExpertOpinionResponse* response) override;

  // meeting_rpcs.cc
  grpc::Status DecideByMeeting(grpc::ServerContext* context,
                               const v1::DecideByMeetingRequest* request,
                               v1::DecideByMeetingResponse* response) override;
  grpc::Status VoidNotice(grpc::ServerContext* context, const v1::VoidNoticeRequest* request,
                          v1::VoidNoticeResponse* response) override;
  grpc::Status SuspendClaim(grpc::ServerContext* context, const v1::SuspendClaimRequest* request,
                            v1::SuspendClaimResponse* response) override;
  grpc::Status ResumeClaim(grpc::ServerContext* context, const v1::ResumeClaimRequest* request,
                           v1::ResumeClaimResponse* response) override;
  grpc::Status FilePerformanceReport(grpc::ServerContext* context,
                                     const v1::FilePerformanceReportRequest* request,
                                     v1::FilePerformanceReportResponse* response) override;
  grpc::Status ArchiveClaim(grpc::ServerContext* context, const v1::ArchiveClaimRequest* request,
                            v1::ArchiveClaimResponse* response) override;

  // objection_rpcs.cc
  grpc::Status RaiseObjection(grpc::ServerContext* context,
                              const v1::RaiseObjectionRequest* request,
                              v1::RaiseObjectionResponse* response) override;
  grpc::Status UpholdObjection(grpc::ServerContext* context,
                               const v1::UpholdObjectionRequest* request,
                               v1::UpholdObjectionResponse* response) override;
  grpc::Status DismissObjection(grpc::ServerContext* context,
                                const v1::DismissObjectionRequest* request,
                                v1::DismissObjectionResponse* response) override;
  grpc::Status GetObjection(grpc::ServerContext* context, const v1::GetObjectionRequest* request,
                            v1::GetObjectionResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

}  // namespace debut::grants
