#include "domain/privacy/erasure.h"

#include <gtest/gtest.h>

#include "domain/privacy/reasons.h"
#include "domain/privacy/testing/privacy_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::privacy {
namespace {

using absl::CivilDay;
using test::Given;
using testing::Completed;
using testing::Contact;
using testing::Held;
using testing::kContact;
using testing::Lifted;
using testing::Released;
using testing::Requested;
using testing::Restricted;

RequestErasure Request(CivilDay date = CivilDay(2021, 5, 1)) {
  return {kContact, "本人申请", date};
}
const CompleteErasure kComplete{kContact, CivilDay(2021, 5, 1)};

RecordReading Reading() {
  return {kContact,
          {"debut.registry.v1.ContactRecorded.phone"},
          "通知申报人补正",
          CivilDay(2021, 4, 1)};
}

v1::SealedFieldsRead Read() {
  v1::SealedFieldsRead fact;
  fact.set_subject(kContact);
  fact.add_fields("debut.registry.v1.ContactRecorded.phone");
  fact.set_purpose("通知申报人补正");
  fact.set_read_date("2021-04-01");
  return fact;
}

TEST(RequestErasure, AsksOnce) {
  Given(Contact()).When(Request()).Then(Requested());
  Given(Contact(), Restricted()).When(Request()).Then(Requested());
  Given(Contact(), Requested()).When(Request()).ThenNothing();
  Given(Contact(), Requested(), Completed()).When(Request()).ThenNothing();
}

TEST(RequestErasure, IsRefusedForAnUnknownSubject) {
  Given().When(Request()).ThenRejected(kSubjectUnknown);
}

TEST(RequestErasure, IsRefusedUnderALegalHold) {
  Given(Contact(), Held()).When(Request()).ThenRejected(kLegalHold);
  Given(Contact(true), Held()).When(Request()).ThenRejected(kLegalHold);
  Given(Contact(), Held(), Released()).When(Request()).Then(Requested());
}

TEST(RequestErasure, RestrictsUntilTheVouchersRetentionHasEnded) {
  const auto waits = Restricted("2051-03-02");
  Given(Contact(true)).When(Request()).Then(waits);
  Given(Contact(true), Restricted()).When(Request()).Then(waits);
  Given(Contact(true), waits).When(Request()).ThenNothing();
  Given(Contact(true), waits, Lifted()).When(Request()).Then(waits);
  auto last_day = waits;
  last_day.set_restricted_date("2051-03-01");
  Given(Contact(true)).When(Request(CivilDay(2051, 3, 1))).Then(last_day);
  auto asked = Requested();
  asked.set_requested_date("2051-03-02");
  Given(Contact(true), waits).When(Request(CivilDay(2051, 3, 2))).Then(asked);
}

TEST(CompleteErasure, GivesTheReceiptOnce) {
  Given(Contact(), Requested()).When(kComplete).Then(Completed());
  Given(Contact(), Requested(), Completed()).When(kComplete).ThenNothing();
}

TEST(CompleteErasure, IsRefusedWhenNobodyAsked) {
  Given(Contact()).When(kComplete).ThenRejected(kErasureNotRequested);
}

TEST(RecordReading, RecordsWhoReadsWhat) { Given(Contact()).When(Reading()).Then(Read()); }

TEST(RecordReading, IsRefusedWhenNothingMayBeShown) {
  Given().When(Reading()).ThenRejected(kSubjectUnknown);
  Given(Contact(), Requested()).When(Reading()).ThenRejected(kSubjectErased);
  Given(Contact(), Restricted()).When(Reading()).ThenRejected(kSubjectRestricted);
  Given(Contact(), Restricted(), Lifted()).When(Reading()).Then(Read());
}

}  // namespace
}  // namespace debut::privacy
