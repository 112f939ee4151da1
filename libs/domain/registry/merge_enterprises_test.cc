#include "domain/registry/merge_enterprises.h"

#include <gtest/gtest.h>

#include "domain/registry/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::registry {
namespace {

using absl::CivilDay;
using test::Given;

const MergeEnterprises kCommand{"E-1", "E-2", CivilDay(2021, 1, 1), "合并协议"};

const Given& BothRegistered() {
  static const Given history(testing::Registered("E-1"), testing::Registered("E-2"));
  return history;
}

TEST(MergeEnterprises, RecordsTheMerger) {
  BothRegistered().When(kCommand).Then(testing::Merged("E-1", "E-2", "2021-01-01"));
}

TEST(MergeEnterprises, IsRefusedWithItself) {
  MergeEnterprises command = kCommand;
  command.successor_id = "E-1";
  Given(testing::Registered("E-1")).When(command).ThenRejected(kPartiesAreOne);
}

TEST(MergeEnterprises, IsRefusedWhenEitherIsUnknown) {
  Given(testing::Registered("E-2")).When(kCommand).ThenRejected(kEnterpriseUnknown);
  Given(testing::Registered("E-1")).When(kCommand).ThenRejected(kEnterpriseUnknown);
}

TEST(MergeEnterprises, IsRefusedWhenEitherIsABranch) {
  Given(testing::BranchOf("E-0", "E-1"), testing::Registered("E-2"))
      .When(kCommand)
      .ThenRejected(kEnterpriseIsBranch);
  Given(testing::Registered("E-1"), testing::BranchOf("E-0", "E-2"))
      .When(kCommand)
      .ThenRejected(kEnterpriseIsBranch);
}

TEST(MergeEnterprises, RecordsNothingWhenTheyHaveMerged) {
  BothRegistered().And(testing::Merged("E-1", "E-2", "2021-01-01")).When(kCommand).ThenNothing();
}

TEST(MergeEnterprises, IsRefusedWhenThePredecessorHasMergedOtherwise) {
  BothRegistered()
      .And(testing::Merged("E-1", "E-2", "2020-01-01"))
      .When(kCommand)
      .ThenRejected(kEnterpriseAlreadyMerged);
  BothRegistered()
      .And(testing::Merged("E-1", "E-3", "2021-01-01"))
      .When(kCommand)
      .ThenRejected(kEnterpriseAlreadyMerged);
}

TEST(MergeEnterprises, IsRefusedWhenTheSuccessorHasMerged) {
  BothRegistered()
      .And(testing::Merged("E-2", "E-3", "2020-01-01"))
      .When(kCommand)
      .ThenRejected(kEnterpriseAlreadyMerged);
}

TEST(MergeEnterprises, NeverClosesACircle) {
  BothRegistered()
      .And(testing::Merged("E-2", "E-1", "2020-01-01"))
      .When(kCommand)
      .ThenRejected(kEnterpriseAlreadyMerged);
}

}  // namespace
}  // namespace debut::registry
