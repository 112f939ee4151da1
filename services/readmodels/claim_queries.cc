#include <fmt/format.h>

#include <algorithm>

#include "runtime/rpc_status.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/queries.h"
#include "services/readmodels/reasons.h"

namespace debut::readmodels {

using eventstore::Position;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::ClaimsQuestion {
  Page page;
  Moment moment;
  std::string round_id;
  grants::v1::ClaimState state = grants::v1::CLAIM_STATE_UNSPECIFIED;
  std::string enterprise_id;
  std::string next_role;

  // By what a claim says when it is submitted.
  bool KeepsTerms(const v1::ClaimRow& claim) const {
    return (round_id.empty() || round_id == claim.round_id()) &&
           (enterprise_id.empty() || enterprise_id == claim.enterprise_id());
  }
  // By where it stands. Requires SetNextStep().
  bool KeepsState(const v1::ClaimRow& claim) const {
    return (state == grants::v1::CLAIM_STATE_UNSPECIFIED || state == claim.state()) &&
           (next_role.empty() || next_role == claim.next_role());
  }
};

namespace {

std::pair<std::string, std::string> KeyAndTagOf(const v1::ClaimRow& claim) {
  return {claim.claim_id(), decision::Tag("claim", claim.claim_id())};
}

v1::ListClaimsResponse AnswerWith(RowsPage<v1::ClaimRow> found, const Page& page,
                                  Position position) {
  v1::ListClaimsResponse answer;
  answer.mutable_claims()->Add(found.rows.begin(), found.rows.end());
  answer.set_next_page_token(TokenAfter(page, found.last_key));
  answer.set_position(position.value);
  return answer;
}

}  // namespace

absl::Status CheckRound(const projection::RowReader& claims, const std::string& round_id) {
  if (round_id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto round, claims.Get(kRounds, round_id));
  if (round) return absl::OkStatus();
  return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kRoundUnknown,
                              fmt::format("there is no round {}", round_id),
                              {{"round_id", round_id}});
}

grpc::Status Queries::ListClaims(grpc::ServerContext* context, const v1::ListClaimsRequest* request,
                                 v1::ListClaimsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListClaimsRequest& asked, const Caller&, FieldErrors& errors) {
        return ClaimsQuestion{
            .page = ReadPage(asked, errors),
            .moment = ReadMoment(asked, errors),
            .round_id = ReadFilterId(errors, "round_id", asked.round_id()),
            .state = ReadFilterEnum(errors, "state", asked.state()),
            .enterprise_id = ReadFilterId(errors, "enterprise_id", asked.enterprise_id()),
            .next_role = ReadFilterId(errors, "next_role", asked.next_role())};
      },
      [&](const Caller& caller, const ClaimsQuestion& question) {
        return FindClaims(caller, question);
      });
}

absl::StatusOr<v1::ListClaimsResponse> Queries::FindClaims(const Caller& caller,
                                                           const ClaimsQuestion& question) const {
  const auto as_of_date = question.moment.as_of_date;
  Position past;
  if (as_of_date) {
    ASSIGN_OR_RETURN(past, reader_.PositionOn(*as_of_date));
  }
  RETURN_IF_ERROR(reader_.WaitFor({&models_.claims(), &models_.names()},
                                  std::max(past, question.moment.at_least), caller));
  const projection::ModelView claims = models_.claims().View();
  const projection::ModelView names = models_.names().View();
  RETURN_IF_ERROR(CheckRound(claims.rows, question.round_id));
  RETURN_IF_ERROR(CheckEnterprise(names.rows, question.enterprise_id));
  ASSIGN_OR_RETURN(
      auto page, ScanPage(claims.rows, kClaims, "", question.page, [&](v1::ClaimRow& claim) {
        SetNextStep(claim);
        return question.KeepsTerms(claim) && (as_of_date || question.KeepsState(claim));
      }));
  if (!as_of_date) {
    RETURN_IF_ERROR(reader_.SetNames(names.rows, reader_.Today(), page.rows));
    return AnswerWith(std::move(page), question.page, std::min(claims.position, names.position));
  }
  ASSIGN_OR_RETURN(page, reader_.PastOf(models_.claims(), kClaims, page, past, KeyAndTagOf));
  for (v1::ClaimRow& claim : page.rows) SetNextStep(claim);
  std::erase_if(page.rows, [&](const v1::ClaimRow& claim) { return !question.KeepsState(claim); });
  RETURN_IF_ERROR(reader_.SetPastNames(past, *as_of_date, page.rows));
  return AnswerWith(std::move(page), question.page, past);
}

}  // namespace debut::readmodels
