#include "services/debutd/contexts.h"

#include "services/eventlog/event_log_service.h"
#ifdef DEBUTD_HAS_REGISTRY
#include "services/registry/registry_service.h"
#endif
#ifdef DEBUTD_HAS_CERTIFICATION
#include "services/certification/certification_service.h"
#endif
#ifdef DEBUTD_HAS_MARKET
#include "services/market/market_service.h"
#endif
#ifdef DEBUTD_HAS_POLICY
#include "services/policy/policy_service.h"
#endif
#ifdef DEBUTD_HAS_GRANTS
#include "services/grants/grants_service.h"
#endif
#ifdef DEBUTD_HAS_READMODELS
#include "services/readmodels/readmodels_service.h"
#endif

namespace debut::debutd {

std::vector<runtime::MakeService> AllServices() {
  return {
      [](const runtime::ServiceContext& context) {
        return eventlog::MakeEventLogService(*context.raw_log, context.reception);
      },
#ifdef DEBUTD_HAS_REGISTRY
      registry::MakeRegistryService,
#endif
#ifdef DEBUTD_HAS_CERTIFICATION
      certification::MakeCertificationService,
#endif
#ifdef DEBUTD_HAS_MARKET
      market::MakeMarketService,
#endif
#ifdef DEBUTD_HAS_POLICY
      policy::MakePolicyService,
#endif
#ifdef DEBUTD_HAS_GRANTS
      grants::MakeGrantsService,
#endif
#ifdef DEBUTD_HAS_READMODELS
      readmodels::MakeReadModelsService,
#endif
  };
}

}  // namespace debut::debutd
