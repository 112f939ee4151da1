#include "services/debut/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const absl::Time kNow = absl::FromUnixSeconds(1'600'000'000);

TEST(CheckServer, SaysHowLongItTookOrWhy) {
  EXPECT_THAT(CheckServer(absl::OkStatus(), absl::Milliseconds(3)).finding, HasSubstr("3ms"));
  const Check check = CheckServer(absl::UnavailableError("nobody"), absl::Seconds(1));
  EXPECT_EQ(check.verdict, Verdict::kFail);
  EXPECT_THAT(check.remedy, HasSubstr("systemctl status"));
}

TEST(CheckClock, FailsBehindTheLogAndWarnsUnlessItIsKept) {
  EXPECT_EQ(CheckClock(true, kNow - absl::Hours(1), kNow).verdict, Verdict::kOk);
  EXPECT_EQ(CheckClock(true, absl::InfinitePast(), kNow).verdict, Verdict::kOk);
  EXPECT_EQ(CheckClock(false, kNow, kNow).verdict, Verdict::kWarn);
  const Check behind = CheckClock(true, kNow + absl::Seconds(90), kNow);
  EXPECT_EQ(behind.verdict, Verdict::kFail);
  EXPECT_THAT(behind.finding, HasSubstr("1m30s from now"));
}

TEST(CheckDisk, KnowsTheTwoLimits) {
  EXPECT_EQ(CheckDisk("/d", 15, 100).verdict, Verdict::kOk);
  EXPECT_THAT(CheckDisk("/d", 15, 100).remedy, IsEmpty());
  EXPECT_EQ(CheckDisk("/d", 14, 100).verdict, Verdict::kWarn);
  EXPECT_EQ(CheckDisk("/d", 4, 100).verdict, Verdict::kFail);
  EXPECT_EQ(CheckDisk("/d", 0, 0).verdict, Verdict::kFail);
}

TEST(CheckCertificate, KnowsTheTwoLimitsAndThePast) {
  EXPECT_EQ(CheckCertificate("a", kNow + absl::Hours(15 * 24), kNow).verdict, Verdict::kOk);
  EXPECT_EQ(CheckCertificate("a", kNow + absl::Hours(13 * 24), kNow).verdict, Verdict::kWarn);
  EXPECT_EQ(CheckCertificate("a", kNow + absl::Hours(23), kNow).verdict, Verdict::kFail);
  const Check over = CheckCertificate("a", kNow - absl::Hours(1), kNow);
  EXPECT_EQ(over.verdict, Verdict::kFail);
  EXPECT_THAT(over.finding, HasSubstr("ended on 2020-09-13"));
  EXPECT_THAT(over.remedy, HasSubstr("deploy/certs renew"));
}

TEST(CheckModel, JudgesByAgeAndFailsInTrouble) {
  readmodels::v1::GetProjectionStatusResponse::Projection model;
  model.set_name("caps");
  model.set_position(7);
  EXPECT_EQ(CheckModel(model, absl::ZeroDuration()).verdict, Verdict::kOk);
  EXPECT_THAT(CheckModel(model, absl::ZeroDuration()).finding, Not(HasSubstr("behind")));
  model.set_lag_count(3);
  EXPECT_EQ(CheckModel(model, absl::Seconds(6)).verdict, Verdict::kWarn);
  EXPECT_THAT(CheckModel(model, absl::Seconds(6)).finding, HasSubstr("3 events behind, for 6s"));
  EXPECT_EQ(CheckModel(model, absl::Seconds(61)).verdict, Verdict::kFail);
  model.set_trouble("DATA_LOSS: a row");
  EXPECT_EQ(CheckModel(model, absl::ZeroDuration()).verdict, Verdict::kFail);
}

TEST(CheckHead, JudgesByAgeAndFailsWithAProblem) {
  eventlog::v1::GetCheckpointResponse head;
  head.set_size(5);
  EXPECT_EQ(CheckHead(head, 5, absl::ZeroDuration()).verdict, Verdict::kOk);
  EXPECT_EQ(CheckHead(head, 9, absl::Seconds(11)).verdict, Verdict::kWarn);
  EXPECT_EQ(CheckHead(head, 9, absl::Seconds(61)).verdict, Verdict::kFail);
  head.set_problem("ROLLBACK: …");
  const Check check = CheckHead(head, 5, absl::ZeroDuration());
  EXPECT_EQ(check.verdict, Verdict::kFail);
  EXPECT_THAT(check.finding, HasSubstr("ROLLBACK"));
}

TEST(CheckBackup, JudgesByAge) {
  EXPECT_EQ(CheckBackup("r", kNow - absl::Hours(1), 5, kNow).verdict, Verdict::kOk);
  EXPECT_EQ(CheckBackup("r", kNow - absl::Hours(4), 5, kNow).verdict, Verdict::kWarn);
  EXPECT_EQ(CheckBackup("r", kNow - absl::Hours(27), 5, kNow).verdict, Verdict::kFail);
  EXPECT_THAT(CheckBackup("r", kNow - absl::Hours(24 * 9), 5, kNow).finding, HasSubstr("9 days"));
}

}  // namespace
}  // namespace debut::cli
