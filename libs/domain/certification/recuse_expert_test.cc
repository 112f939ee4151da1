#include "domain/certification/recuse_expert.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Assigned;
using testing::Submitted;

const RecuseExpert kCommand{"P-1", "expert-3", "与申报单位有合作关系"};

const Given& UnderAssessment() {
  static const Given history(Submitted("P-1", "E-1"), Assigned("P-1", "expert-3"));
  return history;
}

TEST(RecuseExpert, RecordsTheRecusal) {
  UnderAssessment().When(kCommand).Then(testing::Recused("P-1", "expert-3"));
}

TEST(RecuseExpert, IsRefusedWhenTheProductIsUnknown) {
  Given().When(kCommand).ThenRejected(kProductUnknown);
}

TEST(RecuseExpert, IsRefusedOnceTheProductIsDecided) {
  UnderAssessment()
      .And(testing::Certified("P-1", "E-1"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
}

TEST(RecuseExpert, IsRefusedWhenTheExpertIsNotAssigned) {
  Given(Submitted("P-1", "E-1"), Assigned("P-1", "expert-4"))
      .When(kCommand)
      .ThenRejected(kExpertNotAssigned);
}

TEST(RecuseExpert, RecordsNothingWhenTheExpertWasRecused) {
  UnderAssessment().And(testing::Recused("P-1", "expert-3")).When(kCommand).ThenNothing();
}

TEST(RecuseExpert, IsRefusedAfterTheScore) {
  UnderAssessment()
      .And(testing::Scored("P-1", "expert-3", 80))
      .When(kCommand)
      .ThenRejected(kExpertHasScored);
}

}  // namespace
}  // namespace debut::certification
