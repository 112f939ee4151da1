#include "decision/execute.h"
#include "domain/policy/policy_in_force.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/dossier.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using eventstore::Position;
using projection::ModelView;
using projection::Rows;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::DossierQuestion {
  std::string enterprise_id;
  Moment moment;
};

namespace {

std::vector<std::string> TagsOf(std::string_view name, const std::vector<std::string>& values) {
  std::vector<std::string> tags;
  for (const std::string& value : values) tags.push_back(decision::Tag(name, value));
  return tags;
}

// A party only grows, and so do its claims, caps and products: what leads to the rows of the past
// is among what leads to those of the present.
struct PresentIds {
  std::vector<std::string> party;
  std::vector<std::string> claims;
  std::vector<std::string> caps;
  std::vector<std::string> products;
};

}  // namespace

grpc::Status Queries::GetDossier(grpc::ServerContext* context, const v1::GetDossierRequest* request,
                                 v1::GetDossierResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetDossierRequest& asked, const Caller&, FieldErrors& errors) {
        return DossierQuestion{.enterprise_id = errors.Id("enterprise_id", asked.enterprise_id()),
                               .moment = ReadMoment(asked, errors)};
      },
      [&](const Caller& caller, const DossierQuestion& question) {
        return FindDossier(caller, question);
      });
}

absl::StatusOr<v1::GetDossierResponse> Queries::FindDossier(const Caller& caller,
                                                            const DossierQuestion& question) const {
  const auto as_of_date = question.moment.as_of_date;
  Position past;
  if (as_of_date) {
    ASSIGN_OR_RETURN(past, reader_.PositionOn(*as_of_date));
  }
  RETURN_IF_ERROR(reader_.WaitFor({&models_.names(), &models_.limits(), &models_.claims(),
                                   &models_.caps(), &models_.products()},
                                  std::max(past, question.moment.at_least), caller));
  const ModelView names = models_.names().View();
  const ModelView limits = models_.limits().View();
  const ModelView claims = models_.claims().View();
  const ModelView caps = models_.caps().View();
  const ModelView products = models_.products().View();
  RETURN_IF_ERROR(CheckEnterprise(names.rows, question.enterprise_id));
  PresentIds ids;
  ASSIGN_OR_RETURN(ids.party, PartyOf(names.rows, question.enterprise_id));
  const Position position =
      as_of_date ? past : EarliestOf({&names, &limits, &claims, &caps, &products});
  const calendar::Date date = as_of_date.value_or(reader_.Today());
  ASSIGN_OR_RETURN(
      const auto policy,
      decision::Load(context_.store, policy::PolicyInForce{.date = date}, {.up_to = position}));
  const policy::AdoptedPolicy* in_force = policy.view.InForce();
  const policy::v1::PolicyVersion* version = in_force == nullptr ? nullptr : &in_force->version;
  v1::GetDossierResponse answer;
  answer.set_position(position.value);
  if (!as_of_date) {
    ASSIGN_OR_RETURN(*answer.mutable_dossier(), MakeDossier({.names = names.rows,
                                                             .limits = limits.rows,
                                                             .claims = claims.rows,
                                                             .caps = caps.rows,
                                                             .products = products.rows,
                                                             .policy = version,
                                                             .date = date},
                                                            ids.party));
    return answer;
  }
  ASSIGN_OR_RETURN(ids.claims, IdsOf(claims.rows, kClaimsByEnterprise, ids.party));
  ASSIGN_OR_RETURN(ids.caps, IdsOf(caps.rows, kCapsByEnterprise, ids.party));
  ASSIGN_OR_RETURN(ids.products, IdsOf(products.rows, kProductsByEnterprise, ids.party));
  const std::vector<std::string> enterprises = TagsOf("enterprise", ids.party);
  ASSIGN_OR_RETURN(const Rows past_names, reader_.Past(models_.names(), enterprises, past));
  ASSIGN_OR_RETURN(const Rows past_limits, reader_.Past(models_.limits(), enterprises, past));
  ASSIGN_OR_RETURN(const Rows past_claims,
                   reader_.Past(models_.claims(), TagsOf("claim", ids.claims), past));
  ASSIGN_OR_RETURN(const Rows past_caps,
                   reader_.Past(models_.caps(), TagsOf("cap", ids.caps), past));
  ASSIGN_OR_RETURN(const Rows past_products,
                   reader_.Past(models_.products(), TagsOf("product", ids.products), past));
  ASSIGN_OR_RETURN(const std::vector<std::string> party,
                   PartyOf(past_names, question.enterprise_id));
  ASSIGN_OR_RETURN(*answer.mutable_dossier(), MakeDossier({.names = past_names,
                                                           .limits = past_limits,
                                                           .claims = past_claims,
                                                           .caps = past_caps,
                                                           .products = past_products,
                                                           .policy = version,
                                                           .date = date},
                                                          party));
  return answer;
}

}  // namespace debut::readmodels
