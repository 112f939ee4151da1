#include "decision/request.h"

#include <algorithm>

#include "decision/fact_codec.h"
#include "eventstore/event_id.h"

namespace debut::decision {
namespace {

std::string RequestTag(const std::string& request_id) { return Tag("request", request_id); }

void AddTag(std::string tag, std::vector<std::string>& tags) {
  const auto place = std::ranges::lower_bound(tags, tag);
  if (place == tags.end() || *place != tag) tags.insert(place, std::move(tag));
}

}  // namespace

eventstore::Query RequestHistory::Selects() const {
  if (request_id.empty()) return {};
  return {{{.types = {}, .tags = {RequestTag(request_id)}, .after = {}}}};
}

void Stamp(const CommandContext& context, std::vector<eventstore::Event>& events) {
  for (eventstore::Event& event : events) {
    event.event_id = eventstore::MakeEventId();
    event.principal = context.principal;
    event.request_id = context.request_id;
    event.request_digest = context.request_digest;
    event.causation_id = context.causation_id;
    event.trace_parent = context.trace_parent;
    if (!context.request_id.empty()) AddTag(RequestTag(context.request_id), event.tags);
    if (!context.via.empty()) AddTag(Tag("via", context.via), event.tags);
  }
}

}  // namespace debut::decision
