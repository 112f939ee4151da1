#include "domain/certification/change_product_level.h"

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
using testing::Assigned;
using testing::Certified;
using testing::EvidenceOf;
using testing::LevelChanged;
using testing::RulesAdopted;
using testing::Scored;
using testing::Submitted;

ChangeProductLevel Command() {
  ChangeProductLevel command;
  command.product_id = "P-1";
  command.level = v1::LEVEL_INTERNATIONAL;
  command.effective_date = CivilDay(2021, 5, 1);
  command.document = "复评意见";
  command.by = "approver-1";
  command.maker = registry::Party("E-1");
  command.laboratories = LaboratoryFiles({"L-1"});
  command.interests = ExpertInterests({"X-1", "X-2", "X-3", "X-5"});
  return command;
}

// Certified as DOMESTIC, by the experts.
std::vector<eventstore::Event> FirstAssessment() {
  using decision::EncodeFact;
  std::vector<eventstore::Event> events{EncodeFact(Submitted("P-1", "E-1")),
                                        EncodeFact(Registered("E-1")),
                                        EncodeFact(RulesAdopted()),
                                        EncodeFact(testing::LaboratoryRegistered("L-1")),
                                        EncodeFact(testing::Accredited("L-1")),
                                        EncodeFact(testing::Tested("P-1"))};
  for (const std::string expert : {"X-1", "X-2", "X-5"}) {
    events.push_back(EncodeFact(Assigned("P-1", expert)));
    events.push_back(EncodeFact(Scored("P-1", expert, 90)));
  }
  events.push_back(EncodeFact(Certified("P-1", "E-1", "2020-10-20")));
  return events;
}

const Given& OnceCertified() {
  static const Given history(FirstAssessment());
  return history;
}

// Opened by officer-1 on 2021-04-12, with the evidence that the higher level needs.
const Given& Reopened() {
  static const Given history = [] {
    std::vector<eventstore::Event> events = FirstAssessment();
    events.push_back(decision::EncodeFact(testing::Reopened("RA-1", "P-1")));
    events.back().principal = "officer-1";
    return Given(std::move(events))
        .And(EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH), Assigned("P-1", "X-1"),
             Assigned("P-1", "X-2"), Assigned("P-1", "X-3"));
  }();
  return history;
}

Given Rescored(v1::Level third = v1::LEVEL_INTERNATIONAL) {
  return Reopened().And(Scored("P-1", "X-1", 80, v1::LEVEL_INTERNATIONAL),
                        Scored("P-1", "X-2", 80, third),
                        Scored("P-1", "X-3", 80, v1::LEVEL_INTERNATIONAL));
}

TEST(ChangeProductLevel, RecordsWhatTheReassessmentFound) {
  Rescored(v1::LEVEL_DOMESTIC)
      .When(Command())
      .Then(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-05-01"));
}

TEST(ChangeProductLevel, IsRefusedWhenTheProductIsUnknown) {
  Given().When(Command()).ThenRejected(kProductUnknown);
}

TEST(ChangeProductLevel, IsRefusedWhenTheProductIsNotCertified) {
  Given(Submitted("P-1", "E-1")).When(Command()).ThenRejected(kProductNotCertified);
}

TEST(ChangeProductLevel, IsRefusedBeforeTheCertification) {
  ChangeProductLevel command = Command();
  command.effective_date = CivilDay(2020, 10, 19);
  OnceCertified().When(command).ThenRejected(kDateBeforeCertification);
}

TEST(ChangeProductLevel, IsRefusedOnceTheProductIsDelisted) {
  Rescored()
      .And(testing::Delisted("P-1", "E-1", v1::DELISTING_KIND_REVOKED, "2021-05-01"))
      .When(Command())
      .ThenRejected(kProductDelisted);
}

TEST(ChangeProductLevel, IsRefusedWithoutAReassessment) {
  OnceCertified().When(Command()).ThenRejected(kReassessmentNotOpen);
  Rescored()
      .And(testing::Reclosed("RA-1", "P-1", "2021-04-30"))
      .When(Command())
      .ThenRejected(kReassessmentNotOpen);
}

TEST(ChangeProductLevel, RecordsNothingWhenTheProductHasTheLevelThen) {
  Rescored()
      .And(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-04-15"))
      .When(Command())
      .ThenNothing();
}

TEST(ChangeProductLevel, IsStaleWhenTheKeysAreNotThoseOfTheFacts) {
  ChangeProductLevel command = Command();
  command.maker = registry::Party("E-9");
  Given(Submitted("P-1", "E-1"), Certified("P-1", "E-1"), testing::Reopened("RA-1", "P-1"))
      .When(command)
      .ThenStale();
  command = Command();
  command.interests = ExpertInterests({"X-1", "X-2"});
  Rescored().When(command).ThenStale();
}

TEST(ChangeProductLevel, IsRefusedBeforeTheReassessment) {
  ChangeProductLevel command = Command();
  command.effective_date = CivilDay(2021, 4, 11);
  Rescored().When(command).ThenRejected(kDateBeforeAcceptance);
}

TEST(ChangeProductLevel, IsRefusedToWhoOpenedTheReassessmentAndToItsExperts) {
  ChangeProductLevel command = Command();
  command.by = "officer-1";
  Rescored().When(command).ThenRejected(kCertifierIsSubmitter);
  command.by = "X-3";
  Rescored().When(command).ThenRejected(kCertifierIsExpert);
}

TEST(ChangeProductLevel, IsRefusedWithoutAPolicyOnTheDay) {
  Given(Submitted("P-1", "E-1"), Registered("E-1"), Certified("P-1", "E-1"),
        testing::Reopened("RA-1", "P-1"))
      .When(Command())
      .ThenRejected(kPolicyNotInForce);
}

TEST(ChangeProductLevel, IsJudgedByTheRulesOfACertification) {
  OnceCertified()
      .And(testing::Reopened("RA-1", "P-1"))
      .When(Command())
      .ThenRejected(kEvidenceMissing);
  // The experts of the first assessment do not count.
  OnceCertified()
      .And(testing::Reopened("RA-1", "P-1"), EvidenceOf("P-1", v1::EVIDENCE_KIND_NOVELTY_SEARCH))
      .When(Command())
      .ThenRejected(kExpertsTooFew);
  Reopened().When(Command()).ThenRejected(kExpertScoreMissing);
  Rescored()
      .And(testing::InterestDeclared("X-1", "E-1", "2021-01-01"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
  ChangeProductLevel lower = Command();
  lower.level = v1::LEVEL_DOMESTIC;
  Rescored().When(lower).ThenRejected(kLevelNotFoundByExperts);
}

// A relation that began after the product was accepted, but before it is assessed again.
TEST(ChangeProductLevel, KnowsTheRelationsOfTheDayOfTheReassessment) {
  Reopened()
      .And(testing::InterestDeclared("X-3", "U-1", "2021-04-01"),
           Related("U-1", "E-1", "2021-01-01"))
      .When(Command())
      .ThenRejected(kExpertRecusalPending);
}

}  // namespace
}  // namespace debut::certification
