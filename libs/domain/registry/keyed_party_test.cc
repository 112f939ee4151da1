#include "domain/registry/keyed_party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/fact_codec.h"
#include "domain/registry/testing/registry_facts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::registry {
namespace {

using ::testing::ElementsAre;

class KeyedPartyTest : public ::testing::Test {
 protected:
  KeyedPartyTest() {
    const auto appended =
        store_.Append({decision::EncodeFact(testing::Registered("E-1")),
                       decision::EncodeFact(testing::BranchOf("E-1", "E-1-1")),
                       decision::EncodeFact(testing::Registered("E-2")),
                       decision::EncodeFact(testing::Merged("E-1", "E-2", "2021-01-01"))},
                      std::nullopt);
    EXPECT_TRUE(appended.ok()) << appended.status();
  }

  eventstore::InMemoryEventStore store_;
};

TEST_F(KeyedPartyTest, ReadsACompletePartyAndSaysFromWhichHead) {
  const auto read = ReadPartyFrom(store_, "E-1-1");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_TRUE(read->party.Complete());
  EXPECT_EQ(read->party.LegalPersonId(), "E-2");
  EXPECT_EQ(read->head, eventstore::Position{4});
}

TEST_F(KeyedPartyTest, KeysAnUnreadPartyWithAllItsMembers) {
  const auto party = KeyedParty(store_, "E-1");
  ASSERT_TRUE(party.ok()) << party.status();
  EXPECT_FALSE(party->Known());
  EXPECT_THAT(party->MemberIds(), ElementsAre("E-1", "E-1-1", "E-2"));
}

TEST_F(KeyedPartyTest, KeysAnUnknownPartyWithItsOwnIdAndNobodyWithNothing) {
  EXPECT_THAT(KeyedParty(store_, "E-9")->MemberIds(), ElementsAre("E-9"));
  EXPECT_TRUE(KeyedParty(store_, "")->Selects().items.empty());
}

TEST_F(KeyedPartyTest, PassesTheStoresErrorOn) {
  store_.Close();
  EXPECT_TRUE(absl::IsUnavailable(KeyedParty(store_, "E-1").status()));
}

}  // namespace
}  // namespace debut::registry
