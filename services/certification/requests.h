#pragma once

#include <string>

#include "base/clock.h"
#include "debut/certification/v1/certification_service.pb.h"
#include "domain/certification/assign_expert.h"
#include "domain/certification/certify_product.h"
#include "domain/certification/change_product_level.h"
#include "domain/certification/delist_product.h"
#include "domain/certification/expert_interests.h"
#include "domain/certification/file_evidence.h"
#include "domain/certification/file_test_report.h"
#include "domain/certification/laboratories.h"
#include "domain/certification/publish_catalogue_edition.h"
#include "domain/certification/reassess_product.h"
#include "domain/certification/recuse_expert.h"
#include "domain/certification/refuse_product.h"
#include "domain/certification/submit_expert_score.h"
#include "domain/certification/submit_product.h"
#include "runtime/caller.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Parties have their ids only: see preparation.h.
namespace debut::certification {

inline constexpr std::size_t kCertificateNumberCharactersMax = 64;
inline constexpr std::size_t kOpinionCharactersMax = 2'000;
inline constexpr int kIpRightsMax = 50;
inline constexpr std::uint32_t kEditionYearMin = 2020;  // The year of the first measures.

// Where a request comes from, besides its own fields.
struct Asking {
  const runtime::Caller& caller;
  const base::Clock& clock;
};

SubmitProduct Read(const v1::SubmitProductRequest& request, const Asking& asking,
                   runtime::FieldErrors& errors);
FileTestReport Read(const v1::FileTestReportRequest& request, const Asking& asking,
                    runtime::FieldErrors& errors);
FileEvidence Read(const v1::FileEvidenceRequest& request, const Asking& asking,
                  runtime::FieldErrors& errors);
RegisterLaboratory Read(const v1::RegisterLaboratoryRequest& request, const Asking& asking,
                        runtime::FieldErrors& errors);
AccreditLaboratory Read(const v1::AccreditLaboratoryRequest& request, const Asking& asking,
                        runtime::FieldErrors& errors);
SuspendLaboratory Read(const v1::SuspendLaboratoryRequest& request, const Asking& asking,
                       runtime::FieldErrors& errors);
LiftLaboratorySuspension Read(const v1::LiftLaboratorySuspensionRequest& request,
                              const Asking& asking, runtime::FieldErrors& errors);
DeclareExpertInterest Read(const v1::DeclareExpertInterestRequest& request, const Asking& asking,
                           runtime::FieldErrors& errors);
EndExpertInterest Read(const v1::EndExpertInterestRequest& request, const Asking& asking,
                       runtime::FieldErrors& errors);
OpenReassessment Read(const v1::OpenReassessmentRequest& request, const Asking& asking,
                      runtime::FieldErrors& errors);
CloseReassessment Read(const v1::CloseReassessmentRequest& request, const Asking& asking,
                       runtime::FieldErrors& errors);
AssignExpert Read(const v1::AssignExpertRequest& request, const Asking& asking,
                  runtime::FieldErrors& errors);
RecuseExpert Read(const v1::RecuseExpertRequest& request, const Asking& asking,
                  runtime::FieldErrors& errors);
SubmitExpertScore Read(const v1::SubmitExpertScoreRequest& request, const Asking& asking,
                       runtime::FieldErrors& errors);
CertifyProduct Read(const v1::CertifyProductRequest& request, const Asking& asking,
                    runtime::FieldErrors& errors);
RefuseProduct Read(const v1::RefuseProductRequest& request, const Asking& asking,
                   runtime::FieldErrors& errors);
ChangeProductLevel Read(const v1::ChangeProductLevelRequest& request, const Asking& asking,
                        runtime::FieldErrors& errors);
PublishCatalogueEdition Read(const v1::PublishCatalogueEditionRequest& request,
                             const Asking& asking, runtime::FieldErrors& errors);
DelistProduct Read(const v1::DelistProductRequest& request, const Asking& asking,
                   runtime::FieldErrors& errors);

struct LaboratoryAsked {
  std::string laboratory_id;
  absl::CivilDay as_of_date;
};
LaboratoryAsked Read(const v1::GetLaboratoryRequest& request, const Asking& asking,
                     runtime::FieldErrors& errors);

struct EditionsAsked {
  std::string from_edition_id;
  std::string to_edition_id;
};
EditionsAsked Read(const v1::DiffCatalogueEditionsRequest& request, const Asking& asking,
                   runtime::FieldErrors& errors);

struct ProductAsked {
  std::string product_id;
  absl::CivilDay as_of_date;
};
ProductAsked Read(const v1::GetProductRequest& request, const Asking& asking,
                  runtime::FieldErrors& errors);

}  // namespace debut::certification
