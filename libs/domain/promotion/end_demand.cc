#include "domain/promotion/end_demand.h"

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {
namespace {

// Why a demand can't end on a date: a closed one is over whatever the date.
std::optional<decision::Decision> RefusalOfEnd(const DemandFile& demand, absl::CivilDay date) {
  return RefusalOfDemandOn(demand, demand.closed_date.has_value() ? absl::CivilDay::max() : date);
}

}  // namespace

std::tuple<DemandFile> CloseDemand::Reads() const { return {DemandFile{demand_id}}; }

decision::Decision CloseDemand::Decide(const DemandFile& demand) const {
  if (demand.published && demand.closed_date == closed_date) return decision::Nothing();
  if (auto refusal = RefusalOfEnd(demand, closed_date)) return *std::move(refusal);

  v1::DemandClosed fact;
  fact.set_demand_id(demand_id);
  fact.set_closed_date(calendar::FormatDate(closed_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

std::tuple<DemandFile> WithdrawDemand::Reads() const { return {DemandFile{demand_id}}; }

decision::Decision WithdrawDemand::Decide(const DemandFile& demand) const {
  if (demand.published && demand.withdrawn_date == withdrawn_date) return decision::Nothing();
  if (auto refusal = RefusalOfEnd(demand, withdrawn_date)) return *std::move(refusal);

  v1::DemandWithdrawn fact;
  fact.set_demand_id(demand_id);
  fact.set_withdrawn_date(calendar::FormatDate(withdrawn_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::promotion
