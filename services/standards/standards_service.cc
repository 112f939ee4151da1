#include "services/standards/standards_service.h"

#include <memory>
#include <string>
#include <string_view>

#include "debut/standards/v1/standards_service.grpc.pb.h"
#include "decision/execute.h"
#include "decision/rejection_status.h"
#include "domain/standards/guards.h"
#include "runtime/serve_command.h"
#include "services/standards/answers.h"
#include "services/standards/preparation.h"
#include "services/standards/requests.h"

namespace debut::standards {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "standards";

class StandardsService final : public v1::StandardsService::Service {
 public:
  explicit StandardsService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status ProposeStandard(ServerContext* context, const v1::ProposeStandardRequest* request,
                               v1::ProposeStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ApproveStandard(ServerContext* context, const v1::ApproveStandardRequest* request,
                               v1::ApproveStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status NameDrafter(ServerContext* context, const v1::NameDrafterRequest* request,
                           v1::NameDrafterResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RemoveDrafter(ServerContext* context, const v1::RemoveDrafterRequest* request,
                             v1::RemoveDrafterResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CompleteDraft(ServerContext* context, const v1::CompleteDraftRequest* request,
                             v1::CompleteDraftResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status PublishStandard(ServerContext* context, const v1::PublishStandardRequest* request,
                               v1::PublishStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ReviseStandard(ServerContext* context, const v1::ReviseStandardRequest* request,
                              v1::ReviseStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status WithdrawStandard(ServerContext* context, const v1::WithdrawStandardRequest* request,
                                v1::WithdrawStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CoverProduct(ServerContext* context, const v1::CoverProductRequest* request,
                            v1::CoverProductResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status PromoteStandard(ServerContext* context, const v1::PromoteStandardRequest* request,
                               v1::PromoteStandardResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetStandard(ServerContext* context, const v1::GetStandardRequest* request,
                           v1::GetStandardResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetStandardRequest& asked, const Caller&, FieldErrors& errors) {
          return StandardFile{errors.Id("standard_id", asked.standard_id())};
        },
        [&](const Caller&, const StandardFile& asked) { return Answer(asked); });
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
  template <typename Asked, typename Response>
  static void Fill(const Asked& asked, Response& answer) {
    if constexpr (requires { answer.set_standard_id(asked.standard_id); }) {
      answer.set_standard_id(asked.standard_id);
    }
    if constexpr (requires { answer.set_activity_id(asked.activity_id); }) {
      answer.set_activity_id(asked.activity_id);
    }
  }

  absl::StatusOr<v1::GetStandardResponse> Answer(const StandardFile& asked) const {
    ASSIGN_OR_RETURN(const auto standard, decision::Load(context_.store, asked));
    if (!standard.view.Known()) {
      return decision::RejectionStatus(RejectStandardUnknown(asked.standard_id), kDomain);
    }
    v1::GetStandardResponse answer;
    *answer.mutable_standard() = StandardOf(standard.view);
    answer.set_position(standard.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeStandardsService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::StandardsService>(std::make_unique<StandardsService>(context));
}

}  // namespace debut::standards
