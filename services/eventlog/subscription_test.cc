#include "services/eventlog/subscription.h"

#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "services/eventlog/limits.h"
#include "services/eventlog/testing/log_server.h"

namespace debut::eventlog {
namespace {

class SubscriptionTest : public testing::Test {
 protected:
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::SubscribeResponse>> reader;

    v1::SubscribeResponse Next() {
      v1::SubscribeResponse message;
      reader->Read(&message);
      return message;
    }
    grpc::StatusCode End() {
      v1::SubscribeResponse message;
      while (reader->Read(&message)) {
      }
      return reader->Finish().error_code();
    }
  };

  std::unique_ptr<Stream> Open(const v1::SubscribeRequest& request = {},
                               const std::string& caller = "") {
    auto stream = std::make_unique<Stream>();
    if (!caller.empty()) runtime::SetPrincipal(stream->context, caller);
    stream->reader = stub_->Subscribe(&stream->context, request);
    return stream;
  }
  // Sent away, with a hint when to come back.
  static void ExpectBusy(Stream& stream, const std::string& reason) {
    v1::SubscribeResponse message;
    while (stream.reader->Read(&message)) {
    }
    const absl::Status status = runtime::FromGrpcStatus(stream.reader->Finish());
    EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(runtime::ReasonOf(status), reason);
    EXPECT_TRUE(runtime::RetryDelayOf(status).has_value());
  }
  void Append(int count, const std::string& payload = "") {
    eventstore::Event event;
    event.type = "test.Noted";
    event.payload = payload;
    const std::vector<eventstore::Event> events(static_cast<std::size_t>(count), event);
    ASSERT_TRUE(log_.Append(events, std::nullopt).ok());
  }

  eventstore::InMemoryEventStore log_;
  LogServer server_{log_};
  std::unique_ptr<v1::EventLogService::Stub> stub_ =
      v1::EventLogService::NewStub(server_.Connect());
};

TEST_F(SubscriptionTest, TakesTheDefaultsForZero) {
  Append(20, std::string(30'000, 'x'));
  const auto stream = Open();
  EXPECT_EQ(stream->Next().batch().entries_size(), 8);  // 8 × 30 kB < 256 KiB < 9 × 30 kB.
  EXPECT_EQ(stream->Next().batch().entries_size(), 8);
  EXPECT_EQ(stream->Next().batch().entries_size(), 4);
  EXPECT_EQ(stream->Next().caught_up().position(), 20u);
  stream->context.TryCancel();
  EXPECT_EQ(stream->End(), grpc::StatusCode::CANCELLED);
}

TEST_F(SubscriptionTest, RefusesBadOptionsAndQueries) {
  v1::SubscribeRequest large;
  large.set_batch_bytes_max(1u << 30);
  EXPECT_EQ(Open(large)->End(), grpc::StatusCode::INVALID_ARGUMENT);
  v1::SubscribeRequest query;
  query.mutable_query()->add_items()->add_tags("claim");
  EXPECT_EQ(Open(query)->End(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(SubscriptionTest, EndsWithTheLog) {
  const auto idle = Open();
  EXPECT_TRUE(idle->Next().has_caught_up());
  log_.Close();
  EXPECT_EQ(idle->End(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Open()->End(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(SubscriptionTest, EndsWhenTheServerDrains) {
  const auto idle = Open();
  EXPECT_TRUE(idle->Next().has_caught_up());
  server_.Drain();
  EXPECT_EQ(idle->End(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(SubscriptionTest, EndsWhileItsWriteWaitsForASlowClient) {
  // Far more than the flow control of HTTP/2 lets out: the stream waits in a write.
  for (int i = 0; i < 10; ++i) Append(40, std::string(50'000, 'x'));
  const auto slow = Open();
  EXPECT_TRUE(slow->Next().has_batch());
  slow->context.TryCancel();
  EXPECT_EQ(slow->End(), grpc::StatusCode::CANCELLED);
  server_.Drain();
}

TEST_F(SubscriptionTest, HasALimitAndGivesPlacesBack) {
  std::vector<std::unique_ptr<Stream>> streams;
  for (std::size_t i = 0; i < kSubscriptionsMax; ++i) {
    streams.push_back(Open({}, i % 2 == 0 ? "王芳" : "李娜"));
    ASSERT_TRUE(streams.back()->Next().has_caught_up());
  }
  ExpectBusy(*Open({}, "赵磊"), "SERVER_BUSY");
  for (const auto& stream : streams) stream->context.TryCancel();
  for (const auto& stream : streams) EXPECT_EQ(stream->End(), grpc::StatusCode::CANCELLED);
  // The server learns of a cancellation a little later than the client.
  while (true) {
    const auto stream = Open();
    if (stream->Next().has_caught_up()) {
      stream->context.TryCancel();
      break;
    }
    ASSERT_EQ(stream->End(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
}

TEST_F(SubscriptionTest, LeavesPlacesToOthersThanOneCaller) {
  std::vector<std::unique_ptr<Stream>> streams;
  for (std::size_t i = 0; i < kSubscriptionsOfOneCallerMax; ++i) {
    streams.push_back(Open({}, "王芳"));
    ASSERT_TRUE(streams.back()->Next().has_caught_up());
  }
  ExpectBusy(*Open({}, "王芳"), "CALLER_BUSY");
  const auto other = Open({}, "李娜");
  EXPECT_TRUE(other->Next().has_caught_up());
  streams.push_back(Open());
  EXPECT_TRUE(streams.back()->Next().has_caught_up());
}

TEST_F(SubscriptionTest, WakesAllIdleStreamsForOneAppend) {
  std::vector<std::unique_ptr<Stream>> streams;
  for (int i = 0; i < 20; ++i) {
    streams.push_back(Open());
    ASSERT_TRUE(streams.back()->Next().has_caught_up());
  }
  Append(3);
  for (const auto& stream : streams) {
    EXPECT_EQ(stream->Next().batch().entries_size(), 3);
    stream->context.TryCancel();
  }
}

}  // namespace
}  // namespace debut::eventlog
