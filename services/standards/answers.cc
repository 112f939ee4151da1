#include "services/standards/answers.h"

#include <map>

#include "calendar/date.h"

namespace debut::standards {

v1::Standard StandardOf(const StandardFile& file) {
  v1::Standard standard;
  standard.set_standard_id(file.standard_id);
  standard.set_title(file.title);
  standard.set_tier(file.tier);
  standard.set_state(file.state);
  standard.set_proposer_id(file.proposer_id);
  standard.set_series_id(file.series_id);
  for (const std::string& id : file.product_ids) standard.add_product_ids(id);
  std::map<std::uint32_t, std::string> by_rank;
  for (const auto& [id, drafter] : file.drafters) by_rank[drafter.rank] = id;
  for (const auto& [rank, id] : by_rank) {
    v1::Drafter& drafter = *standard.add_drafters();
    drafter.set_enterprise_id(id);
    drafter.set_role(file.drafters.at(id).role);
    drafter.set_rank(rank);
  }
  for (const std::string& number : file.numbers) standard.add_numbers(number);
  if (file.Published()) standard.set_published_date(calendar::FormatDate(file.published_date));
  for (const auto& [id, activity] : file.activities) standard.add_activity_ids(id);
  return standard;
}

}  // namespace debut::standards
