#include "domain/certification/expert_interests.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using registry::testing::Registered;
using test::Given;
using testing::InterestDeclared;
using testing::InterestEnded;

const DeclareExpertInterest kDeclare{"X-1", "U-1", v1::INTEREST_KIND_SHAREHOLDING,
                                     CivilDay(2020, 1, 1), "利益申报表"};
const EndExpertInterest kEnd{"X-1", "U-1", CivilDay(2020, 6, 30)};

TEST(DeclareExpertInterest, RecordsTheInterest) {
  Given(Registered("U-1")).When(kDeclare).Then(InterestDeclared("X-1", "U-1", "2020-01-01"));
}

TEST(DeclareExpertInterest, IsRefusedInAnUnknownParty) {
  Given().When(kDeclare).ThenRejected(kEnterpriseUnknown);
}

TEST(DeclareExpertInterest, IsRefusedWithAnotherBeginningWhileItIsOpen) {
  const Given party(Registered("U-1"));
  party.And(InterestDeclared("X-1", "U-1", "2020-01-01")).When(kDeclare).ThenNothing();
  party.And(InterestDeclared("X-1", "U-1", "2019-01-01"))
      .When(kDeclare)
      .ThenRejected(kExpertInterestAlreadyDeclared);
  party.And(InterestDeclared("X-1", "U-1", "2019-01-01"), InterestEnded("X-1", "U-1", "2019-06-30"))
      .When(kDeclare)
      .Then(InterestDeclared("X-1", "U-1", "2020-01-01"));
}

TEST(EndExpertInterest, RecordsTheEnd) {
  Given(InterestDeclared("X-1", "U-1", "2020-01-01"))
      .When(kEnd)
      .Then(InterestEnded("X-1", "U-1", "2020-06-30"));
}

TEST(EndExpertInterest, IsRefusedWithoutAnOpenInterest) {
  Given().When(kEnd).ThenRejected(kExpertInterestUnknown);
  const Given ended(InterestDeclared("X-1", "U-1", "2020-01-01"),
                    InterestEnded("X-1", "U-1", "2020-06-30"));
  ended.When(kEnd).ThenNothing();
}

TEST(EndExpertInterest, IsRefusedBeforeItBegan) {
  Given(InterestDeclared("X-1", "U-1", "2020-07-01"))
      .When(kEnd)
      .ThenRejected(kInterestEndsBeforeItBegan);
}

}  // namespace
}  // namespace debut::certification
