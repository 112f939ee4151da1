// What a client sees of a server that goes away and comes back.
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "eventstore/in_memory_event_store.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "services/eventlog/testing/log_server.h"

namespace debut::eventlog {
namespace {

using eventstore::SubscriptionMessage;

class RestartTest : public testing::Test {
 protected:
  void Append(int count) {
    eventstore::Event event;
    event.type = "test.Noted";
    const std::vector<eventstore::Event> events(static_cast<std::size_t>(count), event);
    ASSERT_TRUE(log_.Append(events, std::nullopt).ok());
  }

  eventstore::InMemoryEventStore log_;
  std::unique_ptr<LogServer> server_ = std::make_unique<LogServer>(log_);
  const eventstore_grpc::GrpcEventStore store_{
      server_->Connect(),
      {.resume_first = absl::Milliseconds(1), .resume_max = absl::Milliseconds(20)}};
};

TEST_F(RestartTest, LosesAndRepeatsNothingOfASubscription) {
  constexpr std::uint64_t kRestarts = 3;
  Append(2);
  std::vector<std::uint64_t> received;
  std::uint64_t restarts = 0;
  const absl::Status status = store_.Subscribe({}, {}, {}, [&](const SubscriptionMessage& message) {
    if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
      for (const auto& event : batch->events) received.push_back(event.position.value);
    }
    if (!std::holds_alternative<eventstore::CaughtUp>(message)) return true;
    if (restarts == kRestarts) return false;
    ++restarts;
    Append(1);  // Before it goes, and while it is gone.
    const int port = server_->port();
    server_.reset();
    Append(1);
    server_ = std::make_unique<LogServer>(log_, port);
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  std::vector<std::uint64_t> expected;
  for (std::uint64_t i = 1; i <= 2 + 2 * kRestarts; ++i) expected.push_back(i);
  EXPECT_EQ(received, expected);
}

TEST_F(RestartTest, StopsASubscriptionAtOnceWhileNobodyIsThere) {
  std::latch gone(1);
  absl::Status ended;
  std::jthread follower([&](const std::stop_token& stop) {
    bool first = true;
    ended = store_.Subscribe({}, {}, stop, [&](const SubscriptionMessage&) {
      if (std::exchange(first, false)) {
        server_.reset();
        gone.count_down();
      }
      return true;
    });
  });
  gone.wait();
  follower.request_stop();
  follower.join();
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled);
}

TEST_F(RestartTest, EndsASubscriptionToALogThatHasLostEvents) {
  Append(5);
  eventstore::SubscribeOptions options;
  options.after = {9};
  const absl::Status status =
      store_.Subscribe({}, options, {}, [](const SubscriptionMessage&) { return true; });
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
}

TEST_F(RestartTest, AnswersUnavailableWhileNobodyIsThereAndServesAgainAfterwards) {
  Append(1);
  const int port = server_->port();
  server_.reset();
  EXPECT_EQ(store_.Head().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReadAll(store_, {}).status().code(), absl::StatusCode::kUnavailable);
  server_ = std::make_unique<LogServer>(log_, port);
  // The channel connects again on its own time.
  while (!store_.Head().ok()) std::this_thread::yield();
  EXPECT_EQ(ReadAll(store_, {})->events.size(), 1u);
}

}  // namespace
}  // namespace debut::eventlog
