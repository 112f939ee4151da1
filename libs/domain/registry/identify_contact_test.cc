#include "domain/registry/identify_contact.h"

#include <gtest/gtest.h>

#include "debut/registry/v1/contact_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "domain/registry/reasons.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using test::Given;

IdentifyContact Command() {
  return {.contact_id = "CT-1",
          .personal_id = {"digest-1", "hash-1"},
          .identified_date = absl::CivilDay(2021, 3, 1)};
}

v1::ContactRecorded Recorded() {
  v1::ContactRecorded fact;
  fact.set_contact_id("CT-1");
  fact.set_enterprise_id("E-1");
  return fact;
}

v1::ContactIdentified Identified(const sealing::SealedValue& personal_id) {
  v1::ContactIdentified fact;
  fact.set_contact_id("CT-1");
  *fact.mutable_personal_id() = sealing::TextOf(personal_id);
  fact.set_identified_date("2021-03-01");
  return fact;
}

TEST(IdentifyContact, RecordsTheSealedNumber) {
  Given(Recorded()).When(Command()).Then(Identified({"digest-1", "hash-1"}));
}

TEST(IdentifyContact, RecordsNothingWhenTheNumberIsTheSame) {
  Given(Recorded(), Identified({"digest-7", "hash-1"})).When(Command()).ThenNothing();
}

TEST(IdentifyContact, RecordsAnotherNumber) {
  Given(Recorded(), Identified({"digest-7", "hash-7"}))
      .When(Command())
      .Then(Identified({"digest-1", "hash-1"}));
}

TEST(IdentifyContact, IsRefusedForAContactThatIsNotOnRecord) {
  Given().When(Command()).ThenRejected(kContactUnknown);
}

}  // namespace
}  // namespace debut::registry
