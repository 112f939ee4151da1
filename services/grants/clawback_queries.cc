#include <fmt/format.h>

#include "domain/certification/product_file.h"
#include "domain/grants/clawback_candidates.h"
#include "domain/grants/reasons.h"
#include "runtime/rpc_status.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/preparation.h"

// What follows from facts that have fallen: which awards are too high now.
namespace debut::grants {
namespace {

using runtime::Caller;
using runtime::FieldErrors;

struct Question {
  std::string product_id;
  std::string enterprise_id;
};

absl::StatusOr<std::string> EnterpriseAskedFor(const Question& asked,
                                               const decision::Loader& load) {
  if (asked.product_id.empty()) return asked.enterprise_id;
  ASSIGN_OR_RETURN(const auto product, load(certification::ProductFile{asked.product_id}));
  if (product.submitted) return product.enterprise_id;
  return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kProductUnknown,
                              fmt::format("there is no product {}", asked.product_id),
                              {{"product_id", asked.product_id}});
}

v1::ClawbackCandidate MessageOf(const ClawbackCandidate& candidate) {
  v1::ClawbackCandidate message;
  message.set_claim_id(candidate.file.claim_id);
  message.set_measure(candidate.file.terms.measure);
  message.set_enterprise_id(candidate.file.terms.enterprise_id);
  message.set_holds_fen(candidate.holds.count);
  message.set_due_fen(candidate.due.count);
  message.set_paid(candidate.paid);
  message.set_next_step(candidate.next_step);
  message.set_reason(candidate.reason);
  return message;
}

}  // namespace

grpc::Status GrantsService::ListClawbackCandidates(grpc::ServerContext* context,
                                                   const v1::ListClawbackCandidatesRequest* request,
                                                   v1::ListClawbackCandidatesResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::ListClawbackCandidatesRequest& asked, const Caller&, FieldErrors& errors) {
        errors.Require(asked.product_id().empty() != asked.enterprise_id().empty(), "product_id",
                       "is needed, or else enterprise_id, and not both");
        if (!asked.product_id().empty()) errors.Id("product_id", asked.product_id());
        if (!asked.enterprise_id().empty()) errors.Id("enterprise_id", asked.enterprise_id());
        return Question{asked.product_id(), asked.enterprise_id()};
      },
      [&](const Caller&,
          const Question& asked) -> absl::StatusOr<v1::ListClawbackCandidatesResponse> {
        const decision::Loader load(context_.store);
        ASSIGN_OR_RETURN(const std::string enterprise_id, EnterpriseAskedFor(asked, load));
        ASSIGN_OR_RETURN(const auto party, registry::ResolveParty(enterprise_id, load));
        if (!party.Known()) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kEnterpriseUnknown,
                                      fmt::format("there is no enterprise {}", enterprise_id),
                                      {{"enterprise_id", enterprise_id}});
        }
        ASSIGN_OR_RETURN(const auto claims,
                         decision::Load(context_.store, ClaimIdsOfEnterprises{party.MemberIds()}));
        v1::ListClawbackCandidatesResponse answer;
        for (const std::string& id : claims.view.claim_ids) {
          ASSIGN_OR_RETURN(const auto candidate,
                           CandidateOf(id, calendar::DateInShanghai(context_.clock.Now()), load));
          if (candidate) *answer.add_candidates() = MessageOf(*candidate);
        }
        answer.set_position(claims.head.value);
        return answer;
      });
}

}  // namespace debut::grants
