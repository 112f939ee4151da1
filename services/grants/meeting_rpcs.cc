#include <fmt/format.h>

#include <set>

#include "domain/grants/decide_by_meeting.h"
#include "domain/grants/performance.h"
#include "domain/grants/suspension.h"
#include "domain/grants/void_notice.h"
#include "services/grants/grants_service.h"
#include "services/grants/review_rpcs.h"

// The director's meeting, voided notices, suspension, report and archive.
namespace debut::grants {
namespace {

using runtime::ActDate;
using runtime::Caller;
using runtime::FieldErrors;

grants::DecideByMeeting ReadDecideByMeeting(const v1::DecideByMeetingRequest& asked,
                                            const Caller& caller, FieldErrors& errors,
                                            const base::Clock& clock) {
  grants::DecideByMeeting command{
      .meeting_id = errors.Id("meeting_id", asked.meeting_id()),
      .document = errors.Text("document", asked.document()),
      .decided_date = ActDate(errors, "decided_date", asked.decided_date(), clock),
      .votes = {},
      .by = caller.principal};
  errors.Count("items", asked.items_size(), static_cast<int>(kMeetingItemsMax));
  std::set<std::string> claim_ids;
  for (int i = 0; i < asked.items_size(); ++i) {
    const std::string field = fmt::format("items[{}]", i);
    const v1::MeetingVote& item = asked.items(i);
    command.votes.push_back({errors.Id(field + ".claim_id", item.claim_id()),
                             errors.EnumSet(field + ".verdict", item.verdict())});
    errors.Require(claim_ids.insert(item.claim_id()).second, field + ".claim_id",
                   "is on the list twice");
  }
  return command;
}

}  // namespace

grpc::Status ClaimReviewService::DecideByMeeting(grpc::ServerContext* context,
                                                 const v1::DecideByMeetingRequest* request,
                                                 v1::DecideByMeetingResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::DecideByMeetingRequest& asked, const Caller& caller, FieldErrors& errors) {
        return ReadDecideByMeeting(asked, caller, errors, context_.clock);
      },
      [&](const grants::DecideByMeeting& command, const decision::Outcome& outcome,
          v1::DecideByMeetingResponse& answer) -> absl::Status {
        if (const auto decided = decision::FactIn<v1::MeetingDecided>(outcome)) {
          *answer.mutable_items() = decided->items();
        } else {
          ASSIGN_OR_RETURN(const MeetingFile meeting,
                           decision::Loader(context_.store)(MeetingFile{command.meeting_id}));
          if (meeting.decided != nullptr) *answer.mutable_items() = meeting.decided->items();
        }
        return absl::OkStatus();
      });
}

grpc::Status ClaimReviewService::VoidNotice(grpc::ServerContext* context,
                                            const v1::VoidNoticeRequest* request,
                                            v1::VoidNoticeResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::VoidNoticeRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::VoidNotice{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .cause = errors.EnumSet("cause", asked.cause()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .voided_date = ActDate(errors, "voided_date", asked.voided_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::SuspendClaim(grpc::ServerContext* context,
                                              const v1::SuspendClaimRequest* request,
                                              v1::SuspendClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::SuspendClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::SuspendClaim{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .suspended_date =
                ActDate(errors, "suspended_date", asked.suspended_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::ResumeClaim(grpc::ServerContext* context,
                                             const v1::ResumeClaimRequest* request,
                                             v1::ResumeClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ResumeClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::ResumeClaim{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .grounds = errors.Text("grounds", asked.grounds(), kGroundsCharactersMax),
            .resumed_date = ActDate(errors, "resumed_date", asked.resumed_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::FilePerformanceReport(
    grpc::ServerContext* context, const v1::FilePerformanceReportRequest* request,
    v1::FilePerformanceReportResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::FilePerformanceReportRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::FilePerformanceReport{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .document = errors.Text("document", asked.document()),
            .summary = errors.OptionalText("summary", asked.summary(), kGroundsCharactersMax),
            .reported_date =
                ActDate(errors, "reported_date", asked.reported_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::ArchiveClaim(grpc::ServerContext* context,
                                              const v1::ArchiveClaimRequest* request,
                                              v1::ArchiveClaimResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ArchiveClaimRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::ArchiveClaim{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .archive_number = errors.Text("archive_number", asked.archive_number()),
            .archived_date =
                ActDate(errors, "archived_date", asked.archived_date(), context_.clock)};
      });
}

absl::StatusOr<runtime::HostedService> MakeClaimReviewService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::ClaimReviewService>(std::make_unique<ClaimReviewService>(context));
}

}  // namespace debut::grants
