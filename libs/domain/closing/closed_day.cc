#include "domain/closing/closed_day.h"

#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::closing {

eventstore::Query ClosedDay::Selects() const {
  return {{{.types = decision::TypesOf<v1::DayClosed>(),
            .tags = {decision::Tag("day", calendar::FormatDate(day))}}}};
}

void ClosedDay::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::DayClosed>(
      event, [&](const v1::DayClosed&) { closed_position = event.position.value; });
}

}  // namespace debut::closing
