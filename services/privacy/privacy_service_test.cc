#include "services/privacy/privacy_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/privacy/v1/privacy_service.grpc.pb.h"
#include "domain/privacy/reasons.h"
#include "domain/privacy/testing/privacy_facts.h"
#include "tests/support/service_in_process.h"

namespace debut::privacy {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::kDone;
using test::Refused;
using testing::kContact;

constexpr char kName[] = "王小明";
constexpr char kPhone[] = "13901234567";

class PrivacyServiceTest : public test::ServiceTest<v1::PrivacyService> {
 protected:
  PrivacyServiceTest() : ServiceTest(MakePrivacyService, absl::FromUnixSeconds(1'622'520'000)) {
    registry::v1::ContactRecorded fact;
    fact.set_contact_id("CT-1");
    fact.set_enterprise_id("E-1");
    *fact.mutable_contact_name() = Sealed("contact_name", kName);
    *fact.mutable_phone() = Sealed("phone", kPhone);
    fact.set_recorded_date("2021-03-01");
    Given(fact);
  }

  options::v1::SealedText Sealed(const std::string& field, const std::string& text,
                                 const std::string& subject = kContact) {
    v1::SealTextRequest request;
    request.set_field("debut.registry.v1.ContactRecorded." + field);
    request.set_subject(subject);
    request.set_text(text);
    v1::SealTextResponse response;
    EXPECT_EQ(Call(&Stub::SealText, request, &response), kDone);
    return response.sealed();
  }

  template <typename Request>
  static Request About(const std::string& subject = kContact) {
    Request request;
    request.set_subject(subject);
    if constexpr (requires { request.set_grounds(""); }) request.set_grounds("本人申请");
    if constexpr (requires { request.set_purpose(""); }) request.set_purpose("通知申报人补正");
    return request;
  }

  v1::Subject Subject() {
    v1::GetSubjectResponse response;
    EXPECT_EQ(Call(&Stub::GetSubject, About<v1::GetSubjectRequest>(), &response), kDone);
    return response.subject();
  }

  test::CallOutcome Read(v1::ReadSealedFieldsResponse* response = nullptr) {
    return Call(&Stub::ReadSealedFields, About<v1::ReadSealedFieldsRequest>(), response);
  }
};

TEST_F(PrivacyServiceTest, ShowsSealedTextsAndRecordsWhoReadThem) {
  v1::ReadSealedFieldsResponse shown;
  EXPECT_EQ(Read(&shown), kDone);
  ASSERT_EQ(shown.fields_size(), 2);
  EXPECT_EQ(shown.fields(0).text(), kName);
  EXPECT_EQ(shown.fields(1).text(), kPhone);
  EXPECT_EQ(Recorded(), 1u);
  EXPECT_EQ(Subject().readings_count(), 1u);
  EXPECT_EQ(Subject().state(), v1::SUBJECT_STATE_ACTIVE);
  const auto read = eventstore::ReadAll(service_.store(), {});
  EXPECT_EQ(read->events.back().event.principal, "officer-1");
  for (const auto& event : read->events) {
    EXPECT_THAT(event.event.payload, ::testing::Not(::testing::HasSubstr(kPhone)));
  }
}

TEST_F(PrivacyServiceTest, ShowsNothingToTheAnonymous) {
  auto request = About<v1::ReadSealedFieldsRequest>();
  EXPECT_EQ(Call(&Stub::ReadSealedFields, request, nullptr, "").code, StatusCode::kUnauthenticated);
  EXPECT_EQ(Call(&Stub::GetSubject, About<v1::GetSubjectRequest>(), nullptr, "").code,
            StatusCode::kPermissionDenied);
}

TEST_F(PrivacyServiceTest, ShowsNothingThatIsRestricted) {
  EXPECT_EQ(Call(&Stub::RestrictSubject, About<v1::RestrictSubjectRequest>()), kDone);
  EXPECT_EQ(Subject().state(), v1::SUBJECT_STATE_RESTRICTED);
  EXPECT_EQ(Read(), Refused(StatusCode::kFailedPrecondition, kSubjectRestricted));
  EXPECT_EQ(Call(&Stub::LiftRestriction, About<v1::LiftRestrictionRequest>()), kDone);
  EXPECT_EQ(Read(), kDone);
}

TEST_F(PrivacyServiceTest, ErasesForGood) {
  v1::EraseSubjectResponse erased;
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>(), &erased), kDone);
  EXPECT_EQ(erased.state(), v1::SUBJECT_STATE_ERASED);
  EXPECT_EQ(Recorded(), 2u);
  EXPECT_EQ(Read(), Refused(StatusCode::kFailedPrecondition, kSubjectErased));
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>(), &erased), kDone);
  EXPECT_EQ(Recorded(), 2u);
  v1::SealTextRequest seal;
  seal.set_field("debut.registry.v1.ContactRecorded.phone");
  seal.set_subject(kContact);
  seal.set_text(kPhone);
  EXPECT_EQ(Call(&Stub::SealText, seal).code, StatusCode::kFailedPrecondition);
  v1::VerifySealedFieldsResponse verified;
  EXPECT_EQ(Call(&Stub::VerifySealedFields, v1::VerifySealedFieldsRequest(), &verified), kDone);
  EXPECT_EQ(verified.problems_size(), 0);
  EXPECT_EQ(verified.checked_count(), 2u);
}

