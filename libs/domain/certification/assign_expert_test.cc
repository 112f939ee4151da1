#include "domain/certification/assign_expert.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using registry::testing::BranchOf;
using registry::testing::Registered;
using registry::testing::Related;
using registry::testing::RelationEnded;
using testing::Assigned;
using testing::Submitted;

AssignExpert Command(const std::string& employer_id) {
  AssignExpert command;
  command.product_id = "P-1";
  command.expert_id = "expert-3";
  command.assigned_date = CivilDay(2020, 10, 9);
  command.employer = registry::Party(employer_id);
  command.maker = registry::Party("E-1");
  return command;
}

const Given& UnderAssessment() {
  static const Given history(Submitted("P-1", "E-1"), Registered("E-1"));
  return history;
}

TEST(AssignExpert, RecordsTheAssignment) {
  UnderAssessment()
      .And(Registered("U-1", "清华大学"))
      .When(Command("U-1"))
      .Then(Assigned("P-1", "expert-3", "U-1"));
}

TEST(AssignExpert, TakesAnExpertWithoutARegisteredEmployer) {
  UnderAssessment().When(Command("")).Then(Assigned("P-1", "expert-3"));
}

TEST(AssignExpert, IsRefusedWhenTheProductIsUnknown) {
  Given().When(Command("")).ThenRejected(kProductUnknown);
}

TEST(AssignExpert, IsRefusedOnceTheProductIsDecided) {
  UnderAssessment()
      .And(testing::Refused("P-1", "E-1"))
      .When(Command(""))
      .ThenRejected(kProductAlreadyDecided);
}

TEST(AssignExpert, IsRefusedWhenTheEmployerIsUnknown) {
  UnderAssessment().When(Command("U-1")).ThenRejected(kEnterpriseUnknown);
}

TEST(AssignExpert, IsStaleWhenTheMakerIsAnother) {
  AssignExpert command = Command("");
  command.maker = registry::Party("E-9");
  Given(Submitted("P-1", "E-1")).When(command).ThenStale();
}

TEST(AssignExpert, IsStaleWhenAPartyHasAMemberThatWasNotRead) {
  UnderAssessment().And(BranchOf("E-1", "E-1-1")).When(Command("")).ThenStale();
  UnderAssessment()
      .And(Registered("U-1"), BranchOf("U-1", "U-1-1"))
      .When(Command("U-1"))
      .ThenStale();
}

TEST(AssignExpert, IsRefusedBeforeTheAcceptance) {
  AssignExpert command = Command("");
  command.assigned_date = CivilDay(2020, 9, 24);
  UnderAssessment().When(command).ThenRejected(kDateBeforeAcceptance);
}

TEST(AssignExpert, IsRefusedOnceTheExpertWasRecused) {
  UnderAssessment()
      .And(Assigned("P-1", "expert-3"), testing::Recused("P-1", "expert-3"))
      .When(Command(""))
      .ThenRejected(kExpertRecused);
}

TEST(AssignExpert, RecordsNothingWhenTheExpertIsAssigned) {
  UnderAssessment().And(Assigned("P-1", "expert-3")).When(Command("")).ThenNothing();
}

TEST(AssignExpert, IsRefusedForAnotherEmployer) {
  UnderAssessment()
      .And(Assigned("P-1", "expert-3"), Registered("U-1"))
      .When(Command("U-1"))
      .ThenRejected(kExpertAlreadyAssigned);
}

TEST(AssignExpert, IsRefusedWhenTheMakerIsTheEmployer) {
  UnderAssessment().When(Command("E-1")).ThenRejected(kExpertConflictOfInterest);
}

TEST(AssignExpert, IsRefusedWhenABranchOfTheMakerIsTheEmployer) {
  AssignExpert command = Command("E-1-1");
  command.maker = registry::Party("E-1", {"E-1", "E-1-1"});
  command.employer = registry::Party("E-1-1", {"E-1", "E-1-1"});
  UnderAssessment()
      .And(BranchOf("E-1", "E-1-1"))
      .When(command)
      .ThenRejected(kExpertConflictOfInterest);
}

TEST(AssignExpert, IsRefusedWhenTheEmployerIsRelatedOnTheAcceptanceDateOrOnThatOfTheAssignment) {
  const Given history = UnderAssessment().And(Registered("U-1"));
  history.And(Related("U-1", "E-1", "2019-01-01"), RelationEnded("U-1", "E-1", "2020-09-25"))
      .When(Command("U-1"))
      .ThenRejected(kExpertConflictOfInterest);
  history.And(Related("E-1", "U-1", "2020-10-09"))
      .When(Command("U-1"))
      .ThenRejected(kExpertConflictOfInterest);
}

TEST(AssignExpert, IsRefusedToAnExpertWithADeclaredInterestInTheMakerOrItsRelatedParties) {
  UnderAssessment()
      .And(testing::InterestDeclared("expert-3", "E-1", "2020-01-01"))
      .When(Command(""))
      .ThenRejected(kExpertConflictOfInterest);
  UnderAssessment()
      .And(testing::InterestDeclared("expert-3", "U-1", "2020-01-01"),
           Related("U-1", "E-1", "2019-01-01"))
      .When(Command(""))
      .ThenRejected(kExpertConflictOfInterest);
  UnderAssessment()
      .And(testing::InterestDeclared("expert-3", "E-1", "2019-01-01"),
           testing::InterestEnded("expert-3", "E-1", "2020-09-24"))
      .When(Command(""))
      .Then(Assigned("P-1", "expert-3"));
}

TEST(AssignExpert, IsPossibleAgainInAReassessment) {
  const Given reopened =
      UnderAssessment().And(Assigned("P-1", "expert-3"), testing::Certified("P-1", "E-1"),
                            testing::Reopened("RA-1", "P-1", "2020-10-09"));
  reopened.When(Command("")).Then(Assigned("P-1", "expert-3"));
  AssignExpert early = Command("");
  early.assigned_date = CivilDay(2020, 10, 8);
  reopened.When(early).ThenRejected(kDateBeforeAcceptance);
}

TEST(AssignExpert, TakesAnExpertWhoseEmployersRelationEndedBefore) {
  UnderAssessment()
      .And(Registered("U-1"), Related("U-1", "E-1", "2019-01-01"),
           RelationEnded("U-1", "E-1", "2020-09-24"))
      .When(Command("U-1"))
      .Then(Assigned("P-1", "expert-3", "U-1"));
}

}  // namespace
}  // namespace debut::certification
