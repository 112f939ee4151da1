#include "domain/certification/certify_product.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/certification/testing/certification_rules.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using registry::testing::Registered;
using registry::testing::Related;
using test::Given;
using testing::Accredited;
using testing::Assigned;
using testing::Certified;
using testing::EvidenceOf;
using testing::LaboratoryRegistered;
using testing::Recused;
using testing::RulesAdopted;
using testing::Scored;
using testing::Tested;

CertifyProduct Command() {
  CertifyProduct command;
  command.product_id = "P-1";
  command.level = v1::LEVEL_DOMESTIC;
  command.certificate_number = "首创-P-1";
  command.certified_date = CivilDay(2020, 10, 20);
  command.by = "approver-1";
  command.maker = registry::Party("E-1");
  command.laboratories = LaboratoryFiles({"L-1"});
  command.interests = ExpertInterests({"X-1", "X-2", "X-3", "X-4"});
  return command;
}

// Submitted by officer-1.
const Given& JustSubmitted() {
  static const Given history = [] {
    eventstore::Event submitted = decision::EncodeFact(testing::Submitted("P-1", "E-1"));
    submitted.principal = "officer-1";
    return Given(std::vector{submitted}).And(RulesAdopted(), Registered("E-1"));
  }();
  return history;
}

const Given& OnceTested() {
  static const Given history =
      JustSubmitted().And(LaboratoryRegistered("L-1"), Accredited("L-1"), Tested("P-1"));
  return history;
}

// Three experts: 60 points each would do.
const Given& OnceAssigned() {
  static const Given history =
      OnceTested().And(Assigned("P-1", "X-1"), Assigned("P-1", "X-2"), Assigned("P-1", "X-3"));
  return history;
}

Given ScoredBy(std::uint32_t first, std::uint32_t second, std::uint32_t third) {
  return OnceAssigned().And(Scored("P-1", "X-1", first), Scored("P-1", "X-2", second),
                            Scored("P-1", "X-3", third));
}

TEST(CertifyProduct, RecordsTheCertification) {
  ScoredBy(60, 70, 80).When(Command()).Then(Certified("P-1", "E-1"));
}

TEST(CertifyProduct, IsRefusedWhenTheProductIsUnknown) {
  Given(RulesAdopted()).When(Command()).ThenRejected(kProductUnknown);
}

TEST(CertifyProduct, RecordsNothingWhenItIsCertifiedSo) {
  ScoredBy(60, 70, 80).And(Certified("P-1", "E-1")).When(Command()).ThenNothing();
}

TEST(CertifyProduct, IsRefusedOnceTheProductIsDecidedOtherwise) {
  ScoredBy(60, 70, 80)
      .And(Certified("P-1", "E-1", "2020-10-19"))
      .When(Command())
      .ThenRejected(kProductAlreadyDecided);
  ScoredBy(60, 70, 80)
      .And(testing::Refused("P-1", "E-1"))
      .When(Command())
      .ThenRejected(kProductAlreadyDecided);
}

TEST(CertifyProduct, IsStaleWhenTheMakerIsAnotherOrHasAMemberThatWasNotRead) {
  CertifyProduct command = Command();
  command.maker = registry::Party("E-9");
  Given(testing::Submitted("P-1", "E-1")).When(command).ThenStale();
  ScoredBy(60, 70, 80).And(registry::testing::BranchOf("E-1", "E-1-1")).When(Command()).ThenStale();
}

TEST(CertifyProduct, IsStaleWhenALaboratoryOrAnExpertWasNotRead) {
  CertifyProduct command = Command();
  command.laboratories = LaboratoryFiles();
  JustSubmitted().And(Tested("P-1")).When(command).ThenStale();
  command = Command();
  command.interests = ExpertInterests({"X-1"});
  OnceAssigned().When(command).ThenStale();
}

TEST(CertifyProduct, IsRefusedBeforeTheAcceptance) {
  CertifyProduct command = Command();
  command.certified_date = CivilDay(2020, 9, 24);
  ScoredBy(60, 70, 80).When(command).ThenRejected(kDateBeforeAcceptance);
}

// Maker ≠ checker, by authenticated identity.
TEST(CertifyProduct, IsRefusedToTheSubmitter) {
  CertifyProduct command = Command();
  command.by = "officer-1";
  ScoredBy(60, 70, 80).When(command).ThenRejected(kCertifierIsSubmitter);
}

TEST(CertifyProduct, IsRefusedToAnExpertEvenARecusedOne) {
  CertifyProduct command = Command();
  command.by = "X-3";
  ScoredBy(60, 70, 80).When(command).ThenRejected(kCertifierIsExpert);
  command.by = "X-4";
  ScoredBy(60, 70, 80)
      .And(Assigned("P-1", "X-4"), Recused("P-1", "X-4"))
      .When(command)
      .ThenRejected(kCertifierIsExpert);
}

TEST(CertifyProduct, IsRefusedWithoutAPolicyOnTheDay) {
  CertifyProduct command = Command();
  Given(testing::Submitted("P-1", "E-1"), Registered("E-1"), RulesAdopted("2020-10-21"))
      .When(command)
      .ThenRejected(kPolicyNotInForce);
}

