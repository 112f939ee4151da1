#pragma once

#include <algorithm>
#include <cstdint>

#include "domain/grants/testing/money_facts.h"

// W8 of the policy's examples: three claims of measure 3 whose awards don't fit into the budget.
namespace debut::grants::testing {

inline Story StoryWith(int number, std::int64_t price_yuan) {
  Story story = StoryOf(number);
  story.price = money::Fen(price_yuan * 100);
  story.award = std::min(money::Fen(story.price.count * 3 / 10), money::Fen(100'000'000));
  return story;
}

// A computed claim with the steps that a reduction looks at.
inline History ComputedClaim(const Story& story, std::uint32_t number) {
  v1::AwardComputed computed = Computed(story);
  auto& sum = *computed.mutable_sheet()->add_steps();
  sum.set_kind(policy::v1::STEP_KIND_SUM);
  sum.set_after_fen(story.price.count);
  auto& cap = *computed.mutable_sheet()->add_steps();
  cap.set_kind(policy::v1::STEP_KIND_CAP);
  cap.set_limit_fen(100'000'000);
  return History{By(kClerk, Submitted(story)), By(kClerk, Accepted(story, number)),
                 By(kCalculator, computed)};
}

// Prices of 2,000,000, 10,000,000 and 500,000 yuan, accepted in the order 1, 2, 3.
inline History W8Claims() {
  return ComputedClaim(StoryWith(1, 2'000'000), 1) + ComputedClaim(StoryWith(2, 10'000'000), 2) +
         ComputedClaim(StoryWith(3, 500'000), 3);
}

inline History RoundWith(v1::ReductionMode mode, money::Fen budget = money::Fen(120'000'000)) {
  v1::RoundOpened round = Round();
  round.set_reduction_mode(mode);
  return PolicyOf2020() + Of(round, Budget(budget));
}

}  // namespace debut::grants::testing
