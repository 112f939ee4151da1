#pragma once

#include "base/clock.h"
#include "debut/standards/v1/standards_service.pb.h"
#include "domain/standards/cover_product.h"
#include "domain/standards/draft_standard.h"
#include "domain/standards/name_drafter.h"
#include "domain/standards/promote_standard.h"
#include "domain/standards/propose_standard.h"
#include "domain/standards/publish_standard.h"
#include "domain/standards/withdraw_standard.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Parties have their ids only, other keys are missing: see
// preparation.h.
namespace debut::standards {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a plan or a standard.
inline constexpr int kRankMax = 999;
inline constexpr int kParticipantsMax = 1'000'000;

ProposeStandard Read(const v1::ProposeStandardRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
ApproveStandard Read(const v1::ApproveStandardRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
NameDrafter Read(const v1::NameDrafterRequest& request, runtime::FieldErrors& errors,
                 const base::Clock& clock);
RemoveDrafter Read(const v1::RemoveDrafterRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
CompleteDraft Read(const v1::CompleteDraftRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
PublishStandard Read(const v1::PublishStandardRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
ReviseStandard Read(const v1::ReviseStandardRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
WithdrawStandard Read(const v1::WithdrawStandardRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
CoverProduct Read(const v1::CoverProductRequest& request, runtime::FieldErrors& errors,
                  const base::Clock& clock);
PromoteStandard Read(const v1::PromoteStandardRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);

}  // namespace debut::standards
