#include "services/certification/certification_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/certification/v1/certification_service.grpc.pb.h"
#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/certification/testing/certification_rules.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/service_in_process.h"

namespace debut::certification {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::kDone;
using test::Refused;
using ::testing::ElementsAre;
using ::testing::StartsWith;

// 2021-03-01 in Shanghai, while it is still February in UTC. E-1 is an eligible maker with a
// branch, U-1 a university that is related to it.
class CertificationServiceTest : public test::ServiceTest<v1::CertificationService> {
 protected:
  CertificationServiceTest()
      : ServiceTest(MakeCertificationService, absl::FromUnixSeconds(1'614'528'000)) {
    using namespace registry::testing;  // NOLINT
    Given(testing::RulesAdopted(), Registered("E-1"), BranchOf("E-1", "E-1-1"),
          InZone("E-1", "2016-03-01"), Sme("E-1", "2016-03-01"), Registered("U-1"),
          Related("U-1", "E-1-1", "2019-01-01"), Registered("L-1", "国家机动车检验中心"),
          testing::LaboratoryRegistered("L-1"), testing::Accredited("L-1"));
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, std::string_view principal = "officer-1",
                   std::type_identity_t<Response>* response = nullptr) {
    return ServiceTest::Call(method, request, response, principal);
  }

  static v1::SubmitProductRequest Submission(const std::string& product_id) {
    v1::SubmitProductRequest request;
    request.set_product_id(product_id);
    request.set_enterprise_id("E-1");
    request.set_name("车规级固态激光雷达");
    request.set_type(v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
    request.set_field(v1::FIELD_INTELLIGENT_TRANSPORT);
    request.set_claimed_level(v1::LEVEL_DOMESTIC);
    request.set_research_completed_date("2019-12-20");
    request.set_accepted_date("2020-09-25");
    request.add_ip_rights("发明专利 ZL201910000001.1");
    return request;
  }

  static v1::AssignExpertRequest Assignment(const std::string& product_id,
                                            const std::string& expert_id) {
    v1::AssignExpertRequest request;
    request.set_product_id(product_id);
    request.set_expert_id(expert_id);
    request.set_assigned_date("2020-10-09");
    return request;
  }

  static v1::SubmitExpertScoreRequest Score(const std::string& product_id,
                                            const std::string& expert_id) {
    v1::SubmitExpertScoreRequest request;
    request.set_product_id(product_id);
    request.set_expert_id(expert_id);
    request.set_score(80);
    request.set_level(v1::LEVEL_DOMESTIC);
    return request;
  }

  static v1::CertifyProductRequest Certification(const std::string& product_id) {
    v1::CertifyProductRequest request;
    request.set_product_id(product_id);
    request.set_level(v1::LEVEL_DOMESTIC);
    request.set_certificate_number("首创-" + product_id);
    request.set_certified_date("2020-10-20");
    return request;
  }

  // Submitted, tested, and scored by three experts.
  void Assess(const std::string& product_id) {
    EXPECT_EQ(Call(&Stub::SubmitProduct, Submission(product_id)), kDone);
    v1::FileTestReportRequest report;
    report.set_product_id(product_id);
    report.set_report_number("国检（2020）第0156号");
    report.set_laboratory_id("L-1");
    report.set_issued_date("2020-10-12");
    report.set_passed(true);
    EXPECT_EQ(Call(&Stub::FileTestReport, report), kDone);
    for (const std::string expert : {"X-1", "X-2", "X-3"}) {
      EXPECT_EQ(Call(&Stub::AssignExpert, Assignment(product_id, expert)), kDone);
      EXPECT_EQ(Call(&Stub::SubmitExpertScore, Score(product_id, expert), expert), kDone);
    }
  }

  // Opened by officer-1, with a novelty search, and scored as INTERNATIONAL by three experts.
  void Reassess(const std::string& product_id) {
    v1::OpenReassessmentRequest opening;
    opening.set_product_id(product_id);
    opening.set_claimed_level(v1::LEVEL_INTERNATIONAL);
    opening.set_opened_date("2021-01-10");
    opening.set_document("复评申请");
    EXPECT_EQ(Call(&Stub::OpenReassessment, opening), kDone);
    v1::FileEvidenceRequest evidence;
    evidence.set_product_id(product_id);
    evidence.set_kind(v1::EVIDENCE_KIND_NOVELTY_SEARCH);
    evidence.set_document("科技查新报告");
    evidence.set_issued_date("2021-01-11");
    EXPECT_EQ(Call(&Stub::FileEvidence, evidence), kDone);
    for (const std::string expert : {"X-1", "X-4", "X-5"}) {
      v1::AssignExpertRequest assignment = Assignment(product_id, expert);
      assignment.set_assigned_date("2021-01-12");
      EXPECT_EQ(Call(&Stub::AssignExpert, assignment), kDone);
      v1::SubmitExpertScoreRequest score = Score(product_id, expert);
      score.set_level(v1::LEVEL_INTERNATIONAL);
      EXPECT_EQ(Call(&Stub::SubmitExpertScore, score, expert), kDone);
    }
  }

  v1::Product Get(const std::string& product_id, const std::string& date = "") {
    v1::GetProductRequest request;
    request.set_product_id(product_id);
    request.set_as_of_date(date);
    v1::GetProductResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetProduct, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.product();
  }
};

TEST_F(CertificationServiceTest, LeadsAProductIntoTheCatalogueAndOut) {
  Assess("P-1");
  EXPECT_EQ(Get("P-1").state(), v1::PRODUCT_STATE_SUBMITTED);
  EXPECT_EQ(Get("P-1", "2020-09-24").state(), v1::PRODUCT_STATE_UNSPECIFIED);
  EXPECT_EQ(Call(&Stub::CertifyProduct, Certification("P-1"), "approver-1"), kDone);

  v1::PublishCatalogueEditionRequest edition;
  edition.set_year(2020);
  edition.set_published_date("2020-12-30");
  edition.set_document("中关村首创产品推广应用指导目录");
  edition.add_product_ids("P-1");
  v1::PublishCatalogueEditionResponse published;
  EXPECT_EQ(Call(&Stub::PublishCatalogueEdition, edition, "approver-1", &published), kDone);
  EXPECT_EQ(published.edition_id(), "2020");
  EXPECT_EQ(published.recorded().events_count(), 2u);

  Reassess("P-1");
  v1::ChangeProductLevelRequest level;
  level.set_product_id("P-1");
  level.set_level(v1::LEVEL_INTERNATIONAL);
  level.set_effective_date("2021-01-15");
  level.set_document("复评意见");
  EXPECT_EQ(Call(&Stub::ChangeProductLevel, level, "approver-1"), kDone);

  v1::DelistProductRequest delisting;
  delisting.set_product_id("P-1");
  delisting.set_kind(v1::DELISTING_KIND_EXPIRED);
  delisting.set_effective_date("2021-02-01");
  delisting.set_document("目录调整通知");
  delisting.set_grounds("年度调整");
  EXPECT_EQ(Call(&Stub::DelistProduct, delisting, "approver-1"), kDone);

  EXPECT_EQ(Get("P-1", "2020-10-20").state(), v1::PRODUCT_STATE_CERTIFIED);
  const v1::Product listed = Get("P-1", "2020-12-30");
  EXPECT_EQ(listed.state(), v1::PRODUCT_STATE_LISTED);
  EXPECT_EQ(listed.level(), v1::LEVEL_DOMESTIC);
  EXPECT_EQ(listed.certificate_number(), "首创-P-1");
  EXPECT_EQ(listed.certified_date(), "2020-10-20");
  EXPECT_THAT(listed.edition_ids(), ElementsAre("2020"));
  EXPECT_EQ(listed.experts_count(), 3u);
  EXPECT_EQ(listed.scores_count(), 3u);
  EXPECT_EQ(Get("P-1", "2021-01-31").level(), v1::LEVEL_INTERNATIONAL);
  const v1::Product now = Get("P-1");
  EXPECT_EQ(now.state(), v1::PRODUCT_STATE_DELISTED);
  EXPECT_EQ(now.delisting_kind(), v1::DELISTING_KIND_EXPIRED);
  EXPECT_EQ(now.delisted_date(), "2021-02-01");
}

TEST_F(CertificationServiceTest, AnswersWithTheIdAndTheFamilyOfAProduct) {
  v1::SubmitProductResponse first;
  EXPECT_EQ(Call(&Stub::SubmitProduct, Submission(""), "officer-1", &first), kDone);
  EXPECT_THAT(first.product_id(), StartsWith("P-"));
  EXPECT_EQ(first.family_id(), first.product_id());

  v1::SubmitProductRequest version = Submission("P-2");
  version.set_previous_product_id(first.product_id());
  v1::SubmitProductResponse second;
  EXPECT_EQ(Call(&Stub::SubmitProduct, version, "officer-1", &second), kDone);
  EXPECT_EQ(second.product_id(), "P-2");
  EXPECT_EQ(second.family_id(), first.product_id());
}

TEST_F(CertificationServiceTest, RecusesAndRefuses) {
  EXPECT_EQ(Call(&Stub::SubmitProduct, Submission("P-1")), kDone);
  EXPECT_EQ(Call(&Stub::AssignExpert, Assignment("P-1", "X-1")), kDone);
  v1::RecuseExpertRequest recusal;
  recusal.set_product_id("P-1");
  recusal.set_expert_id("X-1");
  recusal.set_reason("与申报单位有合作关系");
  EXPECT_EQ(Call(&Stub::RecuseExpert, recusal), kDone);
  EXPECT_EQ(Get("P-1").experts_count(), 0u);

  v1::RefuseProductRequest refusal;
  refusal.set_product_id("P-1");
  refusal.set_grounds("国内已有同类产品");
  EXPECT_EQ(Call(&Stub::RefuseProduct, refusal, "approver-1"), kDone);
  EXPECT_EQ(Get("P-1").state(), v1::PRODUCT_STATE_REFUSED);
}

TEST_F(CertificationServiceTest, ResolvesThePartiesThatACommandReads) {
  EXPECT_EQ(Call(&Stub::SubmitProduct, Submission("P-1")), kDone);
  v1::AssignExpertRequest assignment = Assignment("P-1", "X-1");
  assignment.set_employer_id("U-1");  // Related to a branch of the maker.
  EXPECT_EQ(Call(&Stub::AssignExpert, assignment),
            Refused(StatusCode::kFailedPrecondition, kExpertConflictOfInterest));
  assignment.set_employer_id("U-9");
  EXPECT_EQ(Call(&Stub::AssignExpert, assignment),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(Recorded(), 1u);
}

// Maker ≠ checker, and the expert is the caller, by authenticated identity.
TEST_F(CertificationServiceTest, KnowsItsCallers) {
  Assess("P-1");
  const std::uint64_t before = service_.EventsCount();
  EXPECT_EQ(Call(&Stub::SubmitExpertScore, Score("P-1", "X-1"), "X-2"),
            Refused(StatusCode::kFailedPrecondition, kExpertIsNotCaller));
  EXPECT_EQ(Call(&Stub::CertifyProduct, Certification("P-1"), "officer-1"),
            Refused(StatusCode::kFailedPrecondition, kCertifierIsSubmitter));
  EXPECT_EQ(Call(&Stub::CertifyProduct, Certification("P-1"), "X-3"),
            Refused(StatusCode::kFailedPrecondition, kCertifierIsExpert));
  EXPECT_EQ(service_.EventsCount(), before);
}

TEST_F(CertificationServiceTest, MapsEachKindOfRefusal) {
  EXPECT_EQ(Call(&Stub::SubmitProduct, Submission("P-1")), kDone);
  EXPECT_EQ(Call(&Stub::SubmitProduct, Submission("P-1")),
            Refused(StatusCode::kAlreadyExists, kProductAlreadySubmitted));
  v1::SubmitProductRequest sold = Submission("P-2");
  sold.set_has_market_record(true);
  EXPECT_EQ(Call(&Stub::SubmitProduct, sold),
            Refused(StatusCode::kFailedPrecondition, kMarketRecordExists));
  EXPECT_EQ(Call(&Stub::CertifyProduct, Certification("P-9"), "approver-1"),
            Refused(StatusCode::kNotFound, kProductUnknown));
  v1::GetProductRequest get;
  get.set_product_id("P-9");
  v1::GetProductResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetProduct, get, unread),
            Refused(StatusCode::kNotFound, kProductUnknown));
  EXPECT_EQ(Recorded(), 1u);
}

TEST_F(CertificationServiceTest, NamesEveryBadFieldOfASubmission) {
  v1::SubmitProductResponse unread;
  EXPECT_EQ(service_.Call(&Stub::SubmitProduct, v1::SubmitProductRequest(), unread),
            BadFields({"request_id", "enterprise_id", "name", "type", "field", "claimed_level",
                       "research_completed_date"}));

  v1::SubmitProductRequest request = Submission("产品一");
  request.set_accepted_date("2021-03-02");
  request.set_ip_rights(0, "");
  request.set_what_is_new("采用自研的面阵接收芯片");
  EXPECT_EQ(Call(&Stub::SubmitProduct, request),
            BadFields({"product_id", "accepted_date", "ip_rights[0]", "what_is_new"}));

  request = Submission("P-1");
  request.set_previous_product_id("P-1");
  request.set_type(static_cast<v1::ProductType>(9));
  request.set_research_completed_date("2019-02-29");
  for (int i = 0; i < 50; ++i) request.add_ip_rights("发明专利");
  EXPECT_EQ(Call(&Stub::SubmitProduct, request),
            BadFields({"type", "research_completed_date", "ip_rights", "previous_product_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(CertificationServiceTest, NamesEveryBadFieldOfAnAssessment) {
  v1::FileTestReportRequest report;
  report.set_issued_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::FileTestReport, report),
            BadFields({"product_id", "report_number", "laboratory_id", "issued_date"}));

  v1::AssignExpertRequest assignment;
  assignment.set_employer_id("大学");
  assignment.set_assigned_date("2020-9-1");
  EXPECT_EQ(Call(&Stub::AssignExpert, assignment),
            BadFields({"product_id", "expert_id", "employer_id", "assigned_date"}));

  EXPECT_EQ(Call(&Stub::RecuseExpert, v1::RecuseExpertRequest()),
            BadFields({"product_id", "expert_id", "reason"}));

  v1::SubmitExpertScoreRequest score;
  score.set_score(101);
  score.set_level(static_cast<v1::Level>(7));
  score.set_opinion(std::string(2'001, 'x'));
  EXPECT_EQ(Call(&Stub::SubmitExpertScore, score, "X-1"),
            BadFields({"product_id", "expert_id", "score", "level", "opinion"}));

  v1::CertifyProductRequest certification;
  certification.set_certificate_number(std::string(65, '1'));
  certification.set_certified_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::CertifyProduct, certification, "approver-1"),
            BadFields({"product_id", "level", "certificate_number", "certified_date"}));

  v1::RefuseProductRequest refusal;
  refusal.set_refused_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::RefuseProduct, refusal),
            BadFields({"product_id", "refused_date", "grounds"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(CertificationServiceTest, NamesEveryBadFieldOfTheCatalogue) {
  v1::ChangeProductLevelRequest level;
  level.set_effective_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::ChangeProductLevel, level),
            BadFields({"product_id", "level", "effective_date", "document"}));

  v1::PublishCatalogueEditionRequest edition;
  edition.set_year(2019);
  edition.set_published_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::PublishCatalogueEdition, edition),
            BadFields({"year", "published_date", "document", "product_ids"}));
  edition.set_year(2020);
  edition.set_published_date("2020-12-30");
  edition.set_document("目录");
  edition.add_product_ids("P-1");
  edition.add_product_ids("P-1");
  edition.add_product_ids("");
  EXPECT_EQ(Call(&Stub::PublishCatalogueEdition, edition),
            BadFields({"product_ids[1]", "product_ids[2]"}));

  v1::DelistProductRequest delisting;
  delisting.set_effective_date("x");
  EXPECT_EQ(Call(&Stub::DelistProduct, delisting),
            BadFields({"product_id", "kind", "effective_date", "document", "grounds"}));

  v1::GetProductRequest get;
  get.set_as_of_date("x");
  v1::GetProductResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetProduct, get, unread), BadFields({"product_id", "as_of_date"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::certification
