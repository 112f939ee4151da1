#include "redecision/redecider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "debut/grants/v1/money_events.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "decision/loader.h"
#include "domain/grants/adjust_award.h"
#include "domain/grants/testing/random_office.h"
#include "policy/policy_text.h"
#include "redecision/testing/edited_logs.h"

namespace debut::redecision {
namespace {

namespace v1 = grants::v1;
using eventstore::Event;
using eventstore::InMemoryEventStore;
using eventstore::SequencedEvent;
using money::Fen;
using testing::Altered;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::LogOf;
using testing::PaidClaim;
using testing::Redecide;
using testing::Without;

// By type's short name, in the order of the log.
std::vector<std::string> VerdictsOf(const std::vector<Redecision>& results) {
  std::vector<std::string> verdicts;
  for (const Redecision& each : results) {
    verdicts.push_back(each.type.substr(each.type.rfind('.') + 1) + " " +
                       std::string(NameOf(each.verdict)));
  }
  return verdicts;
}

TEST(Redecider, FindsTheSameForAClaimThatIsPaid) {
  EXPECT_THAT(VerdictsOf(Redecide(PaidClaim())),
              ElementsAre("AwardComputed SAME", "AwardProposed SAME", "SubsidyGranted SAME"));
}

market::v1::ContractAmended Amended() {
  market::v1::ContractAmended amended;
  amended.set_contract_id("C-1");
  amended.set_amended_date("2020-12-01");
  amended.set_amount_fen(100'000'000);
  auto& line = *amended.add_lines();
  line.set_product_id("P-1");
  line.set_amount_fen(100'000'000);
  return amended;
}

TEST(Redecider, FindsTheSameForAnAwardThatWasAdjusted) {
  InMemoryEventStore log;
  std::vector<Event> events = PaidClaim();
  while (events.back().type != decision::TypeOf<v1::AwardProposed>()) events.pop_back();
  events.push_back(grants::testing::Of(Amended())[0]);
  ASSERT_TRUE(log.Append(events, std::nullopt).ok());
  const auto keys = grants::KeysOfClaim("CL-1", decision::Loader(log));
  ASSERT_TRUE(keys.ok()) << keys.status();
  decision::CommandContext context;
  context.principal = grants::testing::kClerk;
  const auto adjusted =
      decision::Execute(log,
                        grants::AdjustAward{.claim = *keys,
                                            .by = grants::testing::kClerk,
                                            .grounds = "合同变更",
                                            .adjusted_date = absl::CivilDay(2021, 1, 14)},
                        context);
  ASSERT_TRUE(adjusted.ok()) << adjusted.status();
  EXPECT_THAT(VerdictsOf(Redecide(LogOf(log))),
              ElementsAre("AwardComputed SAME", "AwardProposed SAME", "AwardAdjusted SAME"));
}

TEST(Redecider, FindsTheSameInRandomHistoriesWithClawbacks) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    grants::testing::RandomOffice office(seed);
    for (int i = 0; i < 400; ++i) office.Step();
    std::vector<Event> log;
    for (const SequencedEvent& each : office.Log()) log.push_back(each.event);
    for (const Redecision& each : Redecide(std::move(log))) {
      EXPECT_EQ(each.verdict, Verdict::kSame) << each.position.value << ": " << each.explanation;
      ++seen[each.type];
    }
  }
  EXPECT_GT(seen[decision::TypeOf<v1::ClawbackProposed>()], 0);
}

TEST(Redecider, FindsAnAlteredAmount) {
  const auto results = Redecide(Altered<v1::AwardProposed>(
      PaidClaim(), [](auto& fact) { fact.set_amount_fen(fact.amount_fen() + 100); }));
  EXPECT_EQ(results[0].verdict, Verdict::kSame);
  EXPECT_EQ(results[1].verdict, Verdict::kAmountDiff);
  EXPECT_EQ(results[1].recorded.amount - results[1].amount, Fen(100));
  EXPECT_EQ(results[2].verdict, Verdict::kOutcomeDiff);
  EXPECT_THAT(results[2].explanation, HasSubstr("AWARD_ABOVE_ENTITLEMENT"));
}

