// Facts that nobody verified before: what can't be read is found, and ends nothing.
#include <gmock/gmock.h>

#include <random>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/market/v1/market_events.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "redecision/run.h"
#include "redecision/testing/edited_logs.h"

namespace debut::redecision {
namespace {

using eventstore::Event;
using testing::Altered;
using ::testing::HasSubstr;
using testing::PaidClaim;
using testing::Redecide;

constexpr char kNoMessage[] = "\x08";  // A field without its value.

template <typename Fact>
std::vector<Event> Damaged() {
  std::vector<Event> log = PaidClaim();
  for (Event& event : log) {
    if (event.type == decision::TypeOf<Fact>()) event.payload = kNoMessage;
  }
  return log;
}

TEST(DamagedFacts, AreFoundWhereTheyAreDecisions) {
  const auto results = Redecide(Damaged<grants::v1::AwardProposed>());
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].verdict, Verdict::kSame);
  EXPECT_EQ(results[1].verdict, Verdict::kOutcomeDiff);
  EXPECT_THAT(results[1].explanation, HasSubstr("the recorded fact is damaged: the payload of "
                                                "debut.grants.v1.AwardProposed at position"));
  EXPECT_EQ(results[2].verdict, Verdict::kInputMissing);
}

TEST(DamagedFacts, AreFoundWhereADecisionRestsOnThem) {
  for (const auto& log :
       {Damaged<market::v1::ContractSigned>(), Damaged<grants::v1::RoundOpened>(),
        Damaged<grants::v1::ClaimSubmitted>(), Damaged<policy::v1::PolicyAdopted>()}) {
    const auto results = Redecide(log);
    ASSERT_EQ(results.size(), 3u);
    EXPECT_EQ(results[0].verdict, Verdict::kInputMissing);
    EXPECT_THAT(results[0].explanation, HasSubstr("what it was decided on is damaged"));
  }
}

TEST(DamagedFacts, AreFoundByADateThatIsNone) {
  const auto results = Redecide(Altered<grants::v1::AwardProposed>(
      PaidClaim(), [](auto& fact) { fact.set_proposed_date("2021-02-30"); }));
  EXPECT_EQ(results[1].verdict, Verdict::kInputMissing);
  EXPECT_THAT(results[1].explanation, HasSubstr("a recorded date does not parse: 2021-02-30"));
}

TEST(DamagedFacts, LeaveTheDecisionsBesideThemAsTheyAre) {
  std::vector<Event> log = Damaged<grants::v1::NoticeOpened>();
  EXPECT_EQ(Redecide(log)[0].verdict, Verdict::kSame);
  EXPECT_EQ(Redecide(log)[1].verdict, Verdict::kSame);
}

TEST(DamagedFacts, EndNothingWhateverTheirBytesAre) {
  std::mt19937_64 random(20210301);
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<Event> log = PaidClaim();
    std::string& payload = log[random() % log.size()].payload;
    if (payload.empty()) continue;
    payload[random() % payload.size()] ^= static_cast<char>(1 + random() % 255);
    for (const Redecision& each : Redecide(std::move(log))) {
      found += each.verdict != Verdict::kSame ? 1u : 0u;
    }
  }
  EXPECT_GT(found, 100u);
}

}  // namespace
}  // namespace debut::redecision
