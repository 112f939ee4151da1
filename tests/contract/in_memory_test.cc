#include "eventstore/contract_suite.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::eventstore {
namespace {

const bool kRegistered = RegisterContractTests(
    "InMemoryEventStore", [] { return std::make_shared<InMemoryEventStore>(); });

}  // namespace
}  // namespace debut::eventstore
