#include "services/privacy/eraser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/execute.h"
#include "domain/privacy/erasure.h"
#include "domain/privacy/inspection.h"
#include "domain/privacy/testing/privacy_facts.h"
#include "eventstore/in_memory_event_store.h"
#include "tests/support/temporary_directory.h"

namespace debut::privacy {
namespace {

namespace fs = std::filesystem;
using testing::kContact;

constexpr char kPhoneField[] = "debut.registry.v1.ContactRecorded.phone";

class EraserTest : public ::testing::Test {
 protected:
  EraserTest() {
    registry::v1::ContactRecorded fact;
    fact.set_contact_id("CT-1");
    fact.set_enterprise_id("E-1");
    fact.set_recorded_date("2021-03-01");
    const auto sealed = vault_.Seal(kPhoneField, kContact, "13901234567");
    EXPECT_TRUE(sealed.ok()) << sealed.status();
    *fact.mutable_phone() = sealing::TextOf(*sealed);
    digest_ = sealed->digest;
    Append(fact);
  }

  template <typename Fact>
  void Append(const Fact& fact) {
    EXPECT_TRUE(store_.Append({decision::EncodeFact(fact)}, std::nullopt).ok());
  }

  SubjectFile File() const { return decision::Load(store_, SubjectFile{kContact})->view; }

  std::vector<archive::Finding> Problems() const {
    return ProblemsOf(decision::Load(store_, SubjectLedger{})->view, vault_);
  }

  // Starts, as a server does, and waits until there is nothing to do.
  void RunOnce() {
    Eraser eraser(store_, decider_, vault_, clock_);
    ASSERT_TRUE(eraser.Start().ok());
    EXPECT_FALSE(File().erasure_requested && vault_.HasKey(kContact)) << "before it serves";
    const std::stop_source stop;
    const auto read = store_.Subscribe(
        SubjectLedger{}.Selects(), {}, stop.get_token(),
        [&](const auto&) { return !(File().erasure_completed || !File().erasure_requested); });
    EXPECT_TRUE(read.ok()) << read;
  }

  test::TemporaryDirectory directory_;
  base::FakeClock clock_{absl::FromUnixSeconds(1'622'520'000)};  // 2021-06-01
  eventstore::InMemoryEventStore store_{clock_};
  decision::Decider decider_{store_};
  sealing::Vault vault_{directory_.path() / "privacy"};
  std::string digest_;
};

TEST_F(EraserTest, FinishesAnErasureFromWhereverItWasKilled) {
  for (int steps_done = 0; steps_done <= 3; ++steps_done) {
    if (steps_done == 0) {
      Append(testing::Requested());
    }
    if (steps_done == 1) {
      ASSERT_EQ(vault_.DestroyKey(kContact), absl::OkStatus());
    }
    if (steps_done == 2) {
      ASSERT_EQ(vault_.PurgeTexts(kContact), absl::OkStatus());
    }
    const fs::path copy = directory_.path() / "copy";
    fs::remove_all(copy);
    fs::copy(directory_.path() / "privacy", copy, fs::copy_options::recursive);
    sealing::Vault vault(copy);
    eventstore::InMemoryEventStore store(clock_);
    const auto read = store_.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
      return store.Append({event.event}, std::nullopt).ok();
    });
    ASSERT_TRUE(read.ok());
    decision::Decider decider(store);
    Eraser eraser(store, decider, vault, clock_);
    ASSERT_TRUE(eraser.Complete(kContact).ok()) << steps_done;
    ASSERT_TRUE(eraser.Complete(kContact).ok()) << "again";
    const auto ledger = decision::Load(store, SubjectLedger{});
    EXPECT_TRUE(ledger->view.files.at(kContact).erasure_completed);
    EXPECT_TRUE(ProblemsOf(ledger->view, vault).empty()) << steps_done;
    EXPECT_EQ(store.Head()->value, 3u) << "one receipt";
  }
}

TEST_F(EraserTest, GoesOnByItselfWhenItStarts) {
  Append(testing::Requested());
  RunOnce();
  EXPECT_TRUE(File().erasure_completed);
  EXPECT_TRUE(Problems().empty());
}

TEST_F(EraserTest, ErasesAnOldKeyStoreThatWasPutBack) {
  const fs::path old = directory_.path() / "old";
  fs::copy(directory_.path() / "privacy", old, fs::copy_options::recursive);
  Append(testing::Requested());
  RunOnce();
  fs::remove_all(directory_.path() / "privacy");
  fs::rename(old, directory_.path() / "privacy");
  ASSERT_TRUE(vault_.Open(kPhoneField, kContact, digest_).ok()) << "it could be read";
  ASSERT_EQ(Problems().size(), 2u);
  EXPECT_EQ(Problems().front().code, archive::FindingCode::kErasureIncomplete);
  Eraser eraser(store_, decider_, vault_, clock_);
  ASSERT_TRUE(eraser.Start().ok());
  EXPECT_FALSE(vault_.Open(kPhoneField, kContact, digest_).ok());
  eraser.Stop();
  EXPECT_EQ(store_.Head()->value, 3u) << "the receipt was given before";
}

TEST_F(EraserTest, DoesNothingWithoutARequest) {
  RunOnce();
  EXPECT_EQ(store_.Head()->value, 1u);
  EXPECT_TRUE(vault_.Open(kPhoneField, kContact, digest_).ok());
}

TEST_F(EraserTest, ErasesWhenTheRetentionHasEnded) {
  Append(testing::Restricted("2021-06-01"));
  Eraser eraser(store_, decider_, vault_, clock_);
  ASSERT_TRUE(eraser.Start().ok());
  const std::stop_source stop;
  const auto read = store_.Subscribe(SubjectLedger{}.Selects(), {}, stop.get_token(),
                                     [&](const auto&) { return !File().erasure_completed; });
  EXPECT_TRUE(read.ok()) << read;
  EXPECT_TRUE(Problems().empty());
}

TEST_F(EraserTest, LeavesALegalHoldAloneAfterTheRetention) {
  Append(testing::Restricted("2021-06-01"));
  Append(testing::Held());
  Eraser eraser(store_, decider_, vault_, clock_);
  ASSERT_TRUE(eraser.Start().ok());
  eraser.Stop();
  EXPECT_FALSE(File().erasure_requested);
}

TEST_F(EraserTest, LeavesAMissingTextToTheAudit) {
  EXPECT_TRUE(Problems().empty());
  ASSERT_TRUE(vault_.PurgeTexts(kContact).ok());
  ASSERT_EQ(Problems().size(), 1u);
  EXPECT_EQ(Problems().front().code, archive::FindingCode::kSealedMissing);
  EXPECT_EQ(Problems().front().position, 1u);
}

}  // namespace
}  // namespace debut::privacy
