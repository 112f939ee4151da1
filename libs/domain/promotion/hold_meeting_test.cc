#include "domain/promotion/hold_meeting.h"

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
using testing::Closed;
using testing::DemandOf;
using testing::Met;

HoldMeeting Meet() {
  return {"ME-1", "D-1", {"P-1"}, absl::CivilDay(2021, 4, 20), "中关村展示中心", "会议纪要"};
}

const Given& Listed1() {
  static const Given history(DemandOf("D-1"), Submitted("P-1", "E-1"),
                             Certified("P-1", "E-1", "2021-02-08"),
                             Listed("P-1", "E-1", "2021-03-01"));
  return history;
}

TEST(HoldMeeting, RecordsTheMeetingWithTheMakers) {
  Listed1().When(Meet()).Then(Met("ME-1", "D-1"));
}

TEST(HoldMeeting, IsRefusedWithoutADemandThatIsOpen) {
  Given(Submitted("P-1", "E-1")).When(Meet()).ThenRejected(kDemandUnknown);
  Listed1().And(Closed("D-1", "2021-04-19")).When(Meet()).ThenRejected(kDemandClosed);
}

TEST(HoldMeeting, IsRefusedForAProductThatIsNotInTheCatalogue) {
  Given(DemandOf("D-1")).When(Meet()).ThenRejected(kProductUnknown);
  Given(DemandOf("D-1"), Submitted("P-1", "E-1")).When(Meet()).ThenRejected(kProductNotListed);
}

TEST(HoldMeeting, IsRefusedUnderAnIdThatIsInUse) {
  Listed1().And(Met("ME-1", "D-2")).When(Meet()).ThenRejected(kMeetingAlreadyRecorded);
}

}  // namespace
}  // namespace debut::promotion
