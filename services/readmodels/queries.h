#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>

#include "debut/readmodels/v1/readmodels_service.grpc.pb.h"
#include "runtime/program.h"
#include "services/readmodels/model_reader.h"
#include "services/readmodels/models.h"

namespace debut::readmodels {

// The RPCs of debut.readmodels.v1.ReadModelsService. Thread-safe.
class Queries final : public v1::ReadModelsService::Service {
 public:
  // `models` outlive the service.
  Queries(const runtime::ServiceContext& context, const Models& models)
      : context_(context), models_(models), reader_(context.store, models, context.clock) {}

  grpc::Status ListCaps(grpc::ServerContext* context, const v1::ListCapsRequest* request,
                        v1::ListCapsResponse* response) override;
  grpc::Status GetCap(grpc::ServerContext* context, const v1::GetCapRequest* request,
                      v1::GetCapResponse* response) override;
  grpc::Status ListAnnualLimits(grpc::ServerContext* context,
                                const v1::ListAnnualLimitsRequest* request,
                                v1::ListAnnualLimitsResponse* response) override;
  grpc::Status ListBudgets(grpc::ServerContext* context, const v1::ListBudgetsRequest* request,
                           v1::ListBudgetsResponse* response) override;
  grpc::Status ListCatalogue(grpc::ServerContext* context, const v1::ListCatalogueRequest* request,
                             v1::ListCatalogueResponse* response) override;
  grpc::Status ListClaims(grpc::ServerContext* context, const v1::ListClaimsRequest* request,
                          v1::ListClaimsResponse* response) override;
  grpc::Status GetDossier(grpc::ServerContext* context, const v1::GetDossierRequest* request,
                          v1::GetDossierResponse* response) override;
  grpc::Status GetProductLife(grpc::ServerContext* context,
                              const v1::GetProductLifeRequest* request,
                              v1::GetProductLifeResponse* response) override;
  grpc::Status ListMeasureYears(grpc::ServerContext* context,
                                const v1::ListMeasureYearsRequest* request,
                                v1::ListMeasureYearsResponse* response) override;
  grpc::Status ListPublicItems(grpc::ServerContext* context,
                               const v1::ListPublicItemsRequest* request,
                               v1::ListPublicItemsResponse* response) override;
  grpc::Status ListWork(grpc::ServerContext* context, const v1::ListWorkRequest* request,
                        v1::ListWorkResponse* response) override;
  grpc::Status ListEvidence(grpc::ServerContext* context, const v1::ListEvidenceRequest* request,
                            v1::ListEvidenceResponse* response) override;
  grpc::Status GetYearReport(grpc::ServerContext* context, const v1::GetYearReportRequest* request,
                             v1::GetYearReportResponse* response) override;
  grpc::Status GetProjectionStatus(grpc::ServerContext* context,
                                   const v1::GetProjectionStatusRequest* request,
                                   v1::GetProjectionStatusResponse* response) override;
  grpc::Status RebuildModel(grpc::ServerContext* context, const v1::RebuildModelRequest* request,
                            grpc::ServerWriter<v1::RebuildModelResponse>* writer) override;

 private:
  struct CapQuestion;
  struct LimitsQuestion;
  struct BudgetsQuestion;
  struct CatalogueQuestion;
  struct ClaimsQuestion;
  struct DossierQuestion;
  struct ProductQuestion;
  struct PublicQuestion;
  struct WorkQuestion;

  // at_least_position, and as_of_date where it is about recording.
  template <typename Request>
  Moment ReadMoment(const Request& request, runtime::FieldErrors& errors) const {
    Moment moment{.at_least = {request.at_least_position()},
                  .as_of_date = errors.OptionalDate("as_of_date", request.as_of_date())};
    errors.Require(!moment.as_of_date || *moment.as_of_date <= reader_.Today(), "as_of_date",
                   "lies after today in Asia/Shanghai; nobody knows what will be recorded");
    return moment;
  }

  absl::StatusOr<v1::GetCapResponse> FindCap(const runtime::Caller& caller,
                                             const CapQuestion& question) const;
  absl::StatusOr<v1::ListAnnualLimitsResponse> FindLimits(const runtime::Caller& caller,
                                                          const LimitsQuestion& question) const;
  absl::StatusOr<v1::ListBudgetsResponse> FindBudgets(const runtime::Caller& caller,
                                                      const BudgetsQuestion& question) const;
  absl::StatusOr<v1::ListCatalogueResponse> FindCatalogue(const runtime::Caller& caller,
                                                          const CatalogueQuestion& question) const;
  absl::StatusOr<v1::ListClaimsResponse> FindClaims(const runtime::Caller& caller,
                                                    const ClaimsQuestion& question) const;
  absl::StatusOr<v1::GetDossierResponse> FindDossier(const runtime::Caller& caller,
                                                     const DossierQuestion& question) const;
  absl::StatusOr<v1::GetProductLifeResponse> FindProduct(const runtime::Caller& caller,
                                                         const ProductQuestion& question) const;
  absl::StatusOr<v1::ListPublicItemsResponse> FindPublic(const runtime::Caller& caller,
                                                         const PublicQuestion& question) const;
  absl::StatusOr<v1::ListWorkResponse> FindWork(const runtime::Caller& caller,
                                                const WorkQuestion& question) const;
  absl::StatusOr<v1::GetYearReportResponse> MakeYearReport(const runtime::Caller& caller,
                                                           std::uint32_t year,
                                                           eventstore::Position at_least) const;

  const runtime::ServiceContext context_;
  const Models& models_;
  const ModelReader reader_;
};

// The earliest position that any of these reflects: what an answer from all of them may claim.
inline eventstore::Position EarliestOf(std::initializer_list<const projection::ModelView*> views) {
  return (*std::ranges::min_element(views, {}, &projection::ModelView::position))->position;
}

// NOT_FOUND, ROUND_UNKNOWN: no round of this id, unless it is empty. `claims`: of that model.
absl::Status CheckRound(const projection::RowReader& claims, const std::string& round_id);

// An optional id of a filter.
inline std::string ReadFilterId(runtime::FieldErrors& errors, std::string_view field,
                                const std::string& value) {
  return value.empty() ? value : errors.Id(field, value);
}

// An optional choice of a filter; unspecified: all.
template <typename E>
E ReadFilterEnum(runtime::FieldErrors& errors, std::string_view field, E value) {
  return static_cast<int>(value) == 0 ? value : errors.EnumSet(field, value);
}

// An optional year of a filter; 0: all.
inline std::uint32_t ReadFilterYear(runtime::FieldErrors& errors, std::string_view field,
                                    std::uint32_t value) {
  if (value != 0) errors.InRange(field, value, calendar::kYearMin, calendar::kYearMax);
  return value;
}

}  // namespace debut::readmodels
