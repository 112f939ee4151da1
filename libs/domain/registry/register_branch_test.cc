#include "domain/registry/register_branch.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

RegisterBranch Command() {
  return {.branch_id = "E-1-1",
          .legal_person_id = "E-1",
          .credit_code = "91350100M000100Y43",
          .name = "北京智行科技有限公司福州分公司",
          .registered_date = CivilDay(2018, 6, 1)};
}

TEST(RegisterBranch, RecordsTheBranch) {
  Given(testing::Registered("E-1")).When(Command()).Then(testing::BranchOf("E-1", "E-1-1"));
}

TEST(RegisterBranch, IsRefusedWhenTheLegalPersonIsUnknown) {
  Given().When(Command()).ThenRejected(kEnterpriseUnknown);
}

TEST(RegisterBranch, IsRefusedWhenTheLegalPersonIsABranchItself) {
  Given(testing::BranchOf("E-0", "E-1", "91110108MA01000010"))
      .When(Command())
      .ThenRejected(kEnterpriseIsBranch);
}

TEST(RegisterBranch, IsRefusedWhenTheLegalPersonWasMergedIntoAnother) {
  Given(testing::Registered("E-1"), testing::Merged("E-1", "E-2", "2021-01-01"))
      .When(Command())
      .ThenRejected(kEnterpriseAlreadyMerged);
}

TEST(RegisterBranch, IsRefusedWhenTheIdIsTaken) {
  Given(testing::Registered("E-1"), testing::Registered("E-1-1", "他人", "91110108MA01000037"))
      .When(Command())
      .ThenRejected(kEnterpriseAlreadyRegistered);
}

TEST(RegisterBranch, IsRefusedWhenTheCodeIsTaken) {
  Given(testing::Registered("E-1", "北京智行科技有限公司", "91350100M000100Y43"))
      .When(Command())
      .ThenRejected(kCreditCodeTaken);
}

TEST(RegisterBranch, CantBeABranchOfItself) {
  RegisterBranch command = Command();
  command.branch_id = "E-1";
  Given(testing::Registered("E-1")).When(command).ThenRejected(kEnterpriseAlreadyRegistered);
}

}  // namespace
}  // namespace debut::registry
