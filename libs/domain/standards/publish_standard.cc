#include "domain/standards/publish_standard.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/standards/guards.h"
#include "domain/standards/reasons.h"

namespace debut::standards {

std::tuple<StandardFile, NumberHolder> PublishStandard::Reads() const {
  return {StandardFile{standard_id}, NumberHolder{NumberKey(number)}};
}

decision::Decision PublishStandard::Decide(const StandardFile& standard,
                                           const NumberHolder& holder) const {
  if (standard.state == v1::STANDARD_STATE_PUBLISHED && standard.number_key == holder.number_key &&
      standard.published_date == published_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfStep(standard, {v1::STANDARD_STATE_DRAFTED}, published_date)) {
    return *std::move(refusal);
  }
  if (standard.drafters.empty()) {
    return decision::Reject(kDrafterMissing, fmt::format("nobody drafted {}", standard_id));
  }
  if (auto refusal = RefusalOfNumber(holder)) return *std::move(refusal);
  v1::StandardPublished fact;
  fact.set_standard_id(standard_id);
  fact.set_number(number);
  fact.set_number_key(holder.number_key);
  fact.set_publisher(publisher);
  fact.set_published_date(calendar::FormatDate(published_date));
  return decision::Record(fact);
}

std::tuple<StandardFile, NumberHolder> ReviseStandard::Reads() const {
  return {StandardFile{standard_id}, NumberHolder{NumberKey(number)}};
}

decision::Decision ReviseStandard::Decide(const StandardFile& standard,
                                          const NumberHolder& holder) const {
  if (standard.numbers.size() > 1 && standard.numbers.back() == number &&
      standard.last_date == revised_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfStep(standard, {v1::STANDARD_STATE_PUBLISHED}, revised_date)) {
    return *std::move(refusal);
  }
  if (auto refusal = RefusalOfNumber(holder)) return *std::move(refusal);
  v1::StandardRevised fact;
  fact.set_standard_id(standard_id);
  fact.set_number(number);
  fact.set_number_key(holder.number_key);
  fact.set_revised_date(calendar::FormatDate(revised_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::standards
