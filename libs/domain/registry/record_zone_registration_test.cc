#include "domain/registry/record_zone_registration.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const RecordZoneRegistration kCommand{"E-1", {CivilDay(2016, 3, 1), CivilDay(2020, 12, 31)}};

TEST(RecordZoneRegistration, RecordsAPeriod) {
  Given(testing::Registered("E-1"))
      .When(kCommand)
      .Then(testing::InZone("E-1", "2016-03-01", "2020-12-31"));
}

TEST(RecordZoneRegistration, RecordsAPeriodWithoutEnd) {
  Given(testing::Registered("E-1"))
      .When(RecordZoneRegistration{"E-1", {CivilDay(2016, 3, 1), {}}})
      .Then(testing::InZone("E-1", "2016-03-01"));
}

TEST(RecordZoneRegistration, ReplacesThePeriodWithTheSameFirstDay) {
  const Given history(testing::Registered("E-1"), testing::InZone("E-1", "2016-03-01"));
  history.When(kCommand).Then(testing::InZone("E-1", "2016-03-01", "2020-12-31"));
}

TEST(RecordZoneRegistration, RecordsNothingWhenThePeriodIsOnRecord) {
  Given(testing::Registered("E-1"), testing::InZone("E-1", "2016-03-01", "2020-12-31"))
      .When(kCommand)
      .ThenNothing();
}

TEST(RecordZoneRegistration, RecordsAPeriodThatWasReplacedInBetween) {
  Given(testing::Registered("E-1"), testing::InZone("E-1", "2016-03-01", "2020-12-31"),
        testing::InZone("E-1", "2016-03-01", "2020-06-30"))
      .When(kCommand)
      .Then(testing::InZone("E-1", "2016-03-01", "2020-12-31"));
}

TEST(RecordZoneRegistration, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(kCommand).ThenRejected(kEnterpriseUnknown);
}

}  // namespace
}  // namespace debut::registry
