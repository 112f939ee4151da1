#include "domain/grants/check_duplicates.h"

#include "base/ensure.h"
#include "decision/loader.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "eventstore/in_memory_event_store.h"
#include "tests/support/given_when_then.h"

// Policy: a fuzzy layer (same amount and near date, same account, same file digest) warns the
// officer and never refuses.
namespace debut::grants {
namespace {

using test::Given;
using testing::ClaimUntil;
using testing::Digest;
using testing::Filed;
using testing::History;
using testing::Of;
using testing::Story;
using testing::StoryOf;

const std::string kFile = Digest('a');
const std::string kOtherFile = Digest('b');
const std::string kAccount = Digest('c');

CheckDuplicates Check(const History& history, absl::CivilDay date = absl::CivilDay(2021, 1, 14)) {
  eventstore::InMemoryEventStore store;
  if (!history.empty()) {
    const auto appended = store.Append(history, std::nullopt);
    ENSURE(appended.ok(), appended.status().ToString());
  }
  CheckDuplicates asked;
  asked.claim.claim_id = "CL-1";
  asked.checked_date = date;
  auto prepared = Prepared(asked, decision::Loader(store));
  ENSURE(prepared.ok(), prepared.status().ToString());
  return *std::move(prepared);
}

// A claim with two files and an account, under the installed policy. Only what the check reads.
History Claimed(v1::ClaimState state = v1::CLAIM_STATE_SUBMITTED) {
  return testing::PolicyOf2020() + ClaimUntil(state) + Of(Filed({kFile, kOtherFile}, kAccount));
}

// With what only the preparation looks up.
History InRound(const History& history) { return Of(testing::Round()) + history; }

v1::DuplicatesChecked Warnings(const History& history,
                               absl::CivilDay date = absl::CivilDay(2021, 1, 14)) {
  return Given(history)
      .When(Check(InRound(history), date))
      .Recorded<v1::DuplicatesChecked>()
      .value();
}

TEST(CheckDuplicates, FindsNothingForAClaimLikeNoOther) {
  const v1::DuplicatesChecked checked = Warnings(Claimed());
  EXPECT_EQ(checked.claim_id(), "CL-1");
  EXPECT_EQ(checked.checked_date(), "2021-01-14");
  EXPECT_EQ(checked.warnings_size(), 0);
}

TEST(CheckDuplicates, WarnsOfTheSameFileWithAnotherClaimAlsoOfTheSameEnterprise) {
  Story other = StoryOf(2);
  other.enterprise_id = "E-1";
  const v1::DuplicatesChecked checked = Warnings(Claimed() + Of(Filed({kFile}, "", other)));
  ASSERT_EQ(checked.warnings_size(), 1);
  EXPECT_EQ(checked.warnings(0).kind(), v1::DUPLICATE_KIND_FILE);
  EXPECT_EQ(checked.warnings(0).other_claim_id(), "CL-2");
  EXPECT_EQ(checked.warnings(0).digest(), kFile);
}

TEST(CheckDuplicates, WarnsOfTheSameAccountOfAnotherEnterpriseOnly) {
  Story own = StoryOf(2);
  own.enterprise_id = "E-1";
  const v1::DuplicatesChecked checked =
      Warnings(Claimed() + Of(Filed({}, kAccount, own), Filed({}, kAccount, StoryOf(3))));
  ASSERT_EQ(checked.warnings_size(), 1);
  EXPECT_EQ(checked.warnings(0).kind(), v1::DUPLICATE_KIND_ACCOUNT);
  EXPECT_EQ(checked.warnings(0).other_claim_id(), "CL-3");
}

TEST(CheckDuplicates, WarnsOfTheSameAmountWithinThirtyDays) {
  Story other = StoryOf(2);
  other.enterprise_id = "E-1";
  const History history =
      Claimed(v1::CLAIM_STATE_COMPUTED) + Of(testing::Proposed(other));  // On 2021-01-13.
  const v1::DuplicatesChecked near = Warnings(history, absl::CivilDay(2021, 2, 12));
  ASSERT_EQ(near.warnings_size(), 1);
  EXPECT_EQ(near.warnings(0).kind(), v1::DUPLICATE_KIND_AMOUNT);
  EXPECT_EQ(near.warnings(0).amount_fen(), testing::kAward.count);
  EXPECT_EQ(near.warnings(0).other_date(), "2021-01-13");
  EXPECT_EQ(Warnings(history, absl::CivilDay(2021, 2, 13)).warnings_size(), 0);
  other.award = testing::kAward - money::Fen(1);
  EXPECT_EQ(
      Warnings(Claimed(v1::CLAIM_STATE_COMPUTED) + Of(testing::Proposed(other))).warnings_size(),
      0);
}

TEST(CheckDuplicates, RecordsNothingWhenACheckOfThatDayFoundTheSame) {
  const History history = Claimed() + Of(Filed({kFile}, "", StoryOf(2)));
  const History checked = history + Of(Warnings(history));
  Given(checked).When(Check(InRound(checked))).ThenNothing();
  EXPECT_EQ(Warnings(checked, absl::CivilDay(2021, 1, 15)).warnings_size(), 1);
}

TEST(CheckDuplicates, IsStaleWhenFilesCameAfterItWasPrepared) {
  const History history = Claimed();
  Given(history + Of(Filed({Digest('d')}, ""))).When(Check(InRound(history))).ThenStale();
}

TEST(CheckDuplicates, RefusesAnUnknownClaimAndOneThatIsGranted) {
  Given().When(Check({})).ThenRejected(kClaimUnknown);
  const History granted = Claimed(v1::CLAIM_STATE_GRANTED);
  Given(granted).When(Check(InRound(granted))).ThenRejected(kClaimStateUnfit);
}

}  // namespace
}  // namespace debut::grants
