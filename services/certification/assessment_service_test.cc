// Laboratories, evidence, interests, reassessments and the editions' differences over the wire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/certification/v1/certification_service.grpc.pb.h"
#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/certification/testing/certification_rules.h"
#include "domain/registry/testing/registry_facts.h"
#include "services/certification/certification_service.h"
#include "tests/support/service_in_process.h"

namespace debut::certification {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::kDone;
using test::Refused;
using ::testing::ElementsAre;

// 2021-03-01 in Shanghai. E-1 is an eligible maker with a branch, to which U-1 is related; P-1 of
// it is certified, P-2 submitted. L-1 is a party.
class AssessmentServiceTest : public test::ServiceTest<v1::CertificationService> {
 protected:
  AssessmentServiceTest()
      : ServiceTest(MakeCertificationService, absl::FromUnixSeconds(1'614'528'000)) {
    using namespace registry::testing;  // NOLINT
    Given(testing::RulesAdopted(), Registered("E-1"), BranchOf("E-1", "E-1-1"),
          InZone("E-1", "2016-03-01"), Sme("E-1", "2016-03-01"), Registered("U-1"),
          Related("U-1", "E-1-1", "2019-01-01"), Registered("L-1", "国家机动车检验中心"),
          testing::Submitted("P-1", "E-1"), testing::Certified("P-1", "E-1"),
          testing::Submitted("P-2", "E-1"));
  }

  void AccreditLaboratory(const std::string& laboratory_id) {
    v1::RegisterLaboratoryRequest registration;
    registration.set_laboratory_id(laboratory_id);
    registration.set_document("检测机构名录");
    EXPECT_EQ(Call(&Stub::RegisterLaboratory, registration), kDone);
    v1::AccreditLaboratoryRequest accreditation;
    accreditation.set_laboratory_id(laboratory_id);
    accreditation.set_accreditation_number("CMA-1");
    accreditation.add_fields(v1::FIELD_INTELLIGENT_TRANSPORT);
    accreditation.set_from_date("2020-01-01");
    accreditation.set_to_date("2024-12-31");
    EXPECT_EQ(Call(&Stub::AccreditLaboratory, accreditation), kDone);
  }

  static v1::FileTestReportRequest Report(const std::string& product_id,
                                          const std::string& laboratory_id) {
    v1::FileTestReportRequest report;
    report.set_product_id(product_id);
    report.set_report_number("国检（2021）第0007号");
    report.set_laboratory_id(laboratory_id);
    report.set_passed(true);
    return report;
  }

  test::CallOutcome Assign(const std::string& product_id, const std::string& expert_id) {
    v1::AssignExpertRequest assignment;
    assignment.set_product_id(product_id);
    assignment.set_expert_id(expert_id);
    return Call(&Stub::AssignExpert, assignment);
  }

  test::CallOutcome DeclareInterest(const std::string& expert_id, const std::string& party_id) {
    v1::DeclareExpertInterestRequest interest;
    interest.set_expert_id(expert_id);
    interest.set_party_id(party_id);
    interest.set_kind(v1::INTEREST_KIND_CONSULTING);
    interest.set_from_date("2020-01-01");
    interest.set_document("利益申报表");
    return Call(&Stub::DeclareExpertInterest, interest);
  }

  test::CallOutcome Certify(const std::string& product_id, const std::string& what_is_new = "") {
    v1::CertifyProductRequest certification;
    certification.set_product_id(product_id);
    certification.set_level(v1::LEVEL_DOMESTIC);
    certification.set_certificate_number("首创-" + product_id);
    certification.set_what_is_new(what_is_new);
    return Call(&Stub::CertifyProduct, certification, nullptr, "approver-1");
  }

  // A version of P-1, tested, and assessed by three experts; `is_new`: as all of them find.
  void AssessVersion(const std::string& product_id, bool is_new) {
    v1::SubmitProductRequest submission;
    submission.set_product_id(product_id);
    submission.set_previous_product_id("P-1");
    submission.set_enterprise_id("E-1");
    submission.set_name("车规级固态激光雷达二代");
    submission.set_type(v1::PRODUCT_TYPE_CORE_TECHNOLOGY);
    submission.set_field(v1::FIELD_INTELLIGENT_TRANSPORT);
    submission.set_claimed_level(v1::LEVEL_DOMESTIC);
    submission.set_research_completed_date("2020-12-20");
    submission.set_accepted_date("2021-02-01");
    submission.add_ip_rights("发明专利 ZL202010000002.1");
    submission.set_what_is_new("采用自研的面阵接收芯片");
    v1::SubmitProductResponse submitted;
    EXPECT_EQ(Call(&Stub::SubmitProduct, submission, &submitted), kDone);
    EXPECT_EQ(submitted.family_id(), "P-1") << "until the assessment says what is new";
    EXPECT_EQ(Call(&Stub::FileTestReport, Report(product_id, "L-1")), kDone);
    for (const std::string expert : {"X-1", "X-2", "X-3"}) {
      EXPECT_EQ(Assign(product_id, expert), kDone);
      v1::SubmitExpertScoreRequest score;
      score.set_product_id(product_id);
      score.set_expert_id(expert);
      score.set_score(80);
      score.set_level(v1::LEVEL_DOMESTIC);
      score.set_is_new(is_new);
      EXPECT_EQ(Call(&Stub::SubmitExpertScore, score, nullptr, expert), kDone);
    }
  }

  std::string FamilyOf(const std::string& product_id) {
    v1::GetProductRequest request;
    request.set_product_id(product_id);
    v1::GetProductResponse response;
    EXPECT_EQ(Call(&Stub::GetProduct, request, &response), kDone);
    return response.product().family_id();
  }
};

TEST_F(AssessmentServiceTest, LeadsALaboratoryFromItsRegistrationToItsReports) {
  AccreditLaboratory("L-1");
  v1::FileTestReportRequest report = Report("P-2", "L-1");
  EXPECT_EQ(Call(&Stub::FileTestReport, report), kDone);

  v1::SuspendLaboratoryRequest suspension;
  suspension.set_laboratory_id("L-1");
  suspension.set_from_date("2021-02-01");
  suspension.set_document("暂停通知");
  suspension.set_grounds("出具不实报告");
  EXPECT_EQ(Call(&Stub::SuspendLaboratory, suspension), kDone);
  report.set_report_number("国检（2021）第0008号");
  EXPECT_EQ(Call(&Stub::FileTestReport, report),
            Refused(StatusCode::kFailedPrecondition, kLaboratorySuspended));
  v1::GetLaboratoryRequest get;
  get.set_laboratory_id("L-1");
  v1::GetLaboratoryResponse found;
  EXPECT_EQ(Call(&Stub::GetLaboratory, get, &found), kDone);
  EXPECT_TRUE(found.laboratory().suspended());
  EXPECT_THAT(found.laboratory().fields(), ElementsAre(v1::FIELD_INTELLIGENT_TRANSPORT));
  v1::LiftLaboratorySuspensionRequest lift;
  lift.set_laboratory_id("L-1");
  lift.set_document("恢复通知");
  EXPECT_EQ(Call(&Stub::LiftLaboratorySuspension, lift), kDone);
  EXPECT_EQ(Call(&Stub::FileTestReport, report), kDone);
  get.set_as_of_date("2019-12-31");
  EXPECT_EQ(Call(&Stub::GetLaboratory, get, &found), kDone);
  EXPECT_EQ(found.laboratory().fields_size(), 0);
  get.set_laboratory_id("L-9");
  EXPECT_EQ(Call(&Stub::GetLaboratory, get), Refused(StatusCode::kNotFound, kLaboratoryUnknown));
}

TEST_F(AssessmentServiceTest, KeepsExpertsWithAnInterestAway) {
  EXPECT_EQ(DeclareInterest("X-1", "E-1"), kDone);
  EXPECT_EQ(Assign("P-2", "X-1"),
            Refused(StatusCode::kFailedPrecondition, kExpertConflictOfInterest));
  v1::EndExpertInterestRequest end;
  end.set_expert_id("X-1");
  end.set_party_id("E-1");
  end.set_to_date("2020-06-30");
  EXPECT_EQ(Call(&Stub::EndExpertInterest, end), kDone);
  EXPECT_EQ(Assign("P-2", "X-1"), kDone);
}

TEST_F(AssessmentServiceTest, KnowsThePartiesThatAreRelatedToABranchOfTheMaker) {
  AccreditLaboratory("U-1");
  AccreditLaboratory("L-1");
  EXPECT_EQ(Call(&Stub::FileTestReport, Report("P-2", "U-1")),
            Refused(StatusCode::kFailedPrecondition, kLaboratoryConflictOfInterest));
  EXPECT_EQ(Call(&Stub::FileTestReport, Report("P-2", "L-1")), kDone);
  EXPECT_EQ(DeclareInterest("X-1", "U-1"), kDone);
  EXPECT_EQ(Assign("P-2", "X-1"),
            Refused(StatusCode::kFailedPrecondition, kExpertConflictOfInterest));
  EXPECT_EQ(Assign("P-2", "X-2"), kDone);
  EXPECT_EQ(DeclareInterest("X-2", "U-1"), kDone);
  EXPECT_EQ(Certify("P-2"), Refused(StatusCode::kFailedPrecondition, kExpertRecusalPending));
}

TEST_F(AssessmentServiceTest, GivesAVersionAFamilyOfItsOwnWhenItIsFoundNew) {
  AccreditLaboratory("L-1");
  AssessVersion("P-3", true);
  EXPECT_EQ(Certify("P-3", "面阵接收芯片"), kDone);
  EXPECT_EQ(FamilyOf("P-3"), "P-3");
  EXPECT_EQ(Certify("P-3"), Refused(StatusCode::kFailedPrecondition, kProductAlreadyDecided));
  AssessVersion("P-4", false);
  EXPECT_EQ(Certify("P-4", "面阵接收芯片"),
            Refused(StatusCode::kFailedPrecondition, kNoveltyNotFoundByExperts));
  EXPECT_EQ(Certify("P-4"), kDone);
  EXPECT_EQ(FamilyOf("P-4"), "P-1");
}

TEST_F(AssessmentServiceTest, OpensAndClosesAReassessment) {
  v1::OpenReassessmentRequest open;
  open.set_product_id("P-1");
  open.set_claimed_level(v1::LEVEL_INTERNATIONAL);
  open.set_document("复评申请");
  v1::OpenReassessmentResponse opened;
  EXPECT_EQ(Call(&Stub::OpenReassessment, open, &opened), kDone);
  v1::GetProductRequest get;
  get.set_product_id("P-1");
  v1::GetProductResponse found;
  EXPECT_EQ(Call(&Stub::GetProduct, get, &found), kDone);
  EXPECT_EQ(found.product().reassessment_id(), opened.reassessment_id());
  v1::FileEvidenceRequest evidence;
  evidence.set_product_id("P-1");
  evidence.set_kind(v1::EVIDENCE_KIND_NOVELTY_SEARCH);
  evidence.set_document("科技查新报告");
  EXPECT_EQ(Call(&Stub::FileEvidence, evidence), kDone);
  v1::CloseReassessmentRequest close;
  close.set_product_id("P-1");
  close.set_grounds("维持原级别");
  EXPECT_EQ(Call(&Stub::CloseReassessment, close), kDone);
  EXPECT_EQ(Call(&Stub::CloseReassessment, close),
            Refused(StatusCode::kFailedPrecondition, kReassessmentNotOpen));
}

TEST_F(AssessmentServiceTest, TellsTwoEditionsApart) {
  Given(testing::Certified("P-2", "E-1"), testing::EditionPublished(2020, "2020-12-30", 1, 1),
        testing::Listed("P-1", "E-1"));
  v1::PublishCatalogueEditionRequest edition;
  edition.set_year(2021);
  edition.set_document("目录（2021年）");
  edition.add_product_ids("P-2");
  v1::PublishCatalogueEditionRequest::Removal& removal = *edition.add_removals();
  removal.set_product_id("P-1");
  removal.set_grounds("年度调整");
  EXPECT_EQ(Call(&Stub::PublishCatalogueEdition, edition), kDone);

  v1::DiffCatalogueEditionsRequest request;
  request.set_from_year(2020);
  request.set_to_year(2021);
  v1::DiffCatalogueEditionsResponse diff;
  EXPECT_EQ(Call(&Stub::DiffCatalogueEditions, request, &diff), kDone);
  ASSERT_EQ(diff.additions_size(), 1);
  EXPECT_EQ(diff.additions(0).product_id(), "P-2");
  EXPECT_EQ(diff.additions(0).to_level(), v1::LEVEL_DOMESTIC);
  ASSERT_EQ(diff.removals_size(), 1);
  EXPECT_EQ(diff.removals(0).product_id(), "P-1");
  EXPECT_EQ(diff.removals(0).delisting_kind(), v1::DELISTING_KIND_EXPIRED);
  EXPECT_EQ(diff.removals(0).delisted_date(), "2021-03-01");
  EXPECT_EQ(diff.changes_size(), 0);
  EXPECT_EQ(diff.unchanged_count(), 0u);
  request.set_to_year(2022);
  EXPECT_EQ(Call(&Stub::DiffCatalogueEditions, request),
            Refused(StatusCode::kNotFound, kEditionUnknown));
}

TEST_F(AssessmentServiceTest, NamesEveryBadField) {
  EXPECT_EQ(Call(&Stub::RegisterLaboratory, v1::RegisterLaboratoryRequest()),
            BadFields({"laboratory_id", "document"}));
  v1::AccreditLaboratoryRequest accreditation;
  accreditation.add_fields(static_cast<v1::Field>(99));
  accreditation.set_from_date("2021-01-02");
  accreditation.set_to_date("2021-01-01");
  EXPECT_EQ(Call(&Stub::AccreditLaboratory, accreditation),
            BadFields({"laboratory_id", "accreditation_number", "fields[0]", "to_date"}));
  EXPECT_EQ(Call(&Stub::SuspendLaboratory, v1::SuspendLaboratoryRequest()),
            BadFields({"laboratory_id", "document", "grounds"}));
  EXPECT_EQ(Call(&Stub::LiftLaboratorySuspension, v1::LiftLaboratorySuspensionRequest()),
            BadFields({"laboratory_id", "document"}));
  EXPECT_EQ(Call(&Stub::DeclareExpertInterest, v1::DeclareExpertInterestRequest()),
            BadFields({"expert_id", "party_id", "kind", "document"}));
  EXPECT_EQ(Call(&Stub::EndExpertInterest, v1::EndExpertInterestRequest()),
            BadFields({"expert_id", "party_id"}));
  EXPECT_EQ(Call(&Stub::FileEvidence, v1::FileEvidenceRequest()),
            BadFields({"product_id", "kind", "document"}));
  EXPECT_EQ(Call(&Stub::OpenReassessment, v1::OpenReassessmentRequest()),
            BadFields({"product_id", "claimed_level", "document"}));
  EXPECT_EQ(Call(&Stub::CloseReassessment, v1::CloseReassessmentRequest()),
            BadFields({"product_id", "grounds"}));
  v1::DiffCatalogueEditionsRequest editions;
  editions.set_from_year(2021);
  editions.set_to_year(2021);
  EXPECT_EQ(Call(&Stub::DiffCatalogueEditions, editions), BadFields({"to_year"}));
  EXPECT_EQ(Call(&Stub::GetLaboratory, v1::GetLaboratoryRequest()), BadFields({"laboratory_id"}));
  v1::PublishCatalogueEditionRequest edition;
  edition.set_year(2021);
  edition.set_document("目录");
  edition.add_product_ids("P-1");
  edition.add_removals()->set_product_id("P-1");
  EXPECT_EQ(Call(&Stub::PublishCatalogueEdition, edition),
            BadFields({"removals[0].grounds", "removals[0].product_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::certification