TEST(CertifyProduct, IsRefusedWithoutATestReport) {
  JustSubmitted().When(Command()).ThenRejected(kTestReportsMissing);
}

TEST(CertifyProduct, CountsPassedReportsOfThatDayOrBeforeOnly) {
  const Given with_laboratory = JustSubmitted().And(LaboratoryRegistered("L-1"), Accredited("L-1"));
  with_laboratory.And(Tested("P-1", "2020-0156", false))
      .When(Command())
      .ThenRejected(kTestReportsMissing);
  v1::TestReportFiled later = Tested("P-1");
  later.set_issued_date("2020-10-21");
  with_laboratory.And(later).When(Command()).ThenRejected(kTestReportsMissing);
}

// By what is known on the day of the decision, not of the filing.
TEST(CertifyProduct, DoesNotCountReportsOfALaboratoryThatTurnedOutUnfit) {
  ScoredBy(60, 70, 80)
      .And(testing::Suspended("L-1", "2020-10-12"))
      .When(Command())
      .ThenRejected(kTestReportsMissing);
  ScoredBy(60, 70, 80)
      .And(Related("L-1", "E-1", "2019-01-01"))
      .When(Command())
      .ThenRejected(kTestReportsMissing);
  JustSubmitted()
      .And(LaboratoryRegistered("L-1"), Tested("P-1"))
      .When(Command())
      .ThenRejected(kTestReportsMissing);
}

// From before laboratories were registered.
TEST(CertifyProduct, CountsReportsThatNameNoRegisteredLaboratory) {
  v1::TestReportFiled old = Tested("P-1");
  old.clear_laboratory_id();
  JustSubmitted().And(old).When(Command()).ThenRejected(kExpertsTooFew);
}

TEST(CertifyProduct, IsRefusedWithoutTheEvidenceThatThePolicyAsksFor) {
  policy::v1::PolicyAdopted rules = RulesAdopted("2020-09-20", "2020-12-31");
  rules.set_text(
      "certification { evidence { kind: EVIDENCE_KIND_IP_CERTIFICATE article: '1-8' } }");
  const Given asked = ScoredBy(60, 70, 80).And(rules);
  asked.When(Command()).ThenRejected(kEvidenceMissing);
  asked.And(EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH))
      .When(Command())
      .ThenRejected(kEvidenceMissing);
  asked.And(EvidenceOf("P-1", v1::EVIDENCE_KIND_IP_CERTIFICATE, "2020-10-21"))
      .When(Command())
      .ThenRejected(kEvidenceMissing);
  asked.And(EvidenceOf("P-1", v1::EVIDENCE_KIND_IP_CERTIFICATE))
      .When(Command())
      .Then(Certified("P-1", "E-1"));
}

