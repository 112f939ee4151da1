#include "domain/promotion/cooperation.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using absl::CivilDay;
using certification::testing::Certified;
using certification::testing::Listed;
using certification::testing::Submitted;
using registry::testing::Registered;
using test::Given;
using testing::Agreed;
using testing::Ended;
using testing::Shown;

SignCooperation Sign() {
  return {"CO-1",
          "G-1",
          "130600",
          "首创产品推广应用合作协议",
          CivilDay(2021, 3, 15),
          CivilDay(2023, 3, 14),
          "协议文本"};
}

TEST(SignCooperation, RecordsTheAgreement) {
  Given(Registered("G-1")).When(Sign()).Then(Agreed("CO-1"));
}

TEST(SignCooperation, MayHaveNoEnd) {
  SignCooperation open = Sign();
  open.ends_date = std::nullopt;
  v1::CooperationSigned fact = Agreed("CO-1");
  fact.clear_ends_date();
  Given(Registered("G-1")).When(open).Then(fact);
}

TEST(SignCooperation, IsRefusedWithAnUnknownPartner) {
  Given().When(Sign()).ThenRejected(kEnterpriseUnknown);
}

TEST(SignCooperation, IsRefusedUnderAnIdThatIsInUse) {
  Given(Registered("G-1"), Agreed("CO-1")).When(Sign()).ThenRejected(kCooperationAlreadySigned);
}

EndCooperation End(CivilDay date = CivilDay(2021, 12, 31)) { return {"CO-1", date, "双方协商"}; }

TEST(EndCooperation, RecordsTheEnd) {
  Given(Agreed("CO-1")).When(End()).Then(Ended("CO-1", "2021-12-31"));
}

TEST(EndCooperation, RecordsNothingTheSecondTime) {
  const Given ended(Agreed("CO-1"), Ended("CO-1", "2021-12-31"));
  ended.When(End()).ThenNothing();
  ended.When(End(CivilDay(2021, 12, 30))).ThenRejected(kCooperationAlreadyEnded);
}

TEST(EndCooperation, IsRefusedOutsideItsTerm) {
  Given().When(End()).ThenRejected(kCooperationUnknown);
  Given(Agreed("CO-1")).When(End(CivilDay(2021, 3, 14))).ThenRejected(kCooperationNotInForce);
  Given(Agreed("CO-1")).When(End(CivilDay(2023, 3, 15))).ThenRejected(kCooperationNotInForce);
}

HoldActivity Show() {
  return {"AC-1",  "CO-1",    "首创产品走进保定", CivilDay(2021, 5, 10), "保定·中关村创新中心",
          {"P-1"}, "活动总结"};
}

const Given& Listed1() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2021-02-08"),
                             Listed("P-1", "E-1", "2021-03-01"));
  return history;
}

TEST(HoldActivity, RecordsTheActivity) {
  Listed1().And(Agreed("CO-1")).When(Show()).Then(Shown("AC-1", "CO-1"));
}

TEST(HoldActivity, IsRefusedOutsideTheAgreementsTerm) {
  Listed1().When(Show()).ThenRejected(kCooperationUnknown);
  Listed1()
      .And(Agreed("CO-1"), Ended("CO-1", "2021-05-09"))
      .When(Show())
      .ThenRejected(kCooperationNotInForce);
  // The last day is one of its days.
  Listed1()
      .And(Agreed("CO-1"), Ended("CO-1", "2021-05-10"))
      .When(Show())
      .Then(Shown("AC-1", "CO-1"));
}

TEST(HoldActivity, IsRefusedForAProductThatIsNotInTheCatalogue) {
  Given(Agreed("CO-1")).When(Show()).ThenRejected(kProductUnknown);
  Given(Agreed("CO-1"), Submitted("P-1", "E-1")).When(Show()).ThenRejected(kProductNotListed);
}

TEST(HoldActivity, IsRefusedUnderAnIdThatIsInUse) {
  Listed1()
      .And(Agreed("CO-1"), Shown("AC-1", "CO-2"))
      .When(Show())
      .ThenRejected(kActivityAlreadyRecorded);
}

}  // namespace
}  // namespace debut::promotion
