#include "domain/promotion/hold_launch.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using certification::testing::Certified;
using certification::testing::Listed;
using certification::testing::Submitted;
using test::Given;
using testing::Launched;

HoldLaunch Launch() {
  return {"LA-1",           "P-1",     absl::CivilDay(2021, 4, 8), "固态激光雷达首发",
          "中关村展示中心", "活动方案"};
}

const Given& Listed1() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2021-02-08"),
                             Listed("P-1", "E-1", "2021-03-01"));
  return history;
}

TEST(HoldLaunch, RecordsTheLaunch) { Listed1().When(Launch()).Then(Launched("LA-1", "P-1")); }

TEST(HoldLaunch, IsRefusedForAProductThatIsNotInTheCatalogue) {
  Given().When(Launch()).ThenRejected(kProductUnknown);
  Given(Submitted("P-1", "E-1")).When(Launch()).ThenRejected(kProductNotListed);
}

// 首发: there is one first time.
TEST(HoldLaunch, IsRefusedTheSecondTime) {
  Listed1().And(Launched("LA-0", "P-1")).When(Launch()).ThenRejected(kLaunchAlreadyRecorded);
  Listed1().And(Launched("LA-1", "P-2")).When(Launch()).ThenRejected(kLaunchAlreadyRecorded);
}

}  // namespace
}  // namespace debut::promotion
