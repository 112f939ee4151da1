#include "domain/certification/refuse_product.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Submitted;

const RefuseProduct kCommand{"P-1", CivilDay(2020, 10, 20), "国内已有同类产品"};

TEST(RefuseProduct, RecordsTheRefusal) {
  Given(Submitted("P-1", "E-1")).When(kCommand).Then(testing::Refused("P-1", "E-1"));
}

TEST(RefuseProduct, IsRefusedWhenTheProductIsUnknown) {
  Given().When(kCommand).ThenRejected(kProductUnknown);
}

TEST(RefuseProduct, RecordsNothingWhenItWasRefusedOnThatDate) {
  Given(Submitted("P-1", "E-1"), testing::Refused("P-1", "E-1")).When(kCommand).ThenNothing();
}

TEST(RefuseProduct, IsRefusedOnceTheProductIsDecidedOtherwise) {
  Given(Submitted("P-1", "E-1"), testing::Refused("P-1", "E-1", "2020-10-21"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
  Given(Submitted("P-1", "E-1"), testing::Certified("P-1", "E-1"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
}

TEST(RefuseProduct, IsRefusedBeforeTheAcceptance) {
  RefuseProduct command = kCommand;
  command.refused_date = CivilDay(2020, 9, 24);
  Given(Submitted("P-1", "E-1")).When(command).ThenRejected(kDateBeforeAcceptance);
}

}  // namespace
}  // namespace debut::certification
