#include "domain/registry/end_related_party.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const EndRelatedParty kCommand{"E-1", "E-2", CivilDay(2020, 6, 30)};

const Given& BothRelated() {
  static const Given history(testing::Registered("E-1"),
                             testing::Related("E-2", "E-1", "2019-01-01"));
  return history;
}

TEST(EndRelatedParty, RecordsTheEndFromEitherSide) {
  BothRelated().When(kCommand).Then(testing::RelationEnded("E-1", "E-2", "2020-06-30"));
}

TEST(EndRelatedParty, IsRefusedWhenTheEnterpriseIsUnknown) {
  Given().When(kCommand).ThenRejected(kEnterpriseUnknown);
}

TEST(EndRelatedParty, IsRefusedWithoutARelation) {
  Given(testing::Registered("E-1"), testing::Related("E-1", "E-3", "2019-01-01"))
      .When(kCommand)
      .ThenRejected(kRelationUnknown);
}

TEST(EndRelatedParty, IsRefusedBeforeTheRelationBegan) {
  EndRelatedParty command = kCommand;
  command.to_date = CivilDay(2018, 12, 31);
  BothRelated().When(command).ThenRejected(kRelationEndsBeforeItBegan);
}

TEST(EndRelatedParty, RecordsNothingWhenItEndedOnThatDay) {
  BothRelated()
      .And(testing::RelationEnded("E-2", "E-1", "2020-06-30"))
      .When(kCommand)
      .ThenNothing();
}

TEST(EndRelatedParty, IsRefusedWhenItEndedOnAnotherDay) {
  BothRelated()
      .And(testing::RelationEnded("E-2", "E-1", "2020-05-31"))
      .When(kCommand)
      .ThenRejected(kRelationUnknown);
}

}  // namespace
}  // namespace debut::registry
