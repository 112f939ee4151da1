#include "eventstore/conversion.h"

#include <utility>

namespace debut::eventstore {
namespace {

// Event and Entry share the names of these fields.
template <typename Proto>
Event TakeEvent(Proto& proto) {
  Event event;
  event.type = std::move(*proto.mutable_type());
  event.tags.reserve(static_cast<std::size_t>(proto.tags_size()));
  for (std::string& tag : *proto.mutable_tags()) event.tags.push_back(std::move(tag));
  event.payload = std::move(*proto.mutable_payload());
  event.schema = proto.schema();
  event.event_id = std::move(*proto.mutable_event_id());
  event.principal = std::move(*proto.mutable_principal());
  event.request_id = std::move(*proto.mutable_request_id());
  event.request_digest = std::move(*proto.mutable_request_digest());
  event.causation_id = std::move(*proto.mutable_causation_id());
  event.trace_parent = std::move(*proto.mutable_trace_parent());
  return event;
}

}  // namespace

void ToProto(Event event, eventlog::v1::Event& proto) {
  proto.set_event_id(std::move(event.event_id));
  proto.set_type(std::move(event.type));
  for (std::string& tag : event.tags) proto.add_tags(std::move(tag));
  proto.set_schema(event.schema);
  proto.set_principal(std::move(event.principal));
  proto.set_request_id(std::move(event.request_id));
  proto.set_request_digest(std::move(event.request_digest));
  proto.set_causation_id(std::move(event.causation_id));
  proto.set_trace_parent(std::move(event.trace_parent));
  proto.set_payload(std::move(event.payload));
}

Event FromProto(eventlog::v1::Event&& proto) { return TakeEvent(proto); }

absl::StatusOr<SequencedEvent> FromProto(eventlog::v1::Entry&& proto) {
  if (proto.position() == 0) return absl::DataLossError("an entry has no position");
  return SequencedEvent{
      {proto.position()}, absl::FromUnixMicros(proto.recorded_time_us()), TakeEvent(proto)};
}

void ToProto(const Query& query, eventlog::v1::Query& proto) {
  for (const QueryItem& item : query.items) {
    eventlog::v1::QueryItem& to = *proto.add_items();
    to.mutable_types()->Assign(item.types.begin(), item.types.end());
    to.mutable_tags()->Assign(item.tags.begin(), item.tags.end());
    to.set_after_position(item.after.value);
  }
}

Query FromProto(const eventlog::v1::Query& proto) {
  Query query;
  query.items.reserve(static_cast<std::size_t>(proto.items_size()));
  for (const eventlog::v1::QueryItem& item : proto.items()) {
    query.items.push_back({{item.types().begin(), item.types().end()},
                           {item.tags().begin(), item.tags().end()},
                           {item.after_position()}});
  }
  return query;
}

void ToProto(const AppendCondition& condition, eventlog::v1::AppendCondition& proto) {
  ToProto(condition.fail_if_matches, *proto.mutable_fail_if_matches());
  proto.set_after_position(condition.after.value);
}

AppendCondition FromProto(const eventlog::v1::AppendCondition& proto) {
  return {FromProto(proto.fail_if_matches()), {proto.after_position()}};
}

}  // namespace debut::eventstore
