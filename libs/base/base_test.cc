#include <gtest/gtest.h>

#include "base/broken_invariant.h"
#include "base/clock.h"
#include "base/ensure.h"
#include "base/status_macros.h"
#include "base/strong_id.h"

namespace debut::base {
namespace {

absl::StatusOr<int> Half(int n) {
  if (n % 2 != 0) return absl::InvalidArgumentError("odd");
  return n / 2;
}

absl::StatusOr<int> Quarter(int n) {
  ASSIGN_OR_RETURN(const int half, Half(n));
  return Half(half);
}

TEST(StatusMacros, ReturnTheFirstError) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(Quarter(6).status(), absl::InvalidArgumentError("odd"));
}

TEST(Annotate, KeepsCodeAndPayload) {
  absl::Status status = absl::AbortedError("conflict");
  status.SetPayload("type", absl::Cord("payload"));
  const absl::Status annotated = Annotate(status, "append");
  EXPECT_EQ(annotated.message(), "append: conflict");
  EXPECT_EQ(annotated.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(annotated.GetPayload("type"), absl::Cord("payload"));
}

TEST(CatchBroken, TellsWhichInvariantWasBrokenAndThenAbortsAgain) {
  const auto broken = CatchBroken([]() -> absl::StatusOr<int> {
    ENSURE(1 > 2, "one is not more than two");
    return 1;
  });
  EXPECT_EQ(broken.status(), absl::DataLossError("one is not more than two"));
  EXPECT_EQ(CatchBroken([] { return Half(8); }).value(), 4);
  EXPECT_DEATH(ENSURE(1 > 2, "one is not more than two"), "one is not more than two");
}

TEST(Ensure, AbortsWithTheExplanation) {
  EXPECT_DEATH(ENSURE(1 > 2, "one is not more than two"), "one is not more than two");
}

TEST(FakeClock, StandsStillUntilItIsTold) {
  FakeClock clock(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
  clock.Advance(absl::Seconds(5));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(5));
}

TEST(StrongId, ComparesByText) {
  using Id = StrongId<struct Kind>;
  EXPECT_EQ(Id("a"), Id("a"));
  EXPECT_LT(Id("a"), Id("b"));
}

}  // namespace
}  // namespace debut::base
