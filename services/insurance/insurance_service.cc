#include "services/insurance/insurance_service.h"

#include <memory>
#include <string>
#include <string_view>

#include "debut/insurance/v1/insurance_service.grpc.pb.h"
#include "decision/rejection_status.h"
#include "domain/insurance/guards.h"
#include "domain/insurance/premiums_of_holder.h"
#include "runtime/serve_command.h"
#include "services/insurance/answers.h"
#include "services/insurance/preparation.h"
#include "services/insurance/requests.h"

namespace debut::insurance {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "insurance";

// Whose premiums of which year.
struct PremiumsAsked {
  std::string enterprise_id;
  std::uint32_t limit_year = 0;
};

class InsuranceService final : public v1::InsuranceService::Service {
 public:
  explicit InsuranceService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status RegisterInsurer(ServerContext* context, const v1::RegisterInsurerRequest* request,
                               v1::RegisterInsurerResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status BindInsurancePolicy(ServerContext* context,
                                   const v1::BindInsurancePolicyRequest* request,
                                   v1::BindInsurancePolicyResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordPremiumPayment(ServerContext* context,
                                    const v1::RecordPremiumPaymentRequest* request,
                                    v1::RecordPremiumPaymentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordPremiumRefund(ServerContext* context,
                                   const v1::RecordPremiumRefundRequest* request,
                                   v1::RecordPremiumRefundResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CancelInsurancePolicy(ServerContext* context,
                                     const v1::CancelInsurancePolicyRequest* request,
                                     v1::CancelInsurancePolicyResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordCoverBreak(ServerContext* context, const v1::RecordCoverBreakRequest* request,
                                v1::RecordCoverBreakResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetInsurer(ServerContext* context, const v1::GetInsurerRequest* request,
                          v1::GetInsurerResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetInsurerRequest& asked, const Caller&, FieldErrors& errors) {
          return InsurerFile{errors.Id("insurer_id", asked.insurer_id())};
        },
        [&](const Caller&, const InsurerFile& asked) { return Answer(asked); });
  }

  grpc::Status GetInsurancePolicy(ServerContext* context,
                                  const v1::GetInsurancePolicyRequest* request,
                                  v1::GetInsurancePolicyResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetInsurancePolicyRequest& asked, const Caller&, FieldErrors& errors) {
          return InsurancePolicyFile{errors.Id("policy_id", asked.policy_id())};
        },
        [&](const Caller&, const InsurancePolicyFile& asked) { return Answer(asked); });
  }

  grpc::Status GetPremiumsOfYear(ServerContext* context,
                                 const v1::GetPremiumsOfYearRequest* request,
                                 v1::GetPremiumsOfYearResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetPremiumsOfYearRequest& asked, const Caller&, FieldErrors& errors) {
          return PremiumsAsked{
              errors.Id("enterprise_id", asked.enterprise_id()),
              static_cast<std::uint32_t>(errors.InRange("limit_year", asked.limit_year(),
                                                        calendar::kYearMin, calendar::kYearMax))};
        },
        [&](const Caller&, const PremiumsAsked& asked) { return Answer(asked); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [](const auto& command, const decision::Outcome&, Response& answer) {
          Fill(command, answer);
        });
  }

  // What the response says besides what was recorded.
  template <typename Decided, typename Response>
  static void Fill(const Decided& command, Response& answer) {
    if constexpr (requires { answer.set_insurer_id(command.insurer_id); }) {
      answer.set_insurer_id(command.insurer_id);
    }
    if constexpr (requires { answer.set_policy_id(command.policy_id); }) {
      answer.set_policy_id(command.policy_id);
    }
    if constexpr (requires { answer.set_limit_year(0); }) {
      answer.set_paid_date(calendar::FormatDate(command.paid_date));
      answer.set_limit_year(static_cast<std::uint32_t>(calendar::LimitYear(command.paid_date)));
    }
  }

  absl::StatusOr<v1::GetInsurerResponse> Answer(const InsurerFile& asked) const {
    ASSIGN_OR_RETURN(const auto insurer, decision::Load(context_.store, asked));
    if (!insurer.view.registered)
      return decision::RejectionStatus(RejectInsurerUnknown(asked.insurer_id), kDomain);
    v1::GetInsurerResponse answer;
    answer.set_insurer_id(asked.insurer_id);
    answer.set_credit_code(insurer.view.credit_code);
    answer.set_name(insurer.view.name);
    answer.set_position(insurer.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetInsurancePolicyResponse> Answer(const InsurancePolicyFile& asked) const {
    ASSIGN_OR_RETURN(const auto policy, decision::Load(context_.store, asked));
    if (!policy.view.bound)
      return decision::RejectionStatus(RejectPolicyUnknown(asked.policy_id), kDomain);
    v1::GetInsurancePolicyResponse answer;
    *answer.mutable_policy() = InsurancePolicyOf(policy.view);
    answer.set_position(policy.head.value);
    return answer;
  }

  absl::StatusOr<v1::GetPremiumsOfYearResponse> Answer(const PremiumsAsked& asked) const {
    ASSIGN_OR_RETURN(const auto holder,
                     registry::ReadPartyFrom(context_.store, asked.enterprise_id));
    if (!holder.party.Known())
      return decision::RejectionStatus(RejectEnterpriseUnknown(asked.enterprise_id), kDomain);
    ASSIGN_OR_RETURN(const auto premiums,
                     decision::Load(context_.store,
                                    PremiumsOfHolder{holder.party.MemberIds(), asked.limit_year}));
    v1::GetPremiumsOfYearResponse answer;
    for (const std::string& id : premiums.view.policy_ids) {
      ASSIGN_OR_RETURN(const auto policy, decision::Load(context_.store, InsurancePolicyFile{id},
                                                         {.up_to = premiums.head}));
      v1::PolicyPremium premium = PremiumOf(policy.view, asked.limit_year);
      answer.set_net_fen(answer.net_fen() + premium.paid_fen() - premium.refunded_fen());
      *answer.add_policies() = std::move(premium);
    }
    answer.set_position(premiums.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeInsuranceService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::InsuranceService>(std::make_unique<InsuranceService>(context));
}

}  // namespace debut::insurance
