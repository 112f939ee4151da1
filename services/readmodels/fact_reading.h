#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/event.h"

namespace debut::readmodels {

// What any fact says, by the contract's own descriptors: a new fact of any context is read without
// a line of code here.

// The fact in an event; null if this program doesn't know the type.
std::unique_ptr<google::protobuf::Message> FactIn(const eventstore::SequencedEvent& event);

// The legal date of a fact, "2021-03-01": the field that is named like the fact's verb (signed_date
// of ContractSigned), else its last date; empty if it has none.
std::string LegalDateOf(const google::protobuf::Message& fact);

// Its amount_fen; zero if it has none.
std::int64_t AmountOf(const google::protobuf::Message& fact);

// The values of its tags of a name: {"P-1", "P-2"} of "product".
std::vector<std::string> TagValues(const eventstore::SequencedEvent& event, std::string_view name);

}  // namespace debut::readmodels
