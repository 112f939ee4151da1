#include "services/policy/policy_service.h"

#include <utility>

#include "calendar/date.h"
#include "debut/policy/v1/policy_service.grpc.pb.h"
#include "decision/decider.h"
#include "decision/execute.h"
#include "domain/policy/adopt_policy.h"
#include "domain/policy/policy_in_force.h"
#include "domain/policy/reasons.h"
#include "policy/policy_text.h"
#include "runtime/acts.h"
#include "runtime/command_context.h"

namespace debut::policy {
namespace {

using calendar::FormatDate;
using runtime::Caller;
using runtime::FieldErrors;

constexpr char kDomain[] = "policy";
constexpr std::size_t kProblemsMax = 20;  // They travel in trailers.

policy::AdoptPolicy ReadAdoptPolicy(const v1::AdoptPolicyRequest& asked, FieldErrors& errors) {
  PolicyReading reading = ReadPolicy(asked.text());
  for (std::size_t i = 0; i < reading.problems.size() && i < kProblemsMax; ++i) {
    errors.Add("text", reading.problems[i].ToText());
  }
  if (reading.ok()) errors.Id("text.version_id", reading.version.version_id());
  return {.version_id = reading.version.version_id(),
          .text = asked.text(),
          .effective_date = errors.Date("effective_date", asked.effective_date()),
          .document = errors.Text("document", asked.document())};
}

struct PolicyQuestion {
  std::string version_id;  // Empty: the one in force on the date.
  calendar::Date date;
  eventstore::ReadOptions known;
};

v1::AdoptedPolicy MessageOf(const AdoptedPolicy& adopted) {
  v1::AdoptedPolicy message;
  *message.mutable_version() = adopted.version;
  message.set_digest(adopted.digest);
  message.set_effective_date(FormatDate(adopted.effective_date));
  message.set_document(adopted.document);
  message.set_adopted_position(adopted.position.value);
  message.set_text(adopted.text);
  return message;
}

absl::Status NotInForceError(const PolicyQuestion& question) {
  const bool by_version = !question.version_id.empty();
  return runtime::ReasonError(
      absl::StatusCode::kNotFound, kDomain, kPolicyNotInForce,
      by_version ? fmt::format("no version {} was adopted", question.version_id)
                 : fmt::format("no version is in force on {}", FormatDate(question.date)));
}

absl::StatusOr<v1::GetPolicyResponse> AnswerWith(const AdoptedPolicy* adopted,
                                                 const PolicyQuestion& question,
                                                 eventstore::Position head) {
  if (adopted == nullptr) return NotInForceError(question);
  v1::GetPolicyResponse answer;
  *answer.mutable_policy() = MessageOf(*adopted);
  answer.set_position(std::min(question.known.up_to.value_or(head), head).value);
  return answer;
}

class PolicyService final : public v1::PolicyService::Service {
 public:
  explicit PolicyService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status AdoptPolicy(grpc::ServerContext* context, const v1::AdoptPolicyRequest* request,
                           v1::AdoptPolicyResponse* response) override;
  grpc::Status GetPolicy(grpc::ServerContext* context, const v1::GetPolicyRequest* request,
                         v1::GetPolicyResponse* response) override;
  grpc::Status ListPolicies(grpc::ServerContext* context, const v1::ListPoliciesRequest* request,
                            v1::ListPoliciesResponse* response) override;

 private:
  runtime::ServiceContext context_;
};

}  // namespace

grpc::Status PolicyService::AdoptPolicy(grpc::ServerContext* context,
                                        const v1::AdoptPolicyRequest* request,
                                        v1::AdoptPolicyResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::AdoptPolicyRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadAdoptPolicy(asked, errors);
      },
      [&](const Caller& caller,
          const policy::AdoptPolicy& command) -> absl::StatusOr<v1::AdoptPolicyResponse> {
        ASSIGN_OR_RETURN(
            const auto outcome,
            context_.decider.Decide(command, CommandContextOf(caller, kDomain), caller.deadline));
        v1::AdoptPolicyResponse answer;
        answer.set_version_id(command.version_id);
        answer.set_digest(PolicyDigest(command.text));
        *answer.mutable_recorded() = runtime::RecordedOf(outcome);
        return answer;
      });
}

grpc::Status PolicyService::GetPolicy(grpc::ServerContext* context,
                                      const v1::GetPolicyRequest* request,
                                      v1::GetPolicyResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetPolicyRequest& asked, const Caller&, FieldErrors& errors) {
        errors.Require(asked.version_id().empty() || asked.in_force_date().empty(), "version_id",
                       "can't be asked for together with in_force_date");
        PolicyQuestion question;
        if (!asked.version_id().empty()) {
          question.version_id = errors.Id("version_id", asked.version_id());
        }
        question.date = errors.OptionalDate("in_force_date", asked.in_force_date())
                            .value_or(calendar::DateInShanghai(context_.clock.Now()));
        if (asked.known_at_position() > 0) {
          question.known.up_to = eventstore::Position{asked.known_at_position()};
        }
        return question;
      },
      [&](const Caller&, const PolicyQuestion& question) -> absl::StatusOr<v1::GetPolicyResponse> {
        if (!question.version_id.empty()) {
          ASSIGN_OR_RETURN(
              const auto found,
              decision::Load(context_.store, PolicyByVersion{question.version_id}, question.known));
          return AnswerWith(found.view.Get(), question, found.head);
        }
        ASSIGN_OR_RETURN(
            const auto found,
            decision::Load(context_.store, PolicyInForce{question.date}, question.known));
        return AnswerWith(found.view.InForce(), question, found.head);
      });
}

grpc::Status PolicyService::ListPolicies(grpc::ServerContext* context,
                                         const v1::ListPoliciesRequest* request,
                                         v1::ListPoliciesResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const Caller&,
          const v1::ListPoliciesRequest&) -> absl::StatusOr<v1::ListPoliciesResponse> {
        ASSIGN_OR_RETURN(const auto found, decision::Load(context_.store, AdoptedPolicies{}));
        v1::ListPoliciesResponse answer;
        answer.set_position(found.head.value);
        for (const auto& adopted : found.view.all) {
          auto& row = *answer.add_policies();
          row.set_version_id(adopted->version_id);
          row.set_digest(adopted->digest);
          row.set_effective_date(FormatDate(adopted->effective_date));
          row.set_adopted_position(adopted->position.value);
        }
        return answer;
      });
}

absl::StatusOr<runtime::HostedService> MakePolicyService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::PolicyService>(std::make_unique<PolicyService>(context));
}

}  // namespace debut::policy
