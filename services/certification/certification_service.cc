#include "services/certification/certification_service.h"

#include <memory>

#include "debut/certification/v1/certification_service.grpc.pb.h"
#include "runtime/serve_command.h"
#include "services/certification/preparation.h"
#include "services/certification/queries.h"
#include "services/certification/requests.h"

namespace debut::certification {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

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

  grpc::Status FileEvidence(ServerContext* context, const v1::FileEvidenceRequest* request,
                            v1::FileEvidenceResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status RegisterLaboratory(ServerContext* context,
                                  const v1::RegisterLaboratoryRequest* request,
                                  v1::RegisterLaboratoryResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status AccreditLaboratory(ServerContext* context,
                                  const v1::AccreditLaboratoryRequest* request,
                                  v1::AccreditLaboratoryResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status SuspendLaboratory(ServerContext* context,
                                 const v1::SuspendLaboratoryRequest* request,
                                 v1::SuspendLaboratoryResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status LiftLaboratorySuspension(ServerContext* context,
                                        const v1::LiftLaboratorySuspensionRequest* request,
                                        v1::LiftLaboratorySuspensionResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status DeclareExpertInterest(ServerContext* context,
                                     const v1::DeclareExpertInterestRequest* request,
                                     v1::DeclareExpertInterestResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status EndExpertInterest(ServerContext* context,
                                 const v1::EndExpertInterestRequest* request,
                                 v1::EndExpertInterestResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status OpenReassessment(ServerContext* context, const v1::OpenReassessmentRequest* request,
                                v1::OpenReassessmentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status CloseReassessment(ServerContext* context,
                                 const v1::CloseReassessmentRequest* request,
                                 v1::CloseReassessmentResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetProduct(ServerContext* context, const v1::GetProductRequest* request,
                          v1::GetProductResponse* response) override {
    return Question<ProductAsked>(context, request, response);
  }

  grpc::Status GetLaboratory(ServerContext* context, const v1::GetLaboratoryRequest* request,
                             v1::GetLaboratoryResponse* response) override {
    return Question<LaboratoryAsked>(context, request, response);
  }

  grpc::Status DiffCatalogueEditions(ServerContext* context,
                                     const v1::DiffCatalogueEditionsRequest* request,
                                     v1::DiffCatalogueEditionsResponse* response) override {
    return Question<EditionsAsked>(context, request, response);
  }

 private:
  template <typename Asked, typename Request, typename Response>
  grpc::Status Question(ServerContext* context, const Request* request, Response* response) const {
    return context_.reception.Serve(
        context, request, response,
        [&](const Request& asked, const Caller& caller, FieldErrors& errors) {
          return Read(asked, Asking{caller, context_.clock}, errors);
        },
        [&](const Caller&, const Asked& asked) { return Answer(context_.store, asked); });
  }

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

  static void Fill(const certification::OpenReassessment& asked, const decision::Outcome&,
                   v1::OpenReassessmentResponse& answer) {
    answer.set_reassessment_id(asked.reassessment_id);
  }

  static void Fill(const certification::PublishCatalogueEdition& asked, const decision::Outcome&,
                   v1::PublishCatalogueEditionResponse& answer) {
    answer.set_edition_id(asked.EditionId());
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakeCertificationService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::CertificationService>(std::make_unique<CertificationService>(context));
}

}  // namespace debut::certification
