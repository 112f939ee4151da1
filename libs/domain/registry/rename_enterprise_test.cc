#include "domain/registry/rename_enterprise.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const RenameEnterprise kCommand{"E-1", "北京智行未来科技有限公司", CivilDay(2020, 5, 1)};

TEST(RenameEnterprise, RecordsTheName) {
  Given(testing::Registered("E-1"))
      .When(kCommand)
      .Then(testing::Renamed("E-1", "北京智行未来科技有限公司", "2020-05-01"));
}

TEST(RenameEnterprise, RecordsNothingWhenItHasThatNameThen) {
  Given(testing::Registered("E-1"),
        testing::Renamed("E-1", "北京智行未来科技有限公司", "2020-04-01"))
      .When(kCommand)
      .ThenNothing();
}

TEST(RenameEnterprise, GivesAnOldNameBack) {
  Given(testing::Registered("E-1", "北京智行未来科技有限公司"),
        testing::Renamed("E-1", "北京智行科技有限公司", "2018-01-01"))
      .When(kCommand)
      .Then(testing::Renamed("E-1", "北京智行未来科技有限公司", "2020-05-01"));
}

TEST(RenameEnterprise, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(kCommand).ThenRejected(kEnterpriseUnknown);
}

}  // namespace
}  // namespace debut::registry
