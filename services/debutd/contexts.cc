#include "services/debutd/contexts.h"

#include "services/certification/certification_service.h"
#include "services/eventlog/event_log_service.h"
#include "services/eventlog/transparency_service.h"
#include "services/exchange/exchange_service.h"
#include "services/financing/financing_service.h"
#include "services/grants/grants_service.h"
#include "services/insurance/insurance_service.h"
#include "services/market/market_service.h"
#include "services/policy/policy_service.h"
#include "services/privacy/privacy_service.h"
#include "services/promotion/promotion_service.h"
#include "services/readmodels/readmodels_service.h"
#include "services/registry/registry_service.h"
#include "services/standards/standards_service.h"

namespace debut::debutd {

std::vector<runtime::MakeService> AllServices() {
  return {[](const runtime::ServiceContext& context) {
            return eventlog::MakeEventLogService(*context.raw_log, context.reception);
          },
          eventlog::MakeTransparencyService,
          privacy::MakePrivacyService,
          registry::MakeRegistryService,
          certification::MakeCertificationService,
          standards::MakeStandardsService,
          market::MakeMarketService,
          exchange::MakeExchangeService,
          promotion::MakePromotionService,
          insurance::MakeInsuranceService,
          financing::MakeFinancingService,
          policy::MakePolicyService,
          grants::MakeGrantsService,
          grants::MakeClaimReviewService,
          readmodels::MakeReadModelsService};
}

}  // namespace debut::debutd
