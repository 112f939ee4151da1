#include "domain/exchange/plan_event.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/exchange/guards.h"
#include "domain/exchange/reasons.h"

namespace debut::exchange {

using calendar::FormatDate;

std::tuple<EventFile> PlanEvent::Reads() const { return {EventFile{event_id}}; }

decision::Decision PlanEvent::Decide(const EventFile& event) const {
  if (event.planned) {
    const bool same = event.kind == kind && event.name == name && event.country == country &&
                      event.city == city && event.begins_date == begins_date &&
                      event.ends_date == ends_date && event.document == document;
    if (same) return decision::Nothing();
    return decision::RejectAlreadyExists(kEventAlreadyPlanned,
                                         fmt::format("{} is another event", event_id),
                                         {{"event_id", event_id}});
  }
  v1::ExchangeEventPlanned fact;
  fact.set_event_id(event_id);
  fact.set_kind(kind);
  fact.set_name(name);
  fact.set_country(country);
  fact.set_city(city);
  fact.set_begins_date(FormatDate(begins_date));
  fact.set_ends_date(FormatDate(ends_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<EventFile> CancelEvent::Reads() const { return {EventFile{event_id}}; }

decision::Decision CancelEvent::Decide(const EventFile& event) const {
  if (event.cancelled_date == cancelled_date) return decision::Nothing();
  if (auto refusal = RefusalOfEvent(event)) return *std::move(refusal);
  v1::ExchangeEventCancelled fact;
  fact.set_event_id(event_id);
  fact.set_cancelled_date(FormatDate(cancelled_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::exchange