TEST(Redecider, FindsAnotherRoundingAndTheStepThatHasIt) {
  const auto results = Redecide(Altered<v1::AwardComputed>(PaidClaim(), [](auto& fact) {
    fact.set_amount_fen(fact.amount_fen() + 1);
    auto& sheet = *fact.mutable_sheet();
    for (auto& step : *sheet.mutable_steps()) {
      if (step.kind() != policy::v1::STEP_KIND_SUM) step.set_after_fen(step.after_fen() + 1);
      const bool later =
          step.kind() != policy::v1::STEP_KIND_SUM && step.kind() != policy::v1::STEP_KIND_RATE;
      if (later) step.set_before_fen(step.before_fen() + 1);
    }
    sheet.set_award_fen(sheet.award_fen() + 1);
  }));
  EXPECT_EQ(results[0].verdict, Verdict::kAmountDiff);
  EXPECT_THAT(results[0].explanation, HasSubstr("STEP_KIND_RATE"));
}

TEST(Redecider, FindsAnAlteredSheetBehindTheSameAmount) {
  const auto results = Redecide(Altered<v1::AwardProposed>(
      PaidClaim(), [](auto& fact) { fact.mutable_sheet()->mutable_steps(0)->set_article("3-9"); }));
  EXPECT_THAT(VerdictsOf(results),
              ElementsAre("AwardComputed SAME", "AwardProposed SHEET_DIFF", "SubsidyGranted SAME"));
}

TEST(Redecider, FindsAnotherFormulaOverTheSameInputs) {
  const auto results = Redecide(Altered<v1::AwardComputed>(PaidClaim(), [](auto& fact) {
    auto& step = *fact.mutable_sheet()->add_steps();
    step.set_kind(policy::v1::STEP_KIND_BUDGET);
    step.set_unlimited(true);
    step.set_before_fen(fact.amount_fen());
    step.set_after_fen(fact.amount_fen());
  }));
  EXPECT_EQ(results[0].verdict, Verdict::kEngineDiff);
}

TEST(Redecider, FindsAnotherFactBehindTheSameAmountAndSheet) {
  const auto results = Redecide(
      Altered<v1::AwardProposed>(PaidClaim(), [](auto& fact) { fact.set_cap_key("m3/P-7"); }));
  EXPECT_EQ(results[1].verdict, Verdict::kOutcomeDiff);
}

TEST(Redecider, FindsAnAlteredPolicyText) {
  const auto results = Redecide(Altered<policy::v1::PolicyAdopted>(
      PaidClaim(), [](auto& fact) { fact.set_text(fact.text() + " "); }));
  for (const Redecision& each : results) EXPECT_EQ(each.verdict, Verdict::kWrongPolicy);
}

TEST(Redecider, FindsAPolicyThatWasExchangedWithItsDigest) {
  const auto results = Redecide(Altered<policy::v1::PolicyAdopted>(PaidClaim(), [](auto& fact) {
    fact.set_text(fact.text() + " ");
    fact.set_digest(policy::PolicyDigest(fact.text()));
  }));
  EXPECT_THAT(results[0].explanation, HasSubstr("has pinned another text"));
  for (const Redecision& each : results) EXPECT_EQ(each.verdict, Verdict::kWrongPolicy);
}

TEST(Redecider, FindsASheetOfAnotherPolicy) {
  const auto results = Redecide(Altered<v1::AwardComputed>(
      PaidClaim(), [](auto& fact) { fact.mutable_sheet()->set_policy_version_id("2019"); }));
  EXPECT_EQ(results[0].verdict, Verdict::kWrongPolicy);
  EXPECT_EQ(results[1].verdict, Verdict::kSame);
}