TEST_F(PrivacyServiceTest, ErasesNothingUnderALegalHold) {
  EXPECT_EQ(Call(&Stub::PlaceLegalHold, About<v1::PlaceLegalHoldRequest>()), kDone);
  EXPECT_TRUE(Subject().legal_hold());
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>()),
            Refused(StatusCode::kFailedPrecondition, kLegalHold));
  EXPECT_EQ(Read(), kDone);
  EXPECT_EQ(Call(&Stub::ReleaseLegalHold, About<v1::ReleaseLegalHoldRequest>()), kDone);
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>()), kDone);
}

TEST_F(PrivacyServiceTest, TellsWhoElseHasTheSameAccountAlsoAfterAnErasure) {
  const auto account_of = [&](const std::string& id) {
    registry::v1::ContactRecorded fact;
    fact.set_contact_id(id);
    fact.set_enterprise_id("E-1");
    *fact.mutable_bank_account() = Sealed("bank_account", "6222020200001234567", "contact:" + id);
    fact.set_recorded_date("1990-04-01");  // So that no retention runs any more.
    return fact;
  };
  Given(account_of("CT-2"), account_of("CT-3"));
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>("contact:CT-3")), kDone);
  v1::GetSubjectResponse response;
  EXPECT_EQ(Call(&Stub::GetSubject, About<v1::GetSubjectRequest>("contact:CT-2"), &response),
            kDone);
  ASSERT_EQ(response.same_texts_size(), 1);
  EXPECT_EQ(response.same_texts(0).subject(), "contact:CT-3");
  EXPECT_EQ(response.same_texts(0).field(), "debut.registry.v1.ContactRecorded.bank_account");
}

TEST_F(PrivacyServiceTest, KeepsAVouchersAccountForThirtyYears) {
  registry::v1::ContactRecorded fact;
  fact.set_contact_id("CT-1");
  fact.set_enterprise_id("E-1");
  *fact.mutable_bank_account() = Sealed("bank_account", "6222020200001234567");
  fact.set_recorded_date("2021-04-01");
  Given(fact);
  v1::EraseSubjectResponse answer;
  EXPECT_EQ(Call(&Stub::EraseSubject, About<v1::EraseSubjectRequest>(), &answer), kDone);
  EXPECT_EQ(answer.state(), v1::SUBJECT_STATE_RESTRICTED);
  EXPECT_EQ(answer.erase_on_date(), "2051-04-02");
  EXPECT_EQ(Subject().retained_until_date(), "2051-04-01");
}

TEST_F(PrivacyServiceTest, ListsSubjectsInPages) {
  v1::ListSubjectsRequest request;
  v1::ListSubjectsResponse response;
  EXPECT_EQ(Call(&Stub::ListSubjects, request, &response), kDone);
  ASSERT_EQ(response.subjects_size(), 1);
  EXPECT_EQ(response.subjects(0).subject(), kContact);
  request.set_state(v1::SUBJECT_STATE_ERASED);
  EXPECT_EQ(Call(&Stub::ListSubjects, request, &response), kDone);
  EXPECT_EQ(response.subjects_size(), 0);
  request.set_page_size(1'001);
  EXPECT_EQ(Call(&Stub::ListSubjects, request), BadFields({"page_size"}));
}

TEST_F(PrivacyServiceTest, NamesEveryBadField) {
  EXPECT_EQ(Call(&Stub::EraseSubject, v1::EraseSubjectRequest()),
            BadFields({"subject", "grounds"}));
  EXPECT_EQ(Call(&Stub::ReadSealedFields, About<v1::ReadSealedFieldsRequest>("enterprise:E-1")),
            BadFields({"subject"}));
  EXPECT_EQ(Call(&Stub::SealText, v1::SealTextRequest()), BadFields({"text", "subject", "field"}));
  EXPECT_EQ(Call(&Stub::GetSubject, About<v1::GetSubjectRequest>("contact:CT-9")),
            Refused(StatusCode::kNotFound, kSubjectUnknown));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::privacy
