#include "domain/registry/register_enterprise.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

RegisterEnterprise Command() {
  return {.enterprise_id = "E-1",
          .credit_code = "91110108MA01000010",
          .name = "北京智行科技有限公司",
          .kind = v1::PARTY_KIND_ENTERPRISE,
          .registered_date = CivilDay(2016, 3, 1)};
}

TEST(RegisterEnterprise, RecordsTheEnterprise) {
  Given().When(Command()).Then(testing::Registered("E-1"));
}

TEST(RegisterEnterprise, IsRefusedWhenTheIdIsTaken) {
  Given(testing::Registered("E-1", "北京他人科技有限公司", "91350100M000100Y43"))
      .When(Command())
      .ThenRejected(kEnterpriseAlreadyRegistered);
}

TEST(RegisterEnterprise, IsRefusedWhenTheIdIsABranchs) {
  Given(testing::BranchOf("E-9", "E-1")).When(Command()).ThenRejected(kEnterpriseAlreadyRegistered);
}

TEST(RegisterEnterprise, IsRefusedWhenAnEnterpriseHasTheCode) {
  Given(testing::Registered("E-2"))
      .When(Command())
      .ThenRejected(
          decision::Rejection{"CREDIT_CODE_TAKEN",
                              "credit code 91110108MA01000010 belongs to E-2",
                              decision::RejectionKind::kAlreadyExists,
                              {{"credit_code", "91110108MA01000010"}, {"holder_id", "E-2"}}});
}

TEST(RegisterEnterprise, IsRefusedWhenABranchHasTheCode) {
  Given(testing::BranchOf("E-3", "E-3-1", "91110108MA01000010"))
      .When(Command())
      .ThenRejected(kCreditCodeTaken);
}

TEST(RegisterEnterprise, NamesTheTakenIdBeforeTheTakenCode) {
  Given(testing::Registered("E-1")).When(Command()).ThenRejected(kEnterpriseAlreadyRegistered);
}

}  // namespace
}  // namespace debut::registry
