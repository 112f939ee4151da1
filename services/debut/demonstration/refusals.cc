#include "services/debut/demonstration/chapters.h"

namespace debut::cli::demonstration {

void WriteRefusals(const Cast& cast, Script& script) {
  script.Comment("Refusals: one of each kind, with its reason");
  const Party& maker = cast.makers.front();
  script.Call("registry.RegisterEnterprise", kRegistrar,
              {{"enterprise_id", "E-999"}, {"credit_code", maker.credit_code}, {"name", "重名企业"},
               {"registered_date", "2021-01-04"}},
              "CREDIT_CODE_TAKEN");
}

}  // namespace debut::cli::demonstration
