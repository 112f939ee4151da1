#pragma once

#include <string>

#include "base/clock.h"
#include "debut/promotion/v1/promotion_service.pb.h"
#include "domain/promotion/cooperation.h"
#include "domain/promotion/end_demand.h"
#include "domain/promotion/hold_launch.h"
#include "domain/promotion/hold_meeting.h"
#include "domain/promotion/offer_product.h"
#include "domain/promotion/publish_demand.h"
#include "domain/promotion/publish_match_list.h"
#include "domain/promotion/record_exhibit_page.h"
#include "domain/promotion/record_outcome.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Keys that only the log knows are missing: see preparation.h.
namespace debut::promotion {

inline constexpr std::size_t kTextCharactersMax = 4'000;
inline constexpr std::size_t kKeywordCharactersMax = 20;
inline constexpr std::size_t kUrlCharactersMax = 500;
inline constexpr int kMediaLinksMax = 20;
inline constexpr int kExhibitsPageMax = 500;

PublishDemand Read(const v1::PublishDemandRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
CloseDemand Read(const v1::CloseDemandRequest& request, runtime::FieldErrors& errors,
                 const base::Clock& clock);
WithdrawDemand Read(const v1::WithdrawDemandRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
OfferProduct Read(const v1::OfferProductRequest& request, runtime::FieldErrors& errors,
                  const base::Clock& clock);
WithdrawOffer Read(const v1::WithdrawOfferRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
PublishMatchList Read(const v1::PublishMatchListRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
// The list that would be published: its id is none that a list can have.
PublishMatchList Read(const v1::RankProductsRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
HoldMeeting Read(const v1::HoldMeetingRequest& request, runtime::FieldErrors& errors,
                 const base::Clock& clock);
HoldLaunch Read(const v1::HoldLaunchRequest& request, runtime::FieldErrors& errors,
                const base::Clock& clock);
SignCooperation Read(const v1::SignCooperationRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
EndCooperation Read(const v1::EndCooperationRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
HoldActivity Read(const v1::HoldActivityRequest& request, runtime::FieldErrors& errors,
                  const base::Clock& clock);
RecordExhibitPage Read(const v1::RecordExhibitPageRequest& request, runtime::FieldErrors& errors,
                       const base::Clock& clock);
RecordOutcome Read(const v1::RecordOutcomeRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
WithdrawOutcome Read(const v1::WithdrawOutcomeRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);

}  // namespace debut::promotion
