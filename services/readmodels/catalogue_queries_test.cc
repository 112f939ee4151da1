// The catalogue and the work list, over gRPC.
#include "services/readmodels/reasons.h"
#include "services/readmodels/testing/queries_test.h"

namespace debut::readmodels {
namespace {

namespace cv1 = certification::v1;
using calendar::Date;
using testing::Award;
using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::QueriesTest;
using ::testing::SizeIs;
using testing::Stub;

using ListQueriesTest = QueriesTest;

TEST_F(ListQueriesTest, ListTheCatalogueOfALegalDate) {
  RecordOn(Date(2021, 3, 1), testing::Registered("E-1", "北京一号"),
           testing::Certified("P-1", cv1::LEVEL_INTERNATIONAL, "2020-06-01"),
           testing::Certified("P-2", cv1::LEVEL_DOMESTIC, "2020-06-01"),
           testing::Listed("P-1", "2020", "2020-10-01"),
           testing::Listed("P-2", "2020", "2020-10-01"),
           testing::Delisted("P-2", cv1::DELISTING_KIND_EXPIRED, "2021-01-01"));
  v1::ListCatalogueRequest request;
  const auto today = Ask(&Stub::ListCatalogue, request);
  ASSERT_THAT(today.entries(), SizeIs(1));
  EXPECT_EQ(today.entries(0).product_id(), "P-1");
  EXPECT_EQ(today.entries(0).enterprise_name(), "北京一号");
  request.set_as_of_date("2020-12-31");
  EXPECT_THAT(Ask(&Stub::ListCatalogue, request).entries(), SizeIs(2));
  request.set_level(cv1::LEVEL_DOMESTIC);
  EXPECT_EQ(Ask(&Stub::ListCatalogue, request).entries(0).product_id(), "P-2");
  request.set_field(cv1::FIELD_BIO_HEALTH);
  EXPECT_THAT(Ask(&Stub::ListCatalogue, request).entries(), IsEmpty());
  request.set_as_of_date("2030-01-01");
  EXPECT_TRUE(Refusal(&Stub::ListCatalogue, request).ok()) << "a legal date may lie ahead";
  request.set_field(static_cast<cv1::Field>(99));
  request.set_as_of_date("2020-1-1");
  request.set_enterprise_id("E 1");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListCatalogue, request)),
              ElementsAre("as_of_date", "enterprise_id", "field"));
}

TEST_F(ListQueriesTest, ListClaimsByWhatIsToBeDone) {
  const Award first = AwardOf(1);
  const Award second = AwardOf(2, "E-2");
  RecordOn(Date(2021, 3, 1), testing::Registered("E-1", "北京一号"),
           testing::Registered("E-2", "北京二号"), testing::RoundOpened("R-1"));
  RecordOn(Date(2021, 3, 1), Submitted(first), Submitted(second));
  RecordOn(Date(2021, 3, 2), Accepted(first, 1), Computed(first), Proposed(first),
           NoticeOpened(first, "2021-03-09"));
  v1::ListClaimsRequest request;
  request.set_state(grants::v1::CLAIM_STATE_NOTICE_OPEN);
  const auto notices = Ask(&Stub::ListClaims, request);
  ASSERT_THAT(notices.claims(), SizeIs(1));
  EXPECT_EQ(notices.claims(0).due_date(), "2021-03-09");
  EXPECT_EQ(notices.claims(0).next_step(), "CloseNotice");
  EXPECT_EQ(notices.claims(0).enterprise_name(), "北京一号");
  request.Clear();
  request.set_next_role("grants.officer");
  request.set_round_id("R-1");
  EXPECT_THAT(Ask(&Stub::ListClaims, request).claims(), SizeIs(2));
  request.set_enterprise_id("E-2");
  EXPECT_THAT(Ask(&Stub::ListClaims, request).claims(), SizeIs(1));
  request.set_next_role("payments.officer");
  EXPECT_THAT(Ask(&Stub::ListClaims, request).claims(), IsEmpty());
}

TEST_F(ListQueriesTest, ListClaimsAsOfADay) {
  const Award first = AwardOf(1);
  const Award second = AwardOf(2);
  RecordOn(Date(2021, 3, 1), testing::Registered("E-1", "北京一号"), Submitted(first));
  RecordOn(Date(2021, 3, 2), Accepted(first, 1), Submitted(second));
  v1::ListClaimsRequest request;
  request.set_as_of_date("2021-03-01");
  request.set_state(grants::v1::CLAIM_STATE_SUBMITTED);
  const auto then = Ask(&Stub::ListClaims, request);
  ASSERT_THAT(then.claims(), SizeIs(1));
  EXPECT_EQ(then.claims(0).claim_id(), "C-1");
  EXPECT_EQ(then.claims(0).enterprise_name(), "北京一号");
  EXPECT_EQ(then.position(), 2U);
}

TEST_F(ListQueriesTest, RefuseBadQuestionsAboutClaims) {
  v1::ListClaimsRequest request;
  request.set_state(static_cast<grants::v1::ClaimState>(77));
  request.set_round_id("R/1");
  request.set_as_of_date("yesterday");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListClaims, request)),
              ElementsAre("as_of_date", "round_id", "state"));
  request.Clear();
  request.set_round_id("R-9");
  EXPECT_EQ(runtime::ReasonOf(Refusal(&Stub::ListClaims, request)), kRoundUnknown);
}

}  // namespace
}  // namespace debut::readmodels
