#include "decision/fact_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/testing/accounts.h"

namespace debut::decision {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(EncodeFact, TakesTypeSchemaAndPayloadFromTheMessage) {
  testing::Tagged fact;
  fact.set_untagged("未标记");
  const eventstore::Event event = EncodeFact(fact);
  EXPECT_EQ(event.type, "debut.decision.testing.Tagged");
  EXPECT_EQ(event.schema, 3u);
  EXPECT_EQ(event.payload, fact.SerializeAsString());
  EXPECT_THAT(event.tags, IsEmpty());
}

TEST(EncodeFact, TagsStringsAndRepeatedStringsSortedAndOnce) {
  testing::Tagged fact;
  fact.set_claim_id("C-7");
  for (const char* voucher : {"V-2", "V-1", "V-2", ""}) fact.add_voucher_nos(voucher);
  EXPECT_THAT(EncodeFact(fact).tags, ElementsAre("claim:C-7", "voucher:V-1", "voucher:V-2"));
}

TEST(EncodeFact, TagsNestedMessagesAtAnyDepth) {
  testing::Tagged fact;
  fact.mutable_part()->set_serial_no("S-1");
  fact.mutable_part()->set_plain("P");
  fact.mutable_part()->mutable_inner()->mutable_inner()->set_serial_no("S-2");
  fact.add_parts()->set_serial_no("S-4");
  fact.add_parts();
  fact.add_parts()->mutable_inner()->set_serial_no("S-3");
  EXPECT_THAT(EncodeFact(fact).tags,
              ElementsAre("serial:S-1", "serial:S-2", "serial:S-3", "serial:S-4"));
}

TEST(EncodeFact, TagsOneofsAndOptionalsUnlessTheyAreEmpty) {
  testing::Tagged fact;
  fact.set_branch_id("B-1");
  fact.set_round_id("");
  EXPECT_THAT(EncodeFact(fact).tags, ElementsAre("branch:B-1"));
  fact.set_enterprise_id("");
  fact.set_round_id("R-1");
  EXPECT_THAT(EncodeFact(fact).tags, ElementsAre("round:R-1"));
}

TEST(EncodeFactDeathTest, RefusesAMessageThatIsNotMarkedAsAFact) {
  EXPECT_DEATH(EncodeFact(testing::NotAFact()), "NotAFact is not marked as a fact");
}

TEST(EncodeFactDeathTest, RefusesATagOnANumber) {
  testing::TaggedNumber fact;
  fact.set_account_no(7);
  EXPECT_DEATH(EncodeFact(fact), "account_no has a tag but is not a string");
}

TEST(EncodeFactDeathTest, RefusesAMapAtAnyDepth) {
  testing::Unordered fact;
  fact.mutable_prices();
  EXPECT_DEATH(EncodeFact(fact), "fen_by_part is a map");
}

TEST(EncodeFactDeathTest, RefusesAStringThatIsNotUtf8) {
  testing::AccountOpened fact = testing::Opened("42");
  fact.set_owner_name("\xff");
  EXPECT_DEATH(EncodeFact(fact), "AccountOpened does not read back");
}

TEST(TextOf, PrintsAFactOnOneLine) {
  testing::AccountOpened fact = testing::Opened("42");
  fact.set_owner_name("上海首创");
  EXPECT_EQ(TextOf(EncodeFact(fact)),
            R"(debut.decision.testing.AccountOpened { account_id: "42" owner_name: "上海首创" })");
}

TEST(TextOf, PrintsTheSizeOfWhatItCannotRead) {
  eventstore::Event event = EncodeFact(testing::Opened("42"));
  event.payload = "\xff";
  EXPECT_EQ(TextOf(event), "debut.decision.testing.AccountOpened (1 bytes)");
  event.type = "unheard.Of";
  EXPECT_EQ(TextOf(event), "unheard.Of (1 bytes)");
}

TEST(On, CallsForItsFactOnly) {
  const eventstore::SequencedEvent event{{7}, {}, EncodeFact(testing::Deposited("42", 100))};
  std::int64_t seen_fen = 0;
  On<testing::FundsDeposited>(event, [&](const auto& fact) { seen_fen = fact.amount_fen(); });
  On<testing::FundsWithdrawn>(event, [&](const auto&) { FAIL() << "another fact"; });
  EXPECT_EQ(seen_fen, 100);
}

TEST(OnDeathTest, DiesOfAPayloadThatDoesNotParse) {
  eventstore::SequencedEvent event{{7}, {}, EncodeFact(testing::Deposited("42", 100))};
  event.event.payload = "\xff";
  EXPECT_DEATH(On<testing::FundsDeposited>(event, [](const auto&) {}),
               "FundsDeposited at position 7 does not parse");
}

TEST(TypesOf, ListsFullNames) {
  EXPECT_THAT(
      (TypesOf<testing::AccountOpened, testing::FundsDeposited>()),
      ElementsAre("debut.decision.testing.AccountOpened", "debut.decision.testing.FundsDeposited"));
}

TEST(Tag, JoinsNameAndValue) { EXPECT_EQ(Tag("enterprise", "企业:1"), "enterprise:企业:1"); }

}  // namespace
}  // namespace debut::decision
