#include "eventstore_grpc/backoff.h"

#include <gtest/gtest.h>

namespace debut::eventstore_grpc {
namespace {

TEST(Backoff, DoublesUpToItsMaximumLessAQuarterAtMost) {
  Backoff backoff(absl::Milliseconds(100), absl::Milliseconds(350));
  for (const int milliseconds : {100, 200, 350, 350}) {
    const absl::Duration wait = backoff.Next();
    EXPECT_LE(wait, absl::Milliseconds(milliseconds));
    EXPECT_GE(wait, absl::Milliseconds(milliseconds) * 0.75);
  }
}

TEST(Backoff, StartsAgainAfterAReset) {
  Backoff backoff(absl::Milliseconds(100), absl::Seconds(10));
  for (int i = 0; i < 5; ++i) backoff.Next();
  backoff.Reset();
  EXPECT_LE(backoff.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace debut::eventstore_grpc
