#include "domain/registry/lift_ban.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const LiftBan kCommand{"BAN-7", "E-1", CivilDay(2021, 7, 1), "撤销决定"};

const Given& Banned() {
  static const Given history(testing::Banned("E-1", "BAN-7", "2020-01-01", "2022-12-31"));
  return history;
}

TEST(LiftBan, RecordsTheLifting) {
  Banned().When(kCommand).Then(testing::Lifted("E-1", "BAN-7", "2021-07-01"));
}

TEST(LiftBan, AnnulsABanThatHasNotBegun) {
  LiftBan command = kCommand;
  command.lifted_date = CivilDay(2019, 12, 1);
  Banned().When(command).Then(testing::Lifted("E-1", "BAN-7", "2019-12-01"));
}

TEST(LiftBan, IsRefusedWhenTheBanIsUnknown) { Given().When(kCommand).ThenRejected(kBanUnknown); }

TEST(LiftBan, IsRefusedWhenTheBanIsAnotherEnterprises) {
  Given(testing::Banned("E-2", "BAN-7", "2020-01-01", "2022-12-31"))
      .When(kCommand)
      .ThenRejected(kBanUnknown);
}

TEST(LiftBan, RecordsNothingWhenItWasLiftedOnThatDate) {
  Banned().And(testing::Lifted("E-1", "BAN-7", "2021-07-01")).When(kCommand).ThenNothing();
}

TEST(LiftBan, IsRefusedWhenItWasLiftedOnAnotherDate) {
  Banned()
      .And(testing::Lifted("E-1", "BAN-7", "2021-06-01"))
      .When(kCommand)
      .ThenRejected(kBanAlreadyLifted);
}

TEST(LiftBan, IsRefusedWhenTheBanHadRunOut) {
  LiftBan command = kCommand;
  command.lifted_date = CivilDay(2023, 1, 1);
  Banned().When(command).ThenRejected(kBanAlreadyOver);
}

}  // namespace
}  // namespace debut::registry
