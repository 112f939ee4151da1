#include "domain/registry/declare_related_party.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const DeclareRelatedParty kCommand{"E-1", "E-2", v1::RELATION_KIND_SHAREHOLDING,
                                   CivilDay(2019, 1, 1)};

const Given& BothRegistered() {
  static const Given history(testing::Registered("E-1"), testing::Registered("E-2"));
  return history;
}

TEST(DeclareRelatedParty, RecordsTheRelation) {
  BothRegistered().When(kCommand).Then(testing::Related("E-1", "E-2", "2019-01-01"));
}

TEST(DeclareRelatedParty, IsRefusedWhenEitherIsUnknown) {
  Given(testing::Registered("E-2")).When(kCommand).ThenRejected(kEnterpriseUnknown);
  Given(testing::Registered("E-1")).When(kCommand).ThenRejected(kEnterpriseUnknown);
}

TEST(DeclareRelatedParty, IsRefusedBetweenALegalPersonAndItsBranches) {
  Given(testing::Registered("E-1"), testing::BranchOf("E-1", "E-2"))
      .When(kCommand)
      .ThenRejected(kPartiesAreOne);
  Given(testing::BranchOf("E-0", "E-1"), testing::BranchOf("E-0", "E-2"))
      .When(kCommand)
      .ThenRejected(kPartiesAreOne);
}

TEST(DeclareRelatedParty, RecordsNothingWhenItIsOnRecordFromEitherSide) {
  BothRegistered().And(testing::Related("E-1", "E-2", "2019-01-01")).When(kCommand).ThenNothing();
  BothRegistered().And(testing::Related("E-2", "E-1", "2019-01-01")).When(kCommand).ThenNothing();
}

TEST(DeclareRelatedParty, IsRefusedWhenItIsOnRecordWithAnotherBeginning) {
  BothRegistered()
      .And(testing::Related("E-2", "E-1", "2018-01-01"))
      .When(kCommand)
      .ThenRejected(kRelationAlreadyDeclared);
}

TEST(DeclareRelatedParty, AddsARelationOfAnotherKind) {
  BothRegistered()
      .And(testing::Related("E-1", "E-2", "2018-01-01", v1::RELATION_KIND_KEY_PERSON))
      .When(kCommand)
      .Then(testing::Related("E-1", "E-2", "2019-01-01"));
}

TEST(DeclareRelatedParty, BeginsAgainAfterAnEnd) {
  BothRegistered()
      .And(testing::Related("E-1", "E-2", "2016-01-01"),
           testing::RelationEnded("E-2", "E-1", "2017-12-31"))
      .When(kCommand)
      .Then(testing::Related("E-1", "E-2", "2019-01-01"));
}

}  // namespace
}  // namespace debut::registry
