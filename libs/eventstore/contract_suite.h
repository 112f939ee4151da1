#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "eventstore/event_store.h"

namespace debut::eventstore {

// What every EventStore must do. A check gets an empty store of its own and returns a verdict
// instead of failing, so that a control can demand that a broken store does not pass.
struct ContractCheck {
  std::string name;  // Completes "an event store …".
  std::function<testing::AssertionResult(EventStore&)> run;
};

std::vector<ContractCheck> AppendChecks();
std::vector<ContractCheck> ConditionChecks();
std::vector<ContractCheck> LimitChecks();
std::vector<ContractCheck> ReadChecks();
std::vector<ContractCheck> SubscribeChecks();
std::vector<ContractCheck> RaceChecks();

// All of them.
std::vector<ContractCheck> ContractChecks();

// Makes an empty store; the pointer also owns what the store stands on (directories, servers).
using StoreFactory = std::function<std::shared_ptr<EventStore>()>;

// Registers one test per check as "<suite>.<check>". Call it before RUN_ALL_TESTS, for instance
// from the initialiser of a namespace-scope constant.
bool RegisterContractTests(const std::string& suite, StoreFactory factory);

}  // namespace debut::eventstore
