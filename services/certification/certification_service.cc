#include "services/certification/certification_service.h"

#include <memory>
#include <string_view>

#include "debut/certification/v1/certification_service.grpc.pb.h"
#include "decision/rejection_status.h"
#include "domain/certification/guards.h"
#include "runtime/serve_command.h"
#include "services/certification/answers.h"
#include "services/certification/preparation.h"
#include "services/certification/requests.h"

namespace debut::certification {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::string_view kDomain = "certification";

class CertificationService final : public v1::CertificationService::Service {
 public:
  explicit CertificationService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status SubmitProduct(ServerContext* context, const v1::SubmitProductRequest* request,
                             v1::SubmitProductResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status FileTestReport(ServerContext* context, const v1::FileTestReportRequest* request,
                              v1::FileTestReportResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status AssignExpert(ServerContext* context, const v1::AssignExpertRequest* request,
                            v1::AssignExpertResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RecuseExpert(ServerContext* context, const v1::RecuseExpertRequest* request,
                            v1::RecuseExpertResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status SubmitExpertScore(ServerContext* context,
                                 const v1::SubmitExpertScoreRequest* request,
                                 v1::SubmitExpertScoreResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CertifyProduct(ServerContext* context, const v1::CertifyProductRequest* request,
                              v1::CertifyProductResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RefuseProduct(ServerContext* context, const v1::RefuseProductRequest* request,
                             v1::RefuseProductResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status ChangeProductLevel(ServerContext* context,
                                  const v1::ChangeProductLevelRequest* request,
                                  v1::ChangeProductLevelResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status PublishCatalogueEdition(ServerContext* context,
                                       const v1::PublishCatalogueEditionRequest* request,
                                       v1::PublishCatalogueEditionResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status DelistProduct(ServerContext* context, const v1::DelistProductRequest* request,
                             v1::DelistProductResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetProduct(ServerContext* context, const v1::GetProductRequest* request,
                          v1::GetProductResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const v1::GetProductRequest& asked, const Caller& caller, FieldErrors& errors) {
          return Read(asked, Asking{caller, context_.clock}, errors);
        },
        [&](const Caller&, const ProductAsked& asked) { return Answer(asked); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller& caller, FieldErrors& errors) {
          return Read(asked, Asking{caller, context_.clock}, errors);
        },
        [](const auto& asked, const decision::Outcome& outcome, Response& answer) {
          Fill(asked, outcome, answer);
        });
  }

  template <typename Asked, typename Response>
  static void Fill(const Asked&, const decision::Outcome&, Response&) {}

  static void Fill(const certification::SubmitProduct& asked, const decision::Outcome& outcome,
                   v1::SubmitProductResponse& answer) {
    answer.set_product_id(asked.product_id);
    const auto submitted = decision::FactIn<v1::ProductSubmitted>(outcome);
    if (submitted.has_value()) answer.set_family_id(submitted->family_id());
  }

  static void Fill(const certification::PublishCatalogueEdition& asked, const decision::Outcome&,
                   v1::PublishCatalogueEditionResponse& answer) {
    answer.set_edition_id(asked.EditionId());
  }

  absl::StatusOr<v1::GetProductResponse> Answer(const ProductAsked& asked) const {
    ASSIGN_OR_RETURN(const auto product,
                     decision::Load(context_.store, ProductFile{asked.product_id}));
    if (const auto refusal = RefusalOfUnknown(product.view)) {
      return decision::RejectionStatus(*refusal, kDomain);
    }
    v1::GetProductResponse answer;
    *answer.mutable_product() = ProductOn(product.view, asked.as_of_date);
    answer.set_position(product.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeCertificationService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::CertificationService>(std::make_unique<CertificationService>(context));
}

}  // namespace debut::certification