TEST(CertifyProduct, IsRefusedWhileAnExpertDependsOnTheMaker) {
  // The relation became known after the assignment.
  const Given history =
      OnceTested().And(Assigned("P-1", "X-1", "U-1"), Related("U-1", "E-1", "2019-01-01"));
  history.When(Command()).ThenRejected(kExpertRecusalPending);
  OnceTested()
      .And(Assigned("P-1", "X-1", "E-1"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
  history
      .And(Recused("P-1", "X-1"), Assigned("P-1", "X-2"), Assigned("P-1", "X-3"),
           Assigned("P-1", "X-4"), Scored("P-1", "X-2", 60), Scored("P-1", "X-3", 60),
           Scored("P-1", "X-4", 60))
      .When(Command())
      .Then(Certified("P-1", "E-1"));
}

TEST(CertifyProduct, IsRefusedWhileAnExpertHasAnInterestInTheMaker) {
  ScoredBy(60, 70, 80)
      .And(testing::InterestDeclared("X-2", "E-1", "2020-01-01"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
  ScoredBy(60, 70, 80)
      .And(testing::InterestDeclared("X-2", "U-1", "2020-01-01"),
           Related("U-1", "E-1", "2019-01-01"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
}

TEST(CertifyProduct, IsRefusedWhenAnExpertsInterestBeganDuringTheAssessment) {
  ScoredBy(60, 70, 80)
      .And(testing::InterestDeclared("X-2", "E-1", "2020-10-20"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
  ScoredBy(60, 70, 80)
      .And(testing::InterestDeclared("X-2", "E-1", "2020-10-21"))
      .When(Command())
      .Then(Certified("P-1", "E-1"));
}

// "An odd number ≥ 3 of experts [D], recusal list".
TEST(CertifyProduct, IsRefusedWithFewerThanThreeExpertsNotCountingRecusedOnes) {
  OnceTested().When(Command()).ThenRejected(kExpertsTooFew);
  OnceAssigned().And(Recused("P-1", "X-3")).When(Command()).ThenRejected(kExpertsTooFew);
}

TEST(CertifyProduct, IsRefusedWithAnEvenNumberOfExperts) {
  ScoredBy(60, 70, 80)
      .And(Assigned("P-1", "X-4"), Scored("P-1", "X-4", 90))
      .When(Command())
      .ThenRejected(kExpertsEven);
}

TEST(CertifyProduct, IsRefusedUntilAllExpertsHaveScored) {
  OnceAssigned()
      .And(Scored("P-1", "X-1", 90), Scored("P-1", "X-3", 90))
      .When(Command())
      .ThenRejected(kExpertScoreMissing);
}

TEST(CertifyProduct, NeedsAMeanOfSixtyExactly) {
  ScoredBy(59, 60, 60).When(Command()).ThenRejected(kScoreTooLow);
  ScoredBy(59, 60, 61).When(Command()).Then(Certified("P-1", "E-1"));
}

TEST(CertifyProduct, NeedsAMajorityOfExpertsForTheLevel) {
  CertifyProduct command = Command();
  command.level = v1::LEVEL_INTERNATIONAL;
  const Given two_of_three = OnceAssigned().And(EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH),
                                                Scored("P-1", "X-1", 90, v1::LEVEL_INTERNATIONAL),
                                                Scored("P-1", "X-2", 90, v1::LEVEL_INTERNATIONAL),
                                                Scored("P-1", "X-3", 90));
  two_of_three.When(command).Then(Certified("P-1", "E-1", "2020-10-20", v1::LEVEL_INTERNATIONAL));
  two_of_three.When(Command()).ThenRejected(kLevelNotFoundByExperts);
}

TEST(CertifyProduct, NeedsAMajorityNotAPlurality) {
  const Given split =
      OnceAssigned().And(Scored("P-1", "X-1", 90, v1::LEVEL_INTERNATIONAL),
                         Scored("P-1", "X-2", 90), Scored("P-1", "X-3", 90, v1::LEVEL_UNSPECIFIED));
  split.When(Command()).ThenRejected(kLevelNotFoundByExperts);
}

TEST(CertifyProduct, AsksForANoveltySearchOfAnInternationallyFirstProduct) {
  CertifyProduct command = Command();
  command.level = v1::LEVEL_INTERNATIONAL;
  ScoredBy(60, 70, 80).When(command).ThenRejected(kEvidenceMissing);
}

// How large a share of the experts is the policy's business: here two thirds are not enough.
TEST(CertifyProduct, TakesTheShareOfTheExpertsFromThePolicy) {
  policy::v1::PolicyAdopted rules = RulesAdopted("2020-09-20", "2020-12-31");
  rules.set_text(
      "certification { level_share_above { numerator: 2 denominator: 3 article: '1-5' } }");
  OnceAssigned()
      .And(rules, Scored("P-1", "X-1", 90), Scored("P-1", "X-2", 90),
           Scored("P-1", "X-3", 90, v1::LEVEL_UNSPECIFIED))
      .When(Command())
      .ThenRejected(kLevelNotFoundByExperts);
}

// P-1 as a new version of P-0, with `novel` of three experts who find it new.
Given VersionScored(int novel) {
  v1::ProductSubmitted submitted = testing::Submitted("P-1", "E-1");
  submitted.set_family_id("P-0");
  submitted.set_previous_product_id("P-0");
  submitted.set_what_is_new("采用自研的面阵接收芯片");
  Given history = Given(submitted, RulesAdopted(), Registered("E-1"), LaboratoryRegistered("L-1"),
                        Accredited("L-1"), Tested("P-1"));
  for (const std::string expert : {"X-1", "X-2", "X-3"}) {
    v1::ExpertScoreSubmitted score = Scored("P-1", expert, 80);
    score.set_is_new(novel-- > 0);
    history = history.And(Assigned("P-1", expert), score);
  }
  return history;
}

// "A version 2 of a product stays in its product family unless the assessment states what is new."
TEST(CertifyProduct, KeepsANewVersionInItsFamilyUnlessTheAssessmentStatesWhatIsNew) {
  v1::ProductCertified in_family = Certified("P-1", "E-1");
  in_family.set_family_id("P-0");
  VersionScored(3).When(Command()).Then(in_family);

  CertifyProduct command = Command();
  command.what_is_new = "面阵接收芯片，探测距离提高一倍";
  v1::ProductCertified of_its_own = Certified("P-1", "E-1");
  of_its_own.set_what_is_new(command.what_is_new);
  VersionScored(2).When(command).Then(of_its_own);
}

TEST(CertifyProduct, IsRefusedWhenTheExpertsDoNotFindTheVersionNew) {
  CertifyProduct command = Command();
  command.what_is_new = "面阵接收芯片，探测距离提高一倍";
  VersionScored(1).When(command).ThenRejected(kNoveltyNotFoundByExperts);
  ScoredBy(60, 70, 80).When(command).ThenRejected(kProductIsNoNewVersion);
}

TEST(CertifyProduct, IsRefusedWhenTheCertificateNumberIsTaken) {
  v1::ProductCertified other = Certified("P-9", "E-9");
  other.set_certificate_number("首创-P-1");
  ScoredBy(60, 70, 80).And(other).When(Command()).ThenRejected(kCertificateNumberTaken);
}

}  // namespace
}  // namespace debut::certification
