#include <fmt/format.h>

#include "domain/grants/check_duplicates.h"
#include "domain/grants/correction.h"
#include "domain/grants/findings.h"
#include "services/grants/claim_messages.h"
#include "services/grants/review_rpcs.h"

// What is looked at before an award is proposed: corrections, duplicates, audits, opinions.
namespace debut::grants {
namespace {

using runtime::ActDate;
using runtime::Caller;
using runtime::FieldErrors;

constexpr int kItemsMax = 20;
constexpr std::size_t kItemCharactersMax = 500;
constexpr int kScoreMax = 100;

grants::RequestCorrection ReadRequestCorrection(const v1::RequestCorrectionRequest& asked,
                                                FieldErrors& errors, const base::Clock& clock) {
  grants::RequestCorrection command{
      .claim_id = errors.Id("claim_id", asked.claim_id()),
      .items = {},
      .due_date = errors.Date("due_date", asked.due_date()),
      .requested_date = ActDate(errors, "requested_date", asked.requested_date(), clock)};
  errors.Count("items", asked.items_size(), kItemsMax);
  for (int i = 0; i < asked.items_size(); ++i) {
    command.items.push_back(
        errors.Text(fmt::format("items[{}]", i), asked.items(i), kItemCharactersMax));
  }
  errors.Require(asked.due_date().empty() || command.due_date > command.requested_date, "due_date",
                 "does not lie after requested_date");
  return command;
}

}  // namespace

grpc::Status ClaimReviewService::RequestCorrection(grpc::ServerContext* context,
                                                   const v1::RequestCorrectionRequest* request,
                                                   v1::RequestCorrectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::RequestCorrectionRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadRequestCorrection(asked, errors, context_.clock);
      });
}

grpc::Status ClaimReviewService::SubmitCorrection(grpc::ServerContext* context,
                                                  const v1::SubmitCorrectionRequest* request,
                                                  v1::SubmitCorrectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::SubmitCorrectionRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::SubmitCorrection{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .note = errors.Text("note", asked.note(), kGroundsCharactersMax),
            .attachments = ReadAttachments(asked.attachments(), errors),
            .corrected_date =
                ActDate(errors, "corrected_date", asked.corrected_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::ExpireCorrection(grpc::ServerContext* context,
                                                  const v1::ExpireCorrectionRequest* request,
                                                  v1::ExpireCorrectionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::ExpireCorrectionRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::ExpireCorrection{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .expired_date = ActDate(errors, "expired_date", asked.expired_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::CheckDuplicates(grpc::ServerContext* context,
                                                 const v1::CheckDuplicatesRequest* request,
                                                 v1::CheckDuplicatesResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::CheckDuplicatesRequest& asked, const Caller&, FieldErrors& errors) {
        grants::CheckDuplicates command;
        command.claim.claim_id = errors.Id("claim_id", asked.claim_id());
        command.checked_date =
            ActDate(errors, "checked_date", asked.checked_date(), context_.clock);
        return command;
      },
      [&](const grants::CheckDuplicates& asked, const decision::Outcome& outcome,
          v1::CheckDuplicatesResponse& answer) -> absl::Status {
        const decision::Loader load(context_.store);
        if (const auto checked = decision::FactIn<v1::DuplicatesChecked>(outcome)) {
          *answer.mutable_warnings() = checked->warnings();
        } else {
          ASSIGN_OR_RETURN(const ClaimReview review, load(ClaimReview{asked.claim.claim_id}));
          if (review.checked != nullptr) *answer.mutable_warnings() = review.checked->warnings();
        }
        return absl::OkStatus();
      });
}

grpc::Status ClaimReviewService::RecordSpecialAudit(grpc::ServerContext* context,
                                                    const v1::RecordSpecialAuditRequest* request,
                                                    v1::RecordSpecialAuditResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::RecordSpecialAuditRequest& asked, const Caller&, FieldErrors& errors) {
        return grants::RecordSpecialAudit{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .institution = errors.Text("institution", asked.institution()),
            .conclusion = errors.EnumSet("conclusion", asked.conclusion()),
            .document = errors.Text("document", asked.document()),
            .audited_date = ActDate(errors, "audited_date", asked.audited_date(), context_.clock)};
      });
}

grpc::Status ClaimReviewService::GiveExpertOpinion(grpc::ServerContext* context,
                                                   const v1::GiveExpertOpinionRequest* request,
                                                   v1::GiveExpertOpinionResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [&](const v1::GiveExpertOpinionRequest& asked, const Caller& caller, FieldErrors& errors) {
        return grants::GiveExpertOpinion{
            .claim_id = errors.Id("claim_id", asked.claim_id()),
            .expert_id = errors.Id("expert_id", asked.expert_id()),
            .score =
                static_cast<std::uint32_t>(errors.InRange("score", asked.score(), 0, kScoreMax)),
            .opinion = errors.Text("opinion", asked.opinion(), kGroundsCharactersMax),
            .given_date = ActDate(errors, "given_date", asked.given_date(), context_.clock),
            .by = caller.principal};
      });
}

}  // namespace debut::grants
