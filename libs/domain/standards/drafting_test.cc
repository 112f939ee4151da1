#include <gtest/gtest.h>

#include "domain/registry/testing/registry_facts.h"
#include "domain/standards/draft_standard.h"
#include "domain/standards/name_drafter.h"
#include "domain/standards/reasons.h"
#include "domain/standards/testing/standards_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::standards {
namespace {

using absl::CivilDay;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Approved;
using testing::Drafted;
using testing::DrafterNamed;
using testing::DrafterRemoved;
using testing::Proposed;
using testing::Published;

const ApproveStandard kApprove{"S-1", "20204567-T-339", CivilDay(2020, 10, 12),
                               "国家标准制修订计划"};

TEST(ApproveStandard, TakesTheProjectIntoAPlan) {
  Given(Proposed()).When(kApprove).Then(Approved());
}

TEST(ApproveStandard, IsRefusedInThisOrder) {
  Given().When(kApprove).ThenRejected(kStandardUnknown);
  Given(Proposed(), Approved(), Drafted()).When(kApprove).ThenRejected(kStandardStateUnfit);
  ApproveStandard early = kApprove;
  early.approved_date = CivilDay(2020, 8, 31);
  Given(Proposed()).When(early).ThenRejected(kDateBeforePreviousStep);
}

TEST(ApproveStandard, RecordsNothingTheSecondTime) {
  Given(Proposed(), Approved()).When(kApprove).ThenNothing();
}

const NameDrafter kName{"S-1", Party("E-1"), v1::DRAFTER_ROLE_LEAD, 1, CivilDay(2020, 11, 2)};

const Given& ApprovedProject() {
  static const Given history(Proposed(), Approved(), Registered("E-1"));
  return history;
}

TEST(NameDrafter, RecordsRoleAndRank) { ApprovedProject().When(kName).Then(DrafterNamed()); }

TEST(NameDrafter, NamesTheLegalPersonOfABranch) {
  NameDrafter command = kName;
  command.drafter = Party("E-1-F", {"E-1", "E-1-F"});
  ApprovedProject().And(BranchOf("E-1", "E-1-F")).When(command).Then(DrafterNamed());
}

TEST(NameDrafter, ChangesRoleAndRankUntilThePublication) {
  NameDrafter command = kName;
  command.role = v1::DRAFTER_ROLE_PARTICIPANT;
  command.rank = 3;
  ApprovedProject()
      .And(DrafterNamed())
      .When(command)
      .Then(DrafterNamed("E-1", v1::DRAFTER_ROLE_PARTICIPANT, 3));
}

TEST(NameDrafter, IsRefusedInThisOrder) {
  Given().When(kName).ThenRejected(kStandardUnknown);
  ApprovedProject()
      .And(DrafterNamed())
      .And(Drafted())
      .And(Published())
      .When(kName)
      .ThenRejected(kStandardStateUnfit);
  NameDrafter early = kName;
  early.named_date = CivilDay(2020, 10, 11);
  ApprovedProject().When(early).ThenRejected(kDateBeforePreviousStep);
  Given(Proposed(), Approved()).When(kName).ThenRejected(kEnterpriseUnknown);
  ApprovedProject().And(BranchOf("E-1", "E-1-F")).When(kName).ThenStale();
  ApprovedProject()
      .And(DrafterNamed("E-2", v1::DRAFTER_ROLE_LEAD, 1))
      .When(kName)
      .ThenRejected(kDrafterRankTaken);
}

TEST(NameDrafter, RecordsNothingTheSecondTime) {
  ApprovedProject().And(DrafterNamed()).When(kName).ThenNothing();
}

const RemoveDrafter kRemove{"S-1", "E-1", CivilDay(2020, 12, 1), "退出起草组"};

TEST(RemoveDrafter, TakesTheNameBack) {
  Given(Proposed(), Approved(), DrafterNamed()).When(kRemove).Then(DrafterRemoved());
}

TEST(RemoveDrafter, IsRefusedInThisOrder) {
  Given().When(kRemove).ThenRejected(kStandardUnknown);
  Given(Proposed(), Approved(), DrafterNamed(), Drafted(), Published())
      .When(kRemove)
      .ThenRejected(kStandardStateUnfit);
  RemoveDrafter early = kRemove;
  early.removed_date = CivilDay(2020, 10, 11);
  Given(Proposed(), Approved(), DrafterNamed()).When(early).ThenRejected(kDateBeforePreviousStep);
  Given(Proposed(), Approved()).When(kRemove).ThenRejected(kDrafterUnknown);
}

const CompleteDraft kComplete{"S-1", CivilDay(2021, 1, 15), "报批稿"};

TEST(CompleteDraft, RecordsTheDraft) {
  Given(Proposed(), Approved()).When(kComplete).Then(Drafted());
}

TEST(CompleteDraft, IsRefusedInThisOrder) {
  Given().When(kComplete).ThenRejected(kStandardUnknown);
  Given(Proposed()).When(kComplete).ThenRejected(kStandardStateUnfit);
  CompleteDraft early = kComplete;
  early.drafted_date = CivilDay(2020, 10, 11);
  Given(Proposed(), Approved()).When(early).ThenRejected(kDateBeforePreviousStep);
}

TEST(CompleteDraft, RecordsNothingTheSecondTime) {
  Given(Proposed(), Approved(), Drafted()).When(kComplete).ThenNothing();
}

}  // namespace
}  // namespace debut::standards
