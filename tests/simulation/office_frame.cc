#include "tests/simulation/office_frame.h"

#include <fmt/format.h>

#include <utility>

#include "domain/grants/testing/money_facts.h"
#include "domain/policy/testing/policy_facts.h"

namespace debut::simulation {
namespace {

using grants::testing::History;
using grants::testing::Of;
using grants::testing::Story;
using grants::testing::StoryOf;
using policy::v1::Measure;

// Enough of a policy for rounds of these measures, quick to read again and again.
constexpr char kShortPolicy[] = R"(
  version_id: "2020-12-30"
  first_market_entry {
    rate_max { numerator: 30 denominator: 100 article: "3-1" }
    cap_international { fen: 200000000 article: "3-2" }
    cap_domestic { fen: 100000000 article: "3-3" }
    paid_in_share_min { numerator: 60 denominator: 100 article: "3-5" }
    cap_level_on: CAP_LEVEL_BASIS_SIGNING_DATE
  }
  insurance {
    rate { numerator: 80 denominator: 100 article: "4-1" }
    cap_per_enterprise_year { fen: 100000000 article: "4-2" }
  }
  financing {
    rate { numerator: 40 denominator: 100 article: "7-1" }
    cap_per_enterprise_credit_product_year { fen: 50000000 article: "7-2" }
    revenue_max { fen: 20000000000 article: "7-3" }
    claimed_years_after { value: 1 article: "7-6" }
  })";

constexpr std::pair<Measure, int> kRatePercents[] = {{policy::v1::MEASURE_FIRST_MARKET_ENTRY, 30},
                                                     {policy::v1::MEASURE_INSURANCE, 80},
                                                     {policy::v1::MEASURE_FINANCING, 40}};

Story International(Story story) {
  story.level = certification::v1::LEVEL_INTERNATIONAL;
  return story;
}

History MakeFixed() {
  static const std::string digest = policy::PolicyDigest(kShortPolicy);
  History frame = grants::testing::PolicyOf2020(kShortPolicy);
  for (const Story& story : {StoryOf(1), International(StoryOf(2))}) {
    frame = frame + grants::testing::Maker(story) + grants::testing::Product(story) +
            Of(financing::testing::Revenue(story.enterprise_id, 2019, 1));
  }
  for (const Source& source : kSources) {
    frame = frame +
            (source.is_policy
                 ? Of(insurance::testing::Bound(source.id, 1'000'000'000, source.enterprise_id,
                                                {source.product_id}))
                 : Of(financing::testing::Signed(source.id, source.type, source.enterprise_id)));
  }
  for (const auto& [measure, percent] : kRatePercents) {
    for (const int number : {1, 2}) {
      // Two budgets under one cap: what is proposed of both meets at the cap only.
      const std::uint32_t budget_year = 2020 + static_cast<std::uint32_t>(number);
      grants::v1::RoundOpened round = grants::testing::RoundOf(
          measure, budget_year, percent, fmt::format("R-{}-{}", static_cast<int>(measure), number));
      round.set_budget_year(budget_year);
      round.set_policy_digest(digest);
      round.set_closes_date("2021-12-31");
      round.set_notice_working_days(number);
      frame = frame + Of(round);
    }
  }
  return frame;
}

}  // namespace

History FrameOf(const Prices& prices) {
  static const History fixed = MakeFixed();
  Story first = StoryOf(1);
  first.price = prices.of_c1;
  Story more = first;
  more.contract_id = "C-1b";
  more.price = prices.of_c1b;
  Story second = International(StoryOf(2));
  second.price = prices.of_c2;
  const History joined = grants::testing::FirstEntry(more);
  History frame = fixed + grants::testing::FirstEntry(first) + grants::testing::FirstEntry(second) +
                  History{joined[0], joined[2]};
  for (const Story& story : {first, more, second}) {
    frame = frame + Of(grants::testing::Received(story.price, story));
  }
  return frame;
}

}  // namespace debut::simulation
