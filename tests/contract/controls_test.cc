// Positive controls: each check of the contract suite must fail on a store with the bug that it is
// for.
#include "tests/contract/controls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "eventstore/contract_suite.h"

namespace debut::eventstore {

void PrintTo(const Control& control, std::ostream* out) { *out << control.bug; }

namespace {

std::vector<Control> AllControls() {
  std::vector<Control> all;
  for (auto* part : {&AppendControls, &ReadControls, &SubscribeControls}) {
    for (Control& control : part()) all.push_back(std::move(control));
  }
  return all;
}

class Controls : public testing::TestWithParam<Control> {};

TEST_P(Controls, AreCaught) {
  static const std::vector<ContractCheck> checks = ContractChecks();
  for (const std::string& name : GetParam().caught_by) {
    const auto check = std::ranges::find(checks, name, &ContractCheck::name);
    ASSERT_NE(check, checks.end()) << name;
    BrokenStore store;
    GetParam().plant(store);
    EXPECT_FALSE(check->run(store)) << name << " passes";
  }
}

INSTANTIATE_TEST_SUITE_P(Planted, Controls, testing::ValuesIn(AllControls()),
                         [](const auto& tested) { return tested.param.bug; });

TEST(ContractChecks, EachHaveAControl) {
  std::set<std::string> controlled;
  for (const Control& control : AllControls()) {
    controlled.insert(control.caught_by.begin(), control.caught_by.end());
  }
  for (const ContractCheck& check : ContractChecks()) {
    EXPECT_TRUE(controlled.contains(check.name)) << check.name << " fails on no broken store";
  }
}

TEST(ContractChecks, PassOnAStoreWithoutABug) {
  for (const ContractCheck& check : ContractChecks()) {
    BrokenStore store;
    EXPECT_TRUE(check.run(store)) << check.name;
  }
}

}  // namespace
}  // namespace debut::eventstore
