#include "domain/registry/premises.h"

#include <gtest/gtest.h>

#include "decision/fact_codec.h"
#include "domain/registry/testing/registry_facts.h"

namespace debut::registry {
namespace {

TEST(Premises, LieInADistrictItsPrefectureAndItsProvince) {
  EXPECT_TRUE(IsInRegion("110108", "110108"));
  EXPECT_TRUE(IsInRegion("110108", "110100"));
  EXPECT_TRUE(IsInRegion("110108", "110000"));
  EXPECT_FALSE(IsInRegion("110108", "110105"));
  EXPECT_FALSE(IsInRegion("130606", "110000"));
}

TEST(Premises, AreThoseOfTheLegalPersonAndItsBranches) {
  Premises premises;
  premises.Apply({{1}, {}, decision::EncodeFact(testing::Registered("E-1"))});
  EXPECT_TRUE(premises.AnyIn("E-1", "110000"));
  EXPECT_FALSE(premises.AnyIn("E-1", "350100"));
  premises.Apply({{2}, {}, decision::EncodeFact(testing::BranchOf("E-1", "E-1-1"))});
  EXPECT_TRUE(premises.AnyIn("E-1", "350100"));
  EXPECT_FALSE(premises.AnyIn("E-2", "350100"));
}

}  // namespace
}  // namespace debut::registry
