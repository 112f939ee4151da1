#include "services/readmodels/model_reader.h"

#include <gtest/gtest.h>

#include "eventstore/in_memory_event_store.h"
#include "runtime/rpc_status.h"
#include "services/readmodels/reasons.h"
#include "services/readmodels/testing/facts.h"
#include "tests/support/temporary_directory.h"

namespace debut::readmodels {
namespace {

class ModelReaderTest : public ::testing::Test {
 protected:
  ModelReaderTest() : models_(*Models::Open(log_, directory_.path().string())) {
    testing::Record(log_, testing::RoundOpened("R-1"));
  }

  absl::Status WaitFor(std::uint64_t position, absl::Duration time_left) {
    runtime::Caller caller;
    caller.deadline = clock_.Now() + time_left;
    return reader_.WaitFor({&models_->caps(), &models_->names()}, {position}, caller);
  }

  base::FakeClock clock_{absl::FromUnixSeconds(1'600'000'000)};
  eventstore::InMemoryEventStore log_{clock_};
  test::TemporaryDirectory directory_;
  std::unique_ptr<Models> models_;
  ModelReader reader_{log_, *models_, clock_, absl::Milliseconds(20)};
};

TEST_F(ModelReaderTest, DoesNotWaitForWhatIsThere) {
  EXPECT_EQ(WaitFor(0, absl::ZeroDuration()), absl::OkStatus());
}

TEST_F(ModelReaderTest, SaysThatAProjectionIsBehind) {
  const absl::Status behind = WaitFor(1, absl::Hours(1));
  EXPECT_EQ(behind.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(runtime::ReasonOf(behind), kProjectionBehind);
}

TEST_F(ModelReaderTest, GivesUpWithTheCaller) {
  EXPECT_EQ(WaitFor(1, absl::Milliseconds(1)).code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(ModelReaderTest, WaitsForEveryModel) {
  ASSERT_TRUE(models_->Start().ok());
  ModelReader patient(log_, *models_, clock_);
  runtime::Caller caller;
  caller.deadline = absl::InfiniteFuture();
  EXPECT_EQ(patient.WaitFor({&models_->caps(), &models_->names()}, {1}, caller), absl::OkStatus());
  EXPECT_EQ(models_->names().View().position.value, 1U);
}

TEST_F(ModelReaderTest, SaysThatTheModelsWereStopped) {
  models_->Stop();
  const absl::Status stopped = WaitFor(1, absl::Hours(1));
  EXPECT_EQ(stopped.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(runtime::ReasonOf(stopped), "");
}

}  // namespace
}  // namespace debut::readmodels
