#include "domain/closing/close_day.h"

#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"

namespace debut::closing {

decision::Decision CloseDay::Decide(const ClosedDay& closed) const {
  if (closed.closed_position > 0) return decision::Nothing();
  v1::DayClosed fact;
  fact.set_day(calendar::FormatDate(day));
  fact.set_position(position);
  for (const ModelDigest& each : models) {
    v1::ModelDigest& model = *fact.add_models();
    model.set_model(each.model);
    model.set_version(each.version);
    model.set_rows_count(each.rows_count);
    model.set_digest(each.digest);
  }
  return decision::Record(fact);
}

}  // namespace debut::closing
