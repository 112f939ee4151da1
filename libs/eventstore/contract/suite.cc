#include <utility>

#include "eventstore/contract_suite.h"

namespace debut::eventstore {
namespace {

class ContractTest : public testing::Test {
 public:
  ContractTest(StoreFactory factory, ContractCheck check)
      : factory_(std::move(factory)), check_(std::move(check)) {}

  void TestBody() override {
    const std::shared_ptr<EventStore> store = factory_();
    ASSERT_NE(store, nullptr);
    EXPECT_TRUE(check_.run(*store));
  }

 private:
  const StoreFactory factory_;
  const ContractCheck check_;
};

}  // namespace

std::vector<ContractCheck> ContractChecks() {
  std::vector<ContractCheck> all;
  for (auto* part : {&AppendChecks, &ConditionChecks, &LimitChecks, &ReadChecks, &SubscribeChecks,
                     &RaceChecks}) {
    for (ContractCheck& check : part()) all.push_back(std::move(check));
  }
  return all;
}

bool RegisterContractTests(const std::string& suite, StoreFactory factory) {
  for (const ContractCheck& check : ContractChecks()) {
    testing::RegisterTest(
        suite.c_str(), check.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
        [factory, check]() -> testing::Test* { return new ContractTest(factory, check); });
  }
  return true;
}

}  // namespace debut::eventstore
