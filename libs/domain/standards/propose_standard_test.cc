#include "domain/standards/propose_standard.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "domain/standards/cover_product.h"
#include "domain/standards/reasons.h"
#include "domain/standards/testing/standards_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::standards {
namespace {

using absl::CivilDay;
using certification::testing::Submitted;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Covered;
using testing::Proposed;
using testing::Withdrawn;

ProposeStandard Command() {
  return {.standard_id = "S-1",
          .title = "车载激光雷达性能要求及试验方法",
          .tier = v1::TIER_NATIONAL,
          .proposer = Party("E-1"),
          .series_id = "",
          .product_ids = {"P-1"},
          .proposed_date = CivilDay(2020, 9, 1)};
}

TEST(ProposeStandard, RecordsTheProject) {
  Given(Registered("E-1"), Submitted("P-1", "E-1")).When(Command()).Then(Proposed());
}

TEST(ProposeStandard, NamesTheLegalPersonOfABranch) {
  ProposeStandard command = Command();
  command.proposer = Party("E-1-F", {"E-1", "E-1-F"});
  Given(Registered("E-1"), BranchOf("E-1", "E-1-F"), Submitted("P-1", "E-1"))
      .When(command)
      .Then(Proposed());
}

TEST(ProposeStandard, IsRefusedInThisOrder) {
  Given(Submitted("P-1", "E-1")).When(Command()).ThenRejected(kEnterpriseUnknown);
  Given(Registered("E-1"), BranchOf("E-1", "E-1-F")).When(Command()).ThenStale();
  Given(Registered("E-1"), Proposed("S-1", v1::TIER_GROUP))
      .When(Command())
      .ThenRejected(kStandardAlreadyProposed);
  Given(Registered("E-1")).When(Command()).ThenRejected(kProductUnknown);
}

TEST(ProposeStandard, RecordsNothingTheSecondTime) {
  Given(Registered("E-1"), Submitted("P-1", "E-1"), Proposed()).When(Command()).ThenNothing();
}

const CoverProduct kCover{"S-1", "P-2", CivilDay(2021, 2, 1)};

TEST(CoverProduct, AddsAProduct) {
  Given(Proposed(), Submitted("P-2", "E-1")).When(kCover).Then(Covered("P-2"));
}

TEST(CoverProduct, RecordsNothingForAProductThatIsCovered) {
  Given(Proposed(), Submitted("P-2", "E-1"), Covered("P-2")).When(kCover).ThenNothing();
}

TEST(CoverProduct, IsRefusedInThisOrder) {
  Given().When(kCover).ThenRejected(kStandardUnknown);
  Given(Proposed(), Withdrawn("2021-01-04")).When(kCover).ThenRejected(kStandardStateUnfit);
  CoverProduct early = kCover;
  early.covered_date = CivilDay(2020, 8, 31);
  Given(Proposed()).When(early).ThenRejected(kDateBeforePreviousStep);
  Given(Proposed()).When(kCover).ThenRejected(kProductUnknown);
}

}  // namespace
}  // namespace debut::standards
