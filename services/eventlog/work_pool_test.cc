#include "services/eventlog/work_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace debut::eventlog {
namespace {

TEST(WorkPool, DoesAllThatIsQueuedBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    WorkPool pool(2);
    for (int i = 0; i < 100; ++i) pool.Post([&] { ++done; });
  }
  EXPECT_EQ(done, 100);
}

TEST(WorkPool, TakesNoMoreThanMayWait) {
  std::latch busy(1), go_on(1);
  int done = 0;
  {
    WorkPool pool(1);
    pool.Post([&] {
      busy.count_down();
      go_on.wait();
    });
    busy.wait();
    for (const bool taken : {true, true, false}) {
      WorkPool::Work work = [&] { ++done; };
      EXPECT_EQ(pool.TryPost(work, 2), taken);
      EXPECT_EQ(static_cast<bool>(work), !taken);
    }
    go_on.count_down();
  }
  EXPECT_EQ(done, 2);
}

TEST(WorkPool, WorksOnSeveralThreadsAtOnce) {
  std::latch all(3);
  WorkPool pool(3);
  for (int i = 0; i < 3; ++i) pool.Post([&] { all.arrive_and_wait(); });
}

}  // namespace
}  // namespace debut::eventlog
