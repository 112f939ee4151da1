#include "domain/financing/record_revenue.h"

#include "debut/financing/v1/financing_events.pb.h"
#include "domain/financing/guards.h"

namespace debut::financing {

std::tuple<registry::EnterpriseFile, RevenueFile> RecordRevenue::Reads() const {
  return {registry::EnterpriseFile{enterprise_id}, RevenueFile{enterprise_id}};
}

decision::Decision RecordRevenue::Decide(const registry::EnterpriseFile& enterprise,
                                         const RevenueFile& file) const {
  if (!enterprise.registered) return RejectEnterpriseUnknown(enterprise_id);
  const auto recorded = file.revenues.find(year);
  if (recorded != file.revenues.end() &&
      recorded->second == RevenueFile::Revenue{revenue, document}) {
    return decision::Nothing();
  }
  v1::RevenueRecorded fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_year(year);
  fact.set_revenue_fen(revenue.count);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::financing
