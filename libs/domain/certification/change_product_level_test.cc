#include "domain/certification/change_product_level.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Certified;
using testing::LevelChanged;
using testing::Submitted;

const ChangeProductLevel kCommand{"P-1", v1::LEVEL_INTERNATIONAL, CivilDay(2021, 5, 1), "复评意见"};

const Given& OnceCertified() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"));
  return history;
}

TEST(ChangeProductLevel, RecordsTheLevel) {
  OnceCertified().When(kCommand).Then(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-05-01"));
}

TEST(ChangeProductLevel, IsRefusedWhenTheProductIsUnknown) {
  Given().When(kCommand).ThenRejected(kProductUnknown);
}

TEST(ChangeProductLevel, IsRefusedWhenTheProductIsNotCertified) {
  Given(Submitted("P-1", "E-1")).When(kCommand).ThenRejected(kProductNotCertified);
}

TEST(ChangeProductLevel, IsRefusedBeforeTheCertification) {
  ChangeProductLevel command = kCommand;
  command.effective_date = CivilDay(2020, 10, 19);
  OnceCertified().When(command).ThenRejected(kDateBeforeCertification);
}

TEST(ChangeProductLevel, IsRefusedOnceTheProductIsDelisted) {
  OnceCertified()
      .And(testing::Delisted("P-1", "E-1", v1::DELISTING_KIND_REVOKED, "2021-05-01"))
      .When(kCommand)
      .ThenRejected(kProductDelisted);
}

TEST(ChangeProductLevel, RecordsNothingWhenTheProductHasTheLevelThen) {
  OnceCertified()
      .And(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-04-01"))
      .When(kCommand)
      .ThenNothing();
}

// W12: a backdated correction is a fact of its own.
TEST(ChangeProductLevel, RecordsALevelThatBeganEarlierThanThought) {
  OnceCertified()
      .And(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-06-01"))
      .When(kCommand)
      .Then(LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-05-01"));
}

}  // namespace
}  // namespace debut::certification
