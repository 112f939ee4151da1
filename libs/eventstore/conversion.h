#pragma once

#include "absl/status/statusor.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "eventstore/event_store.h"

namespace debut::eventstore {

// Between the store's types and their messages on the wire. Nothing is checked on the way:
// validate.h does that. Stored bytes: entry_codec.h.

void ToProto(Event event, eventlog::v1::Event& proto);
Event FromProto(eventlog::v1::Event&& proto);

// DATA_LOSS: without a position.
absl::StatusOr<SequencedEvent> FromProto(eventlog::v1::Entry&& proto);

void ToProto(const Query& query, eventlog::v1::Query& proto);
Query FromProto(const eventlog::v1::Query& proto);

void ToProto(const AppendCondition& condition, eventlog::v1::AppendCondition& proto);
AppendCondition FromProto(const eventlog::v1::AppendCondition& proto);

}  // namespace debut::eventstore
