#include "services/readmodels/evidence_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using runtime::Caller;
using runtime::FieldErrors;

namespace {

struct EvidenceQuestion {
  Page page;
  eventstore::Position at_least;
  std::string key_prefix;
  std::string claim_id;
  std::string enterprise_id;

  bool Keeps(const v1::Evidence& evidence) const {
    return (claim_id.empty() || claim_id == evidence.claim_id()) &&
           (enterprise_id.empty() || enterprise_id == evidence.enterprise_id());
  }
};

}  // namespace

grpc::Status Queries::ListEvidence(grpc::ServerContext* context,
                                   const v1::ListEvidenceRequest* request,
                                   v1::ListEvidenceResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListEvidenceRequest& asked, const Caller&, FieldErrors& errors) {
        return EvidenceQuestion{
            .page = ReadPage(asked, errors),
            .at_least = {asked.at_least_position()},
            .key_prefix = errors.OptionalText("evidence_key", asked.evidence_key()),
            .claim_id = ReadFilterId(errors, "claim_id", asked.claim_id()),
            .enterprise_id = ReadFilterId(errors, "enterprise_id", asked.enterprise_id())};
      },
      [&](const Caller& caller,
          const EvidenceQuestion& question) -> absl::StatusOr<v1::ListEvidenceResponse> {
        RETURN_IF_ERROR(reader_.WaitFor({&models_.evidence()}, question.at_least, caller));
        const projection::ModelView view = models_.evidence().View();
        ASSIGN_OR_RETURN(
            const auto page,
            ScanPage(view.rows, kEvidence, question.key_prefix, question.page,
                     [&](const v1::Evidence& evidence) { return question.Keeps(evidence); }));
        v1::ListEvidenceResponse answer;
        answer.mutable_evidence()->Add(page.rows.begin(), page.rows.end());
        answer.set_next_page_token(TokenAfter(question.page, page.last_key));
        answer.set_position(view.position.value);
        return answer;
      });
}

}  // namespace debut::readmodels
