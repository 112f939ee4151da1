#include "domain/registry/impose_ban.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const ImposeBan kCommand{.ban_id = "BAN-7",
                         .enterprise_id = "E-1",
                         .from_date = CivilDay(2020, 1, 1),
                         .to_date = CivilDay(2022, 12, 31),
                         .document = "京财罚〔2020〕7号",
                         .reason = "提供虚假材料"};

TEST(ImposeBan, RecordsTheBan) {
  Given(testing::Registered("E-1"))
      .When(kCommand)
      .Then(testing::Banned("E-1", "BAN-7", "2020-01-01", "2022-12-31"));
}

TEST(ImposeBan, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(kCommand).ThenRejected(kEnterpriseUnknown);
}

TEST(ImposeBan, IsRefusedWhenTheIdIsTaken) {
  Given(testing::Registered("E-1"), testing::Banned("E-2", "BAN-7", "2019-01-01", "2019-12-31"))
      .When(kCommand)
      .ThenRejected(kBanAlreadyImposed);
}

}  // namespace
}  // namespace debut::registry
