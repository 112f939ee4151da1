#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "eventstore/event.h"

namespace debut::decision {

// A fact as an event: type = the message's full name, schema = its (options.v1.fact), payload =
// its deterministic serialisation, tags = its non-empty fields with (options.v1.tag), at any depth,
// sorted and unique. Requires a message that is marked as a fact, tags on string fields only, and
// no map: its bytes would differ from one encoder to the next.
eventstore::Event EncodeFact(const google::protobuf::Message& fact);

// The event's type and payload as one line of text proto, for messages to people; the bare type and
// the payload's size if this program doesn't know the type.
std::string TextOf(const eventstore::Event& event);

// "enterprise:E-1": how an event is indexed under the field marked (options.v1.tag) = "enterprise".
std::string Tag(std::string_view name, std::string_view value);

// The event type of a fact.
template <typename Fact>
const std::string& TypeOf() {
  return Fact::descriptor()->full_name();
}

template <typename... Facts>
std::vector<std::string> TypesOf() {
  return {TypeOf<Facts>()...};
}

// Calls `then(const Fact&)` if the event is a `Fact`. A payload of that type which does not parse
// is a broken invariant: the log only takes what EncodeFact made.
template <typename Fact, typename Then>
void On(const eventstore::SequencedEvent& event, Then&& then) {
  if (event.event.type != TypeOf<Fact>()) return;
  Fact fact;
  ENSURE(fact.ParseFromString(event.event.payload),
         "the payload of " + event.event.type + " at position " +
             std::to_string(event.position.value) + " does not parse");
  std::forward<Then>(then)(std::as_const(fact));
}

}  // namespace debut::decision
