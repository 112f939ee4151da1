#include "domain/certification/submit_expert_score.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Assigned;
using testing::Scored;
using testing::Submitted;

const SubmitExpertScore kCommand{
    "P-1", "expert-3", {80, v1::LEVEL_DOMESTIC, "技术路线为国内首次实现"}, "expert-3"};

const Given& UnderAssessment() {
  static const Given history(Submitted("P-1", "E-1"), Assigned("P-1", "expert-3"));
  return history;
}

TEST(SubmitExpertScore, RecordsTheScore) {
  UnderAssessment().When(kCommand).Then(Scored("P-1", "expert-3", 80));
}

TEST(SubmitExpertScore, IsRefusedWhenSomebodyElseCalls) {
  SubmitExpertScore command = kCommand;
  command.by = "expert-4";
  UnderAssessment().When(command).ThenRejected(kExpertIsNotCaller);
}

TEST(SubmitExpertScore, IsRefusedWhenTheProductIsUnknown) {
  Given().When(kCommand).ThenRejected(kProductUnknown);
}

TEST(SubmitExpertScore, IsRefusedWhenTheExpertIsNotAssigned) {
  Given(Submitted("P-1", "E-1"), Assigned("P-1", "expert-4"))
      .When(kCommand)
      .ThenRejected(kExpertNotAssigned);
}

TEST(SubmitExpertScore, IsRefusedWhenTheExpertWasRecused) {
  UnderAssessment()
      .And(testing::Recused("P-1", "expert-3"))
      .When(kCommand)
      .ThenRejected(kExpertRecused);
}

TEST(SubmitExpertScore, RecordsNothingWhenItIsOnRecord) {
  UnderAssessment().And(Scored("P-1", "expert-3", 80)).When(kCommand).ThenNothing();
}

// "Scores immutable once submitted": points, level and opinion.
TEST(SubmitExpertScore, IsRefusedWhenAnotherScoreIsOnRecord) {
  UnderAssessment()
      .And(Scored("P-1", "expert-3", 81))
      .When(kCommand)
      .ThenRejected(kExpertScoreImmutable);
  UnderAssessment()
      .And(Scored("P-1", "expert-3", 80, v1::LEVEL_INTERNATIONAL))
      .When(kCommand)
      .ThenRejected(kExpertScoreImmutable);
}

TEST(SubmitExpertScore, IsRefusedOnceTheProductIsDecided) {
  UnderAssessment()
      .And(testing::Refused("P-1", "E-1"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
}

}  // namespace
}  // namespace debut::certification
