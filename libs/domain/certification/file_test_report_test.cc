#include "domain/certification/file_test_report.h"

#include <gtest/gtest.h>

#include "domain/certification/file_evidence.h"
#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using registry::testing::BranchOf;
using registry::testing::Registered;
using registry::testing::Related;
using registry::testing::RelationEnded;
using test::Given;
using testing::Accredited;
using testing::EvidenceOf;
using testing::LaboratoryRegistered;
using testing::Submitted;
using testing::Suspended;
using testing::SuspensionLifted;
using testing::Tested;

constexpr char kName[] = "国家机动车质量监督检验中心（北京）";

FileTestReport Command(bool passed = true) {
  FileTestReport command;
  command.product_id = "P-1";
  command.report_number = "国检（2020）第0156号";
  command.report = {"L-1", CivilDay(2020, 10, 12), passed};
  command.laboratory = registry::Party("L-1");
  command.maker = registry::Party("E-1");
  return command;
}

const Given& UnderAssessment() {
  static const Given history(Submitted("P-1", "E-1"), Registered("E-1"), Registered("L-1", kName));
  return history;
}
Given WithLaboratory() {
  return UnderAssessment().And(LaboratoryRegistered("L-1"), Accredited("L-1"));
}

TEST(FileTestReport, RecordsTheReportWithTheLaboratorysName) {
  WithLaboratory().When(Command()).Then(Tested("P-1"));
}

TEST(FileTestReport, RecordsAFailedTestToo) {
  WithLaboratory().When(Command(false)).Then(Tested("P-1", Command().report_number, false));
}

TEST(FileTestReport, IsRefusedWhenTheProductIsUnknown) {
  Given().When(Command()).ThenRejected(kProductUnknown);
}

TEST(FileTestReport, IsRefusedOnceTheProductIsDecided) {
  WithLaboratory()
      .And(testing::Certified("P-1", "E-1"))
      .When(Command())
      .ThenRejected(kProductAlreadyDecided);
  WithLaboratory()
      .And(testing::Refused("P-1", "E-1"))
      .When(Command())
      .ThenRejected(kProductAlreadyDecided);
}

TEST(FileTestReport, IsTakenAgainInAReassessment) {
  WithLaboratory()
      .And(testing::Certified("P-1", "E-1"), testing::Reopened("RA-1", "P-1"))
      .When(Command())
      .Then(Tested("P-1"));
}

TEST(FileTestReport, IsStaleWhenTheKeysAreNotThoseOfTheFacts) {
  FileTestReport other_maker = Command();
  other_maker.maker = registry::Party("E-9");
  Given(Submitted("P-1", "E-1")).When(other_maker).ThenStale();
  UnderAssessment().And(BranchOf("L-1", "L-1-1")).When(Command()).ThenStale();
}

TEST(FileTestReport, RecordsNothingWhenItIsOnFile) {
  WithLaboratory().And(Tested("P-1")).When(Command()).ThenNothing();
}

TEST(FileTestReport, IsRefusedWhenTheNumberIsTaken) {
  WithLaboratory()
      .And(Tested("P-1", Command().report_number, false))
      .When(Command())
      .ThenRejected(kTestReportAlreadyFiled);
}

TEST(FileTestReport, IsRefusedFromALaboratoryThatIsNotRegistered) {
  UnderAssessment().When(Command()).ThenRejected(kLaboratoryUnknown);
}

TEST(FileTestReport, IsRefusedWithoutAnAccreditationInTheFieldOnTheDayOfIssue) {
  const Given registered = UnderAssessment().And(LaboratoryRegistered("L-1"));
  registered.When(Command()).ThenRejected(kLaboratoryNotAccredited);
  registered.And(Accredited("L-1", "2020-10-13"))
      .When(Command())
      .ThenRejected(kLaboratoryNotAccredited);
  registered.And(Accredited("L-1", "2018-01-01", "2020-10-11"))
      .When(Command())
      .ThenRejected(kLaboratoryNotAccredited);
  registered.And(Accredited("L-1", "2020-10-12", "2020-10-12")).When(Command()).Then(Tested("P-1"));
  v1::LaboratoryAccredited other_field = Accredited("L-1");
  other_field.set_fields(0, v1::FIELD_BIO_HEALTH);
  registered.And(other_field).When(Command()).ThenRejected(kLaboratoryNotAccredited);
}

TEST(FileTestReport, IsRefusedWhileTheLaboratoryIsSuspended) {
  WithLaboratory()
      .And(Suspended("L-1", "2020-10-12"))
      .When(Command())
      .ThenRejected(kLaboratorySuspended);
  WithLaboratory()
      .And(Suspended("L-1", "2020-01-01"), SuspensionLifted("L-1", "2020-10-12"))
      .When(Command())
      .Then(Tested("P-1"));
}

TEST(FileTestReport, IsRefusedFromALaboratoryThatIsOrIsRelatedToTheMaker) {
  WithLaboratory()
      .And(Related("L-1", "E-1", "2019-01-01"))
      .When(Command())
      .ThenRejected(kLaboratoryConflictOfInterest);
  WithLaboratory()
      .And(Related("E-1", "L-1", "2019-01-01"), RelationEnded("E-1", "L-1", "2020-09-24"))
      .When(Command())
      .Then(Tested("P-1"));
  FileTestReport own = Command();
  own.report.laboratory_id = "E-1";
  own.laboratory = registry::Party("E-1");
  Given(Submitted("P-1", "E-1"), Registered("E-1"), LaboratoryRegistered("E-1"), Accredited("E-1"))
      .When(own)
      .ThenRejected(kLaboratoryConflictOfInterest);
}

FileEvidence Evidenced() {
  return {"P-1", {v1::EVIDENCE_KIND_NOVELTY_SEARCH, "科技查新报告", CivilDay(2020, 10, 12)}};
}

TEST(FileEvidence, RecordsWhatIsHandedIn) {
  Given(Submitted("P-1", "E-1"))
      .When(Evidenced())
      .Then(EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH));
}

TEST(FileEvidence, IsRefusedWithoutAnAssessment) {
  Given().When(Evidenced()).ThenRejected(kProductUnknown);
  Given(Submitted("P-1", "E-1"), testing::Refused("P-1", "E-1"))
      .When(Evidenced())
      .ThenRejected(kProductAlreadyDecided);
}

TEST(FileEvidence, RecordsNothingTheSecondTime) {
  Given(Submitted("P-1", "E-1"), EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH))
      .When(Evidenced())
      .ThenNothing();
}

}  // namespace
}  // namespace debut::certification