TEST(Redecider, FindsThatThePolicyIsMissing) {
  for (const Redecision& each : Redecide(Without<policy::v1::PolicyAdopted>(PaidClaim()))) {
    EXPECT_EQ(each.verdict, Verdict::kPolicyMissing);
  }
}

TEST(Redecider, FindsThatAnInputIsMissing) {
  const auto results = Redecide(Without<market::v1::ContractSigned>(PaidClaim()));
  EXPECT_EQ(results[0].verdict, Verdict::kInputMissing);
  EXPECT_THAT(results[0].explanation, HasSubstr("contract_amount C-1 from position 7"));
}

// What a rule read is a sealed text, in the place of the contract that the sheet names.
std::vector<Event> DecidedOnASealedText() {
  registry::v1::ContactRecorded contact;
  contact.set_contact_id("CT-1");
  contact.mutable_phone()->set_digest("digest");
  contact.set_recorded_date("2021-01-05");
  std::vector<Event> log = PaidClaim();
  for (Event& event : log) {
    if (event.type != decision::TypeOf<market::v1::ContractSigned>()) continue;
    event = grants::testing::Of(contact)[0];
  }
  return log;
}

TEST(Redecider, FindsThatAnInputWasErased) {
  std::vector<Event> log = DecidedOnASealedText();
  EXPECT_EQ(Redecide(log)[0].verdict, Verdict::kInputMissing);
  privacy::v1::ErasureRequested other;
  other.set_subject("contact:CT-2");
  log.push_back(grants::testing::Of(other)[0]);
  EXPECT_EQ(Redecide(log)[0].verdict, Verdict::kInputMissing);
  privacy::v1::ErasureRequested erased;
  erased.set_subject("contact:CT-1");
  log.push_back(grants::testing::Of(erased)[0]);
  const auto results = Redecide(log);
  EXPECT_EQ(results[0].verdict, Verdict::kErasedInput);
  EXPECT_THAT(results[0].explanation, HasSubstr("the phone there was erased at"));
}

TEST(Redecider, DecidesTheSameThoughSomebodyWasErased) {
  std::vector<Event> log = PaidClaim();
  privacy::v1::ErasureRequested erased;
  erased.set_subject("contact:CT-1");
  log.push_back(grants::testing::Of(erased)[0]);
  for (const Redecision& each : Redecide(log)) EXPECT_EQ(each.verdict, Verdict::kSame);
}

TEST(Redecider, FindsThatTheClaimOrItsRoundIsMissing) {
  for (const Redecision& each : Redecide(Without<v1::ClaimSubmitted>(PaidClaim()))) {
    EXPECT_EQ(each.verdict, Verdict::kInputMissing);
  }
  for (const Redecision& each : Redecide(Without<v1::RoundOpened>(PaidClaim()))) {
    EXPECT_EQ(each.verdict, Verdict::kInputMissing);
  }
}

TEST(Redecider, FindsAnAmountThatAnAlteredFactNoLongerGives) {
  const auto results = Redecide(Altered<market::v1::ContractSigned>(PaidClaim(), [](auto& fact) {
    fact.set_amount_fen(fact.amount_fen() / 2);
    fact.mutable_lines(0)->set_amount_fen(fact.amount_fen());
  }));
  EXPECT_EQ(results[0].verdict, Verdict::kAmountDiff);
}

TEST(Redecider, CountsLaterFactsOnlyIfAskedForWhatIsKnownNow) {
  std::vector<Event> log = PaidClaim();
  log.push_back(grants::testing::Of(Amended())[0]);
  for (const Redecision& each : Redecide(log)) EXPECT_EQ(each.verdict, Verdict::kSame);
  const auto now = Redecide(log, KnownAt::kNow);
  EXPECT_EQ(now[0].verdict, Verdict::kAmountDiff);
  EXPECT_EQ(now[0].amount, Fen(30'000'000));
}

}  // namespace
}  // namespace debut::redecision
