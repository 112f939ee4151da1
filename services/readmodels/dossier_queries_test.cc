// The dossier of an enterprise and the life of a product, over gRPC.
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
using testing::Record;
using ::testing::SizeIs;
using testing::Stub;

class DossierTest : public QueriesTest {
 protected:
  v1::Dossier Dossier(const std::string& enterprise_id, const std::string& as_of_date = "") {
    v1::GetDossierRequest request;
    request.set_enterprise_id(enterprise_id);
    request.set_as_of_date(as_of_date);
    return Ask(&Stub::GetDossier, request).dossier();
  }
  static std::map<std::string, std::int64_t> RoomIn(const v1::Dossier& dossier) {
    std::map<std::string, std::int64_t> room;
    for (const v1::Cap& cap : dossier.limits()) room[cap.cap_key()] = cap.room_fen();
    return room;
  }
  static Award Insurance(int number, const std::string& enterprise_id) {
    Award award = AwardOf(number, enterprise_id);
    award.measure = policy::v1::MEASURE_INSURANCE;
    award.limit_year = 2021;
    award.cap_key = fmt::format("m4/{}/2021", enterprise_id);
    return award;
  }
};

TEST_F(DossierTest, HasWhatAnEnterpriseReceivedAndClaims) {
  Record(host_.log(), testing::Registered("E-1", "北京一号"), Submitted(AwardOf(1)),
         Submitted(AwardOf(2)), Submitted(AwardOf(3, "E-2")), Proposed(AwardOf(1)),
         Granted(AwardOf(1)), Settled(AwardOf(1), "O-1"),
         testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"));
  const v1::Dossier dossier = Dossier("E-1");
  EXPECT_EQ(dossier.enterprise_name(), "北京一号");
  ASSERT_THAT(dossier.received(), SizeIs(1));
  EXPECT_EQ(dossier.received(0).paid_fen(), 10'000'000);
  EXPECT_EQ(dossier.received(0).year(), 2021U);
  ASSERT_THAT(dossier.states(), SizeIs(2));
  EXPECT_EQ(dossier.states(0).state(), grants::v1::CLAIM_STATE_SUBMITTED);
  EXPECT_EQ(dossier.states(1).state(), grants::v1::CLAIM_STATE_PAID);
  ASSERT_THAT(dossier.products(), SizeIs(1));
  EXPECT_EQ(dossier.products(0).name(), "产品P-1");
  EXPECT_EQ(RoomIn(dossier).at("m3/F-1"), 90'000'000);
}

TEST_F(DossierTest, HasTheRoomUnderLimitsThatWereNeverUsed) {
  Record(host_.log(), testing::Adopted(), testing::Registered("E-1", "北京一号"),
         testing::Certified("P-1", cv1::LEVEL_INTERNATIONAL, "2020-06-01"),
         testing::Certified("P-2", cv1::LEVEL_DOMESTIC, "2020-06-01"));
  const auto room = RoomIn(Dossier("E-1"));
  EXPECT_EQ(room.at("m3/F-P-1"), 200'000'000);
  EXPECT_EQ(room.at("m3/F-P-2"), 100'000'000);
  EXPECT_EQ(room.at("m4/E-1/2021"), 100'000'000) << "today is in 2021";
}

TEST_F(DossierTest, HasTheRoomOfEveryCreditProduct) {
  Award used = AwardOf(1, "E-1");
  used.measure = policy::v1::MEASURE_FINANCING;
  used.limit_year = 2020;
  used.cap_key = "m7/E-1/IP_PLEDGE/2020";
  used.cap_fen = 50'000'000;
  Record(host_.log(), testing::Adopted(), testing::Registered("E-1", "北京一号"), Submitted(used),
         Proposed(used));
  const auto room = RoomIn(Dossier("E-1"));
  EXPECT_EQ(room.at("m7/E-1/IP_PLEDGE/2020"), 40'000'000);
  EXPECT_EQ(room.at("m7/E-1/IP_PLEDGE/2021"), 50'000'000) << "interest is paid this year, too";
  for (const char* type :
       {"CREDIT", "EQUITY_PLEDGE", "RECEIVABLES_PLEDGE", "GUARANTEED", "ACQUISITION", "WARRANT"}) {
    EXPECT_EQ(room.at(fmt::format("m7/E-1/{}/2020", type)), 50'000'000);
  }
}

TEST_F(DossierTest, AddsUpWhatMergedEnterprisesUsed) {
  Record(host_.log(), testing::Registered("E-1", "北京一号"), testing::Registered("E-2", "二号"),
         Submitted(Insurance(1, "E-1")), Proposed(Insurance(1, "E-1")),
         Submitted(Insurance(2, "E-2")), Proposed(Insurance(2, "E-2")));
  EXPECT_EQ(RoomIn(Dossier("E-1")).at("m4/E-1/2021"), 90'000'000);
  Record(host_.log(), testing::Merged("E-2", "E-1"));
  const v1::Dossier merged = Dossier("E-1");
  EXPECT_THAT(merged.merged_ids(), ElementsAre("E-2"));
  EXPECT_EQ(RoomIn(merged).at("m4/E-1/2021"), 80'000'000) << "one legal person, one cap";
  EXPECT_THAT(merged.received(), SizeIs(2));
  EXPECT_EQ(merged.states(0).claims_count(), 2U);
}

TEST_F(DossierTest, AnswersAsOfTheEndOfADay) {
  RecordOn(Date(2021, 3, 1), testing::Registered("E-1", "北京一号"), Submitted(AwardOf(1)),
           Proposed(AwardOf(1)));
  RecordOn(Date(2021, 3, 2), Granted(AwardOf(1)), Submitted(AwardOf(2)),
           testing::Renamed("E-1", "新名", "2021-03-02"));
  const v1::Dossier then = Dossier("E-1", "2021-03-01");
  EXPECT_EQ(then.enterprise_name(), "北京一号");
  ASSERT_THAT(then.received(), SizeIs(1));
  EXPECT_EQ(then.received(0).reserved_fen(), 10'000'000);
  ASSERT_THAT(then.states(), SizeIs(1));
  EXPECT_EQ(then.states(0).state(), grants::v1::CLAIM_STATE_PROPOSED);
  EXPECT_EQ(RoomIn(then).at("m3/F-1"), 90'000'000);
  EXPECT_EQ(Dossier("E-1").received(0).granted_fen(), 10'000'000);
}

TEST_F(DossierTest, RefusesBadQuestions) {
  v1::GetDossierRequest request;
  request.set_as_of_date("2021-03-02");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::GetDossier, request)),
              ElementsAre("as_of_date", "enterprise_id"));
  request.clear_as_of_date();
  request.set_enterprise_id("E-9");
  EXPECT_EQ(runtime::ReasonOf(Refusal(&Stub::GetDossier, request)), kEnterpriseUnknown);
}

