#include "tests/fuzz/driver/mutator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace debut::fuzz {
namespace {

std::vector<std::string> Inputs(std::uint64_t seed, int count) {
  Mutator mutator({"", "amount 123", std::string(100, 'x')}, {"WORD"}, seed);
  std::vector<std::string> inputs;
  for (int i = 0; i < count; ++i) inputs.push_back(mutator.Next());
  return inputs;
}

TEST(Mutator, GivesTheSameInputsForTheSameSeed) {
  EXPECT_EQ(Inputs(7, 100), Inputs(7, 100));
  EXPECT_NE(Inputs(7, 100), Inputs(8, 100));
}

TEST(Mutator, GivesManyDifferentInputs) {
  const auto inputs = Inputs(1, 1'000);
  EXPECT_GT(std::set<std::string>(inputs.begin(), inputs.end()).size(), 700u);
}

TEST(Mutator, UsesItsDictionaryAndChangesNumbers) {
  const auto inputs = Inputs(1, 1'000);
  EXPECT_THAT(inputs, testing::Contains(testing::HasSubstr("WORD")));
  EXPECT_THAT(inputs, testing::Contains(testing::HasSubstr("18446744073709551616")));
}

TEST(Mutator, KeepsInputsWithinBounds) {
  Mutator mutator({std::string(Mutator::kInputBytesMax, 'x')}, {}, 1);
  for (int i = 0; i < 100; ++i) EXPECT_LE(mutator.Next().size(), Mutator::kInputBytesMax);
}

}  // namespace
}  // namespace debut::fuzz
