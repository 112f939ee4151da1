#include "domain/privacy/restriction.h"

#include <gtest/gtest.h>

#include "domain/privacy/reasons.h"
#include "domain/privacy/testing/privacy_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::privacy {
namespace {

using test::Given;
using testing::Contact;
using testing::Held;
using testing::kContact;
using testing::Lifted;
using testing::Released;
using testing::Requested;
using testing::Restricted;

const absl::CivilDay kDay(2021, 5, 1);
const RestrictSubject kRestrict{kContact, "本人申请", kDay};
const LiftRestriction kLift{kContact, "本人申请", kDay};
const PlaceLegalHold kHold{kContact, "本人申请", kDay};
const ReleaseLegalHold kRelease{kContact, "本人申请", kDay};

TEST(RestrictSubject, RestrictsOnce) {
  Given(Contact()).When(kRestrict).Then(Restricted());
  Given(Contact(), Restricted()).When(kRestrict).ThenNothing();
  Given(Contact(), Restricted(), Lifted()).When(kRestrict).Then(Restricted());
}

TEST(RestrictSubject, IsRefusedWhenTheSubjectIsUnknownOrErased) {
  Given().When(kRestrict).ThenRejected(kSubjectUnknown);
  Given(Contact(), Requested()).When(kRestrict).ThenRejected(kSubjectErased);
}

TEST(LiftRestriction, LiftsWhatIsRestricted) {
  Given(Contact(), Restricted()).When(kLift).Then(Lifted());
  Given(Contact()).When(kLift).ThenNothing();
}

TEST(LiftRestriction, IsRefusedWhenTheSubjectIsUnknownOrErased) {
  Given().When(kLift).ThenRejected(kSubjectUnknown);
  Given(Contact(), Restricted(), Requested()).When(kLift).ThenRejected(kSubjectErased);
}

TEST(PlaceLegalHold, HoldsOnce) {
  Given(Contact()).When(kHold).Then(Held());
  Given(Contact(), Held()).When(kHold).ThenNothing();
}

TEST(PlaceLegalHold, IsRefusedWhenTheSubjectIsUnknownOrErased) {
  Given().When(kHold).ThenRejected(kSubjectUnknown);
  Given(Contact(), Requested()).When(kHold).ThenRejected(kSubjectErased);
}

TEST(ReleaseLegalHold, ReleasesWhatIsHeld) {
  Given(Contact(), Held()).When(kRelease).Then(Released());
  Given(Contact(), Held(), Released()).When(kRelease).ThenNothing();
}

TEST(ReleaseLegalHold, IsRefusedWhenTheSubjectIsUnknownOrErased) {
  Given().When(kRelease).ThenRejected(kSubjectUnknown);
  Given(Contact(), Requested()).When(kRelease).ThenRejected(kSubjectErased);
}

}  // namespace
}  // namespace debut::privacy
