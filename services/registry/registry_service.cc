#include "services/registry/registry_service.h"

#include <memory>
#include <string_view>

#include "debut/registry/v1/registry_service.grpc.pb.h"
#include "decision/rejection_status.h"
#include "domain/registry/guards.h"
#include "domain/registry/keyed_party.h"
#include "runtime/serve_command.h"
#include "services/registry/answers.h"
#include "services/registry/requests.h"

namespace debut::registry {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "registry";

class RegistryService final : public v1::RegistryService::Service {
 public:
  explicit RegistryService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status RegisterEnterprise(ServerContext* context,
                                  const v1::RegisterEnterpriseRequest* request,
                                  v1::RegisterEnterpriseResponse* response) override {
    return Command(context, request, response, [](const auto& asked, auto& answer) {
      answer.set_enterprise_id(asked.enterprise_id);
    });
  }

  grpc::Status RegisterBranch(ServerContext* context, const v1::RegisterBranchRequest* request,
                              v1::RegisterBranchResponse* response) override {
    return Command(context, request, response,
                   [](const auto& asked, auto& answer) { answer.set_branch_id(asked.branch_id); });
  }

  grpc::Status RenameEnterprise(ServerContext* context, const v1::RenameEnterpriseRequest* request,
                                v1::RenameEnterpriseResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordContact(ServerContext* context, const v1::RecordContactRequest* request,
                             v1::RecordContactResponse* response) override {
    return Command(context, request, response, [](const auto& asked, auto& answer) {
      answer.set_contact_id(asked.contact_id);
    });
  }

  grpc::Status IdentifyContact(ServerContext* context, const v1::IdentifyContactRequest* request,
                               v1::IdentifyContactResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordZoneRegistration(ServerContext* context,
                                      const v1::RecordZoneRegistrationRequest* request,
                                      v1::RecordZoneRegistrationResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecordSmeStatus(ServerContext* context, const v1::RecordSmeStatusRequest* request,
                               v1::RecordSmeStatusResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status MergeEnterprises(ServerContext* context, const v1::MergeEnterprisesRequest* request,
                                v1::MergeEnterprisesResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status DeclareRelatedParty(ServerContext* context,
                                   const v1::DeclareRelatedPartyRequest* request,
                                   v1::DeclareRelatedPartyResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status EndRelatedParty(ServerContext* context, const v1::EndRelatedPartyRequest* request,
                               v1::EndRelatedPartyResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ImposeBan(ServerContext* context, const v1::ImposeBanRequest* request,
                         v1::ImposeBanResponse* response) override {
    return Command(context, request, response,
                   [](const auto& asked, auto& answer) { answer.set_ban_id(asked.ban_id); });
  }

  grpc::Status LiftBan(ServerContext* context, const v1::LiftBanRequest* request,
                       v1::LiftBanResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetEnterprise(ServerContext* context, const v1::GetEnterpriseRequest* request,
                             v1::GetEnterpriseResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const v1::GetEnterpriseRequest& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const Caller&, const EnterpriseAsked& asked) { return Answer(asked); });
  }

 private:
  // Reads the request's fields into a command, decides it, and answers with what was recorded;
  // `fill(command, response)` adds what the response says besides.
  template <typename Request, typename Response, typename Fill>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response,
                       Fill fill) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const auto& asked, const decision::Outcome&, Response& answer) {
          fill(asked, answer);
        });
  }

  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return Command(context, request, response, [](const auto&, const auto&) {});
  }

  absl::StatusOr<v1::GetEnterpriseResponse> Answer(const EnterpriseAsked& asked) const {
    ASSIGN_OR_RETURN(const ReadParty read, ReadPartyFrom(context_.store, asked.enterprise_id));
    if (!read.party.Known()) {
      return decision::RejectionStatus(RejectUnknown(asked.enterprise_id), kDomain);
    }
    v1::GetEnterpriseResponse answer;
    *answer.mutable_enterprise() = EnterpriseOn(read.party, asked.as_of_date);
    answer.set_position(read.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeRegistryService(const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::RegistryService>(std::make_unique<RegistryService>(context));
}

}  // namespace debut::registry
