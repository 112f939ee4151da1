#include "domain/standards/draft_standard.h"

#include "calendar/date.h"
#include "domain/standards/guards.h"

namespace debut::standards {

std::tuple<StandardFile> ApproveStandard::Reads() const { return {StandardFile{standard_id}}; }

decision::Decision ApproveStandard::Decide(const StandardFile& standard) const {
  if (standard.state == v1::STANDARD_STATE_APPROVED && standard.plan_number == plan_number &&
      standard.last_date == approved_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfStep(standard, {v1::STANDARD_STATE_PROPOSED}, approved_date)) {
    return *std::move(refusal);
  }
  v1::StandardApproved fact;
  fact.set_standard_id(standard_id);
  fact.set_plan_number(plan_number);
  fact.set_approved_date(calendar::FormatDate(approved_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<StandardFile> CompleteDraft::Reads() const { return {StandardFile{standard_id}}; }

decision::Decision CompleteDraft::Decide(const StandardFile& standard) const {
  if (standard.state == v1::STANDARD_STATE_DRAFTED && standard.last_date == drafted_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfStep(standard, {v1::STANDARD_STATE_APPROVED}, drafted_date)) {
    return *std::move(refusal);
  }
  v1::StandardDrafted fact;
  fact.set_standard_id(standard_id);
  fact.set_drafted_date(calendar::FormatDate(drafted_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::standards