class ProductLifeTest : public QueriesTest {
 protected:
  v1::GetProductLifeResponse Life(const std::string& as_of_date = "") {
    v1::GetProductLifeRequest request;
    request.set_product_id("P-1");
    request.set_as_of_date(as_of_date);
    return Ask(&Stub::GetProductLife, request);
  }
  static std::vector<std::string> StepsOf(const v1::GetProductLifeResponse& life) {
    std::vector<std::string> steps;
    for (const v1::ProductStep& step : life.steps()) steps.push_back(step.fact_type());
    return steps;
  }
};

TEST_F(ProductLifeTest, GoesFromTheSubmissionToTheAward) {
  RecordOn(Date(2021, 2, 1), testing::Registered("E-1", "北京一号"),
           testing::ProductSubmitted("P-1", "E-1"), testing::ProductSubmitted("P-2", "E-1"),
           testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"),
           testing::Listed("P-1", "2020", "2020-10-01"));
  RecordOn(Date(2021, 3, 1), Submitted(AwardOf(1)), Proposed(AwardOf(1)), Granted(AwardOf(1)),
           Settled(AwardOf(1), "O-1"));
  const v1::GetProductLifeResponse life = Life();
  EXPECT_THAT(StepsOf(life),
              ElementsAre("ProductSubmitted", "ProductCertified", "ProductListed", "ClaimSubmitted",
                          "AwardProposed", "SubsidyGranted", "PaymentSettled"));
  EXPECT_EQ(life.steps(1).date(), "2020-06-01");
  EXPECT_EQ(life.steps(6).claim_id(), "C-1");
  EXPECT_EQ(life.steps(6).amount_fen(), 10'000'000);
  EXPECT_EQ(life.product().enterprise_name(), "北京一号");
  EXPECT_EQ(life.product().state(), cv1::PRODUCT_STATE_LISTED);
  EXPECT_THAT(life.product().claim_ids(), ElementsAre("C-1"));
  EXPECT_EQ(life.product().paid_fen(), 10'000'000);
  const v1::GetProductLifeResponse then = Life("2021-02-28");
  EXPECT_THAT(StepsOf(then), SizeIs(3));
  EXPECT_EQ(then.product().paid_fen(), 0);
  EXPECT_THAT(then.product().claim_ids(), IsEmpty());
}

TEST_F(ProductLifeTest, ComesInPages) {
  Record(host_.log(), testing::ProductSubmitted("P-1", "E-1"),
         testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2020-06-01"),
         testing::Listed("P-1", "2020", "2020-10-01"));
  v1::GetProductLifeRequest request;
  request.set_product_id("P-1");
  request.set_page_size(2);
  const auto first = Ask(&Stub::GetProductLife, request);
  EXPECT_THAT(first.steps(), SizeIs(2));
  request.set_page_token(first.next_page_token());
  const auto second = Ask(&Stub::GetProductLife, request);
  EXPECT_THAT(StepsOf(second), ElementsAre("ProductListed"));
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(ProductLifeTest, RefusesBadQuestions) {
  v1::GetProductLifeRequest request;
  EXPECT_THAT(FieldsOf(Refusal(&Stub::GetProductLife, request)), ElementsAre("product_id"));
  request.set_product_id("P-9");
  EXPECT_EQ(runtime::ReasonOf(Refusal(&Stub::GetProductLife, request)), kProductUnknown);
}

}  // namespace
}  // namespace debut::readmodels
