#include "runtime/acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::runtime {
namespace {

using calendar::Date;

// 2020-12-31T16:00:01Z: already 2021 in Shanghai.
const base::FakeClock& NewYear() {
  static const base::FakeClock clock(absl::FromUnixSeconds(1'609'430'401));
  return clock;
}

TEST(ActDate, IsTodayInShanghaiIfEmpty) {
  FieldErrors errors;
  EXPECT_EQ(ActDate(errors, "signed_date", "", NewYear()), Date(2021, 1, 1));
  EXPECT_TRUE(errors.ok());
}

TEST(ActDate, IsNotAfterToday) {
  FieldErrors errors;
  EXPECT_EQ(ActDate(errors, "signed_date", "2021-01-01", NewYear()), Date(2021, 1, 1));
  EXPECT_TRUE(errors.ok());
  ActDate(errors, "signed_date", "2021-01-02", NewYear());
  EXPECT_THAT(std::string(errors.ToStatus().message()),
              testing::HasSubstr("2021-01-02 is after today in Shanghai, 2021-01-01"));
}

TEST(ActDate, NamesTheFieldOfABadDate) {
  FieldErrors errors;
  ActDate(errors, "signed_date", "2020-02-30", NewYear());
  EXPECT_THAT(std::string(errors.ToStatus().message()), testing::HasSubstr("signed_date"));
}

TEST(NewId, FollowsFromTheRequestIfTheCallerGivesNone) {
  FieldErrors errors;
  EXPECT_EQ(NewId(errors, "contract_id", "C-1", "C", "r-1"), "C-1");
  EXPECT_EQ(NewId(errors, "contract_id", "", "C", "r-1"),
            NewId(errors, "contract_id", "", "C", "r-1"));
  EXPECT_NE(NewId(errors, "contract_id", "", "C", "r-1"),
            NewId(errors, "contract_id", "", "C", "r-2"));
  EXPECT_TRUE(errors.ok());
  NewId(errors, "contract_id", "合同", "C", "r-1");
  EXPECT_FALSE(errors.ok());
}

TEST(RecordedOf, CountsWhatWasRecorded) {
  decision::Outcome outcome;
  outcome.recorded.resize(2);
  outcome.position = eventstore::Position{7};
  outcome.replayed = true;
  const rpc::v1::Recorded recorded = RecordedOf(outcome);
  EXPECT_EQ(recorded.position(), 7u);
  EXPECT_EQ(recorded.events_count(), 2u);
  EXPECT_TRUE(recorded.replayed());
}

}  // namespace
}  // namespace debut::runtime
