#include "domain/privacy/same_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/execute.h"
#include "domain/privacy/testing/privacy_facts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::privacy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kAccount[] = "debut.registry.v1.ContactRecorded.bank_account";

registry::v1::ContactRecorded ContactWith(const std::string& id, const std::string& account,
                                          const std::string& phone) {
  registry::v1::ContactRecorded fact;
  fact.set_contact_id(id);
  fact.mutable_bank_account()->set_digest("digest of account of " + id);
  fact.mutable_bank_account()->set_keyed_hash(account);
  fact.mutable_phone()->set_digest("digest of phone of " + id);
  fact.mutable_phone()->set_keyed_hash(phone);
  fact.set_recorded_date("2021-03-01");
  return fact;
}

class SameTextsTest : public ::testing::Test {
 protected:
  void Given(const google::protobuf::Message& fact) {
    EXPECT_TRUE(store_.Append({decision::EncodeFact(fact)}, std::nullopt).ok());
  }
  std::vector<SameText> Of(const std::string& subject) const {
    return SameTextsOf(decision::Load(store_, SubjectLedger{})->view, subject);
  }

  eventstore::InMemoryEventStore store_;
};

TEST_F(SameTextsTest, FindsTheSameAccountOfAnother) {
  Given(ContactWith("CT-1", "hash-1", "phone-1"));
  Given(ContactWith("CT-2", "hash-2", "phone-1"));
  Given(ContactWith("CT-3", "hash-1", "phone-3"));
  EXPECT_THAT(Of("contact:CT-1"), ElementsAre(SameText{kAccount, "contact:CT-3", 3}));
  EXPECT_THAT(Of("contact:CT-2"), IsEmpty()) << "phones don't compare across subjects";
  EXPECT_THAT(Of("contact:CT-9"), IsEmpty());
}

TEST_F(SameTextsTest, CountsANumberThatIsRecordedAgainOnce) {
  Given(ContactWith("CT-1", "hash-1", "phone-1"));
  Given(ContactWith("CT-1", "hash-1", "phone-2"));
  Given(ContactWith("CT-2", "hash-1", "phone-3"));
  Given(ContactWith("CT-2", "hash-1", "phone-4"));
  EXPECT_THAT(Of("contact:CT-1"), ElementsAre(SameText{kAccount, "contact:CT-2", 3}));
}

TEST_F(SameTextsTest, StillFindsWhoWasErased) {
  Given(ContactWith("CT-1", "hash-1", "phone-1"));
  Given(testing::Requested());
  Given(testing::Completed());
  Given(ContactWith("CT-2", "hash-1", "phone-2"));
  EXPECT_THAT(Of("contact:CT-2"), ElementsAre(SameText{kAccount, "contact:CT-1", 1}));
}

}  // namespace
}  // namespace debut::privacy
