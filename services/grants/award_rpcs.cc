#include "calendar/working_calendar.h"
#include "domain/grants/compute_award.h"
#include "domain/grants/notice.h"
#include "domain/grants/propose_award.h"
#include "runtime/acts.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// From the computation of an award to the end of its public notice.
namespace debut::grants {
namespace {

using calendar::FormatDate;
using runtime::Caller;
using runtime::FieldErrors;

// The amount and the sheet of a computation or proposal: as recorded, else as the claim has them.
template <typename Fact, typename Response>
absl::Status FillSheet(const runtime::ServiceContext& context, const std::string& claim_id,
                       const decision::Outcome& outcome, Response& answer) {
  if (const auto fact = decision::FactIn<Fact>(outcome)) {
    answer.set_amount_fen(fact->amount_fen());
    *answer.mutable_sheet() = fact->sheet();
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context, claim_id));
  answer.set_amount_fen(file.amount.count);
  if (file.sheet != nullptr) *answer.mutable_sheet() = *file.sheet;
  return absl::OkStatus();
}

}  // namespace

grpc::Status GrantsService::ComputeAward(grpc::ServerContext* context,
                                         const v1::ComputeAwardRequest* request,
                                         v1::ComputeAwardResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [](const v1::ComputeAwardRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::ComputeAward command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        return command;
      },
      [&](const grants::ComputeAward& asked, const decision::Outcome& outcome,
          v1::ComputeAwardResponse& answer) {
        return FillSheet<v1::AwardComputed>(context_, asked.claim.claim_id, outcome, answer);
      });
}

grpc::Status GrantsService::ProposeAward(grpc::ServerContext* context,
                                         const v1::ProposeAwardRequest* request,
                                         v1::ProposeAwardResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ProposeAwardRequest& asked, const Caller& caller, FieldErrors& errors) {
        grants::ProposeAward command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.by = caller.principal;
        command.proposed_date =
            runtime::ActDate(errors, "proposed_date", asked.proposed_date(), context_.clock);
        return command;
      },
      [&](const grants::ProposeAward& asked, const decision::Outcome& outcome,
          v1::ProposeAwardResponse& answer) {
        return FillSheet<v1::AwardProposed>(context_, asked.claim.claim_id, outcome, answer);
      });
}

grpc::Status GrantsService::OpenNotice(grpc::ServerContext* context,
                                       const v1::OpenNoticeRequest* request,
                                       v1::OpenNoticeResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::OpenNoticeRequest& asked, const Caller&, FieldErrors& errors) {
        grants::OpenNotice command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.opened_date =
            runtime::ActDate(errors, "opened_date", asked.opened_date(), context_.clock);
        command.calendar = &calendar::StateCouncilCalendar();
        return command;
      },
      [&](const grants::OpenNotice& asked, const decision::Outcome& outcome,
          v1::OpenNoticeResponse& answer) -> absl::Status {
        if (const auto opened = decision::FactIn<v1::NoticeOpened>(outcome)) {
          answer.set_ends_date(opened->ends_date());
        } else {
          ASSIGN_OR_RETURN(const ClaimFile file, ClaimNow(context_, asked.claim.claim_id));
          answer.set_ends_date(FormatDate(file.notice_ends_date));
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::CloseNotice(grpc::ServerContext* context,
                                        const v1::CloseNoticeRequest* request,
                                        v1::CloseNoticeResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::CloseNoticeRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::CloseNotice{.claim_id = errors.Id("claim_id", asked.claim_id()),
                                   .closed_date = runtime::ActDate(
                                       errors, "closed_date", asked.closed_date(), context_.clock)};
      });
}

}  // namespace debut::grants
