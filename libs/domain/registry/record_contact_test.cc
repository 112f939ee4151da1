#include "domain/registry/record_contact.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using test::Given;

RecordContact Command() {
  return {.contact_id = "CT-1",
          .enterprise_id = "E-1",
          .contact_name = {"digest-1", "hash-1"},
          .phone = {"digest-2", "hash-2"},
          .bank_account = {},
          .recorded_date = absl::CivilDay(2021, 3, 1)};
}

v1::ContactRecorded Recorded(const std::string& enterprise_id = "E-1") {
  v1::ContactRecorded fact;
  fact.set_contact_id("CT-1");
  fact.set_enterprise_id(enterprise_id);
  *fact.mutable_contact_name() = sealing::TextOf({"digest-1", "hash-1"});
  *fact.mutable_phone() = sealing::TextOf({"digest-2", "hash-2"});
  fact.set_recorded_date("2021-03-01");
  return fact;
}

TEST(RecordContact, RecordsWhatIsSealed) {
  Given(testing::Registered("E-1")).When(Command()).Then(Recorded());
}

TEST(RecordContact, RecordsNothingWhenTheTextsAreOnRecordUnderOtherDigests) {
  RecordContact sealed_again = Command();
  sealed_again.contact_name.digest = "digest-7";
  Given(testing::Registered("E-1"), Recorded()).When(sealed_again).ThenNothing();
}

TEST(RecordContact, RecordsAnotherNumber) {
  RecordContact changed = Command();
  changed.phone = {"digest-3", "hash-3"};
  v1::ContactRecorded fact = Recorded();
  *fact.mutable_phone() = sealing::TextOf(changed.phone);
  Given(testing::Registered("E-1"), Recorded()).When(changed).Then(fact);
}

TEST(RecordContact, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(Command()).ThenRejected(kEnterpriseUnknown);
}

TEST(RecordContact, IsRefusedWhenAnotherEnterpriseHasTheId) {
  Given(testing::Registered("E-1"), Recorded("E-2")).When(Command()).ThenRejected(kContactIdTaken);
}

}  // namespace
}  // namespace debut::registry
