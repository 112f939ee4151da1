#include "domain/registry/record_sme_status.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const RecordSmeStatus kCommand{"E-1", {true, "中小企业声明函"}, CivilDay(2020, 1, 1)};

TEST(RecordSmeStatus, RecordsTheStatus) {
  Given(testing::Registered("E-1")).When(kCommand).Then(testing::Sme("E-1", "2020-01-01"));
}

TEST(RecordSmeStatus, RecordsNothingWhenItIsOnRecord) {
  Given(testing::Registered("E-1"), testing::Sme("E-1", "2020-01-01"),
        testing::Sme("E-1", "2021-01-01", false))
      .When(kCommand)
      .ThenNothing();
}

TEST(RecordSmeStatus, CorrectsTheStatusFromTheSameDayOn) {
  Given(testing::Registered("E-1"), testing::Sme("E-1", "2020-01-01", false))
      .When(kCommand)
      .Then(testing::Sme("E-1", "2020-01-01"));
}

TEST(RecordSmeStatus, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(kCommand).ThenRejected(kEnterpriseUnknown);
}

}  // namespace
}  // namespace debut::registry
