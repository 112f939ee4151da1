// The client against servers that misbehave. Against the real one: tests/contract.
#include "eventstore_grpc/grpc_event_store.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore_grpc/channel.h"

namespace debut::eventstore_grpc {
namespace {

using eventstore::Position;
using eventstore::SequencedEvent;
using eventstore::SubscriptionMessage;
namespace v1 = eventlog::v1;

// Does as it is told, and counts.
class Server final : public v1::EventLogService::Service {
 public:
  Server() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }
  ~Server() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::shared_ptr<grpc::Channel> Connect() const {
    return ConnectEventLog(address_, grpc::InsecureChannelCredentials());
  }

  std::function<grpc::Status(grpc::ServerContext*)> on_append;
  std::function<grpc::Status(grpc::ServerContext*, const v1::ReadRequest&, v1::ReadResponse*)>
      on_read;
  std::function<grpc::Status(grpc::ServerContext*, const v1::SubscribeRequest&,
                             grpc::ServerWriter<v1::SubscribeResponse>*)>
      on_subscribe;
  std::atomic<int> calls = 0;

 private:
  grpc::Status Append(grpc::ServerContext* context, const v1::AppendRequest*,
                      v1::AppendResponse*) override {
    ++calls;
    return on_append(context);
  }
  grpc::Status Read(grpc::ServerContext* context, const v1::ReadRequest* request,
                    v1::ReadResponse* response) override {
    ++calls;
    return on_read(context, *request, response);
  }
  grpc::Status Subscribe(grpc::ServerContext* context, const v1::SubscribeRequest* request,
                         grpc::ServerWriter<v1::SubscribeResponse>* writer) override {
    ++calls;
    return on_subscribe(context, *request, writer);
  }

  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

grpc::Status HangUntilCancelled(grpc::ServerContext* context) {
  while (!context->IsCancelled()) std::this_thread::yield();
  return grpc::Status::CANCELLED;
}

std::vector<eventstore::Event> OneEvent() {
  eventstore::Event event;
  event.type = "test.Noted";
  return {event};
}

GrpcEventStoreOptions Quick() {
  GrpcEventStoreOptions options;
  options.resume_first = absl::Microseconds(100);
  options.resume_max = absl::Milliseconds(1);
  return options;
}

v1::SubscribeResponse BatchOf(std::uint64_t position) {
  v1::SubscribeResponse message;
  message.mutable_batch()->add_entries()->set_position(position);
  return message;
}

TEST(GrpcEventStore, GivesUpAtTheDeadline) {
  Server server;
  server.on_append = HangUntilCancelled;
  server.on_read = [](auto* context, auto&, auto*) { return HangUntilCancelled(context); };
  GrpcEventStoreOptions options;
  options.append_timeout = options.read_timeout = absl::Milliseconds(20);
  GrpcEventStore store(server.Connect(), options);
  EXPECT_EQ(store.Append(OneEvent(), {}).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReadAll(store, {}).status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST(GrpcEventStore, NeverRepeatsAnAppend) {
  Server server;
  server.on_append = [](auto*) { return grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone"); };
  GrpcEventStore store(server.Connect());
  EXPECT_EQ(store.Append(OneEvent(), {}).status(), absl::UnavailableError("gone"));
  EXPECT_EQ(server.calls, 1);
}

TEST(GrpcEventStore, SaysUnavailableWhenTheServerIsBeingStopped) {
  Server server;
  server.on_append = [](auto*) { return grpc::Status::CANCELLED; };
  server.on_read = [](auto*, auto&, auto*) { return grpc::Status::CANCELLED; };
  GrpcEventStore store(server.Connect());
  EXPECT_EQ(store.Append(OneEvent(), {}).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReadAll(store, {}).status().code(), absl::StatusCode::kUnavailable);
}

TEST(GrpcEventStore, SendsItsMetadata) {
  Server server;
  std::string principal;
  server.on_append = [&](grpc::ServerContext* context) {
    const auto found = context->client_metadata().find("x-debut-principal");
    if (found != context->client_metadata().end())
      principal = {found->second.data(), found->second.size()};
    return grpc::Status::OK;
  };
  GrpcEventStoreOptions options;
  options.metadata = {{"x-debut-principal", "grants"}};
  GrpcEventStore store(server.Connect(), options);
  EXPECT_TRUE(store.Append(OneEvent(), {}).ok());
  EXPECT_EQ(principal, "grants");
}

// Pages of two entries each, of a log that grows by one with each page.
grpc::Status GrowingPages(grpc::ServerContext*, const v1::ReadRequest& request,
                          v1::ReadResponse* page) {
  const std::uint64_t first = request.after_position() + 1;
  const std::uint64_t up_to = request.up_to_position() == 0 ? 7 : request.up_to_position();
  for (std::uint64_t i = first; i < first + 2 && i <= up_to; ++i) {
    page->add_entries()->set_position(i);
  }
  page->set_head_position(7 + first / 2);
  page->set_next_position(first + 1);
  page->set_more(first + 1 < up_to);
  return grpc::Status::OK;
}

TEST(GrpcEventStore, ReadsPagesUpToTheHeadOfTheFirst) {
  Server server;
  server.on_read = GrowingPages;
  GrpcEventStore store(server.Connect());
  std::vector<std::uint64_t> positions;
  const auto head = store.Read({}, {}, [&](const SequencedEvent& event) {
    positions.push_back(event.position.value);
    return true;
  });
  EXPECT_EQ(*head, Position{7});
  EXPECT_EQ(positions, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7}));
}

TEST(GrpcEventStore, CallsOffThePageThatNobodyWants) {
  Server server;
  server.on_read = [&](grpc::ServerContext* context, const v1::ReadRequest& request,
                       v1::ReadResponse* page) {
    if (request.after_position() > 0) return HangUntilCancelled(context);
    return GrowingPages(context, request, page);
  };
  GrpcEventStore store(server.Connect());
  EXPECT_EQ(*store.Read({}, {}, [](const SequencedEvent&) { return false; }), Position{7});
}

TEST(GrpcEventStore, FailsAReadWhosePageFails) {
  Server server;
  server.on_read = [](grpc::ServerContext* context, const v1::ReadRequest& request,
                      v1::ReadResponse* page) {
    if (request.after_position() > 0) return grpc::Status(grpc::StatusCode::DATA_LOSS, "damaged");
    return GrowingPages(context, request, page);
  };
  GrpcEventStore store(server.Connect());
  EXPECT_EQ(ReadAll(store, {}).status(), absl::DataLossError("damaged"));
}

TEST(GrpcEventStore, RefusesAnEntryWithoutAPosition) {
  Server server;
  server.on_read = [](auto*, auto&, v1::ReadResponse* page) {
    page->add_entries();
    return grpc::Status::OK;
  };
  server.on_subscribe = [](auto*, auto&, auto* writer) {
    writer->Write(BatchOf(0));
    return grpc::Status::OK;
  };
  GrpcEventStore store(server.Connect());
  EXPECT_EQ(ReadAll(store, {}).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(store.Subscribe({}, {}, {}, [](const SubscriptionMessage&) { return true; }).code(),
            absl::StatusCode::kDataLoss);
}

TEST(GrpcEventStore, ResumesBehindWhatWasDelivered) {
  const grpc::StatusCode kBroken[] = {
      grpc::StatusCode::UNAVAILABLE,        grpc::StatusCode::CANCELLED, grpc::StatusCode::INTERNAL,
      grpc::StatusCode::RESOURCE_EXHAUSTED, grpc::StatusCode::OK,
  };
  Server server;
  server.on_subscribe = [&](auto*, const v1::SubscribeRequest& request, auto* writer) {
    writer->Write(BatchOf(request.after_position() + 1));
    writer->Write(v1::SubscribeResponse());  // Of a kind that a later version may have.
    return grpc::Status(kBroken[request.after_position() % 5], "");
  };
  GrpcEventStore store(server.Connect(), Quick());
  std::vector<std::uint64_t> positions;
  const absl::Status status = store.Subscribe({}, {}, {}, [&](const SubscriptionMessage& message) {
    positions.push_back(std::get<eventstore::Batch>(message).events.at(0).position.value);
    return positions.size() < 10;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(positions, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
}

TEST(GrpcEventStore, ResumesASubscriptionThatHasFallenSilent) {
  Server server;
  server.on_subscribe = [](grpc::ServerContext* context, const v1::SubscribeRequest& request,
                           auto* writer) {
    writer->Write(BatchOf(request.after_position() + 1));
    return HangUntilCancelled(context);
  };
  GrpcEventStoreOptions options = Quick();
  options.silence_max = absl::Milliseconds(10);
  GrpcEventStore store(server.Connect(), options);
  eventstore::SubscribeOptions subscribe;
  subscribe.heartbeat_interval = absl::Milliseconds(1);
  int batches = 0;
  const absl::Status status =
      store.Subscribe({}, subscribe, {}, [&](const SubscriptionMessage&) { return ++batches < 3; });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GE(server.calls, 3);
}

TEST(GrpcEventStore, EndsASubscriptionThatWouldFailAgain) {
  for (const auto code : {absl::StatusCode::kPermissionDenied, absl::StatusCode::kUnauthenticated,
                          absl::StatusCode::kUnimplemented, absl::StatusCode::kDataLoss,
                          absl::StatusCode::kOutOfRange, absl::StatusCode::kInvalidArgument}) {
    Server server;
    server.on_subscribe = [&](auto*, auto&, auto*) {
      return grpc::Status(static_cast<grpc::StatusCode>(code), "no");
    };
    GrpcEventStore store(server.Connect(), Quick());
    EXPECT_EQ(store.Subscribe({}, {}, {}, [](const SubscriptionMessage&) { return true; }),
              absl::Status(code, "no"));
    EXPECT_EQ(server.calls, 1);
  }
}

TEST(GrpcEventStore, StopsASubscriptionThatKeepsFailing) {
  Server server;
  std::atomic<bool> failed = false;
  server.on_subscribe = [&](auto*, auto&, auto*) {
    failed = true;
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "");
  };
  GrpcEventStoreOptions options;
  options.resume_first = options.resume_max = absl::Hours(1);
  GrpcEventStore store(server.Connect(), options);
  absl::Status ended;
  std::jthread follower([&](const std::stop_token& stop) {
    ended = store.Subscribe({}, {}, stop, [](const SubscriptionMessage&) { return true; });
  });
  while (!failed) std::this_thread::yield();
  follower.request_stop();
  follower.join();
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled);
}

TEST(GrpcEventStore, DeliversEveryKindOfMessage) {
  Server server;
  server.on_subscribe = [](auto*, const v1::SubscribeRequest& request, auto* writer) {
    EXPECT_EQ(request.batch_bytes_max(), 256u * 1024);
    EXPECT_EQ(request.heartbeat_interval_ms(), 5'000u);
    v1::SubscribeResponse message;
    message.mutable_checkpoint()->set_position(5);
    writer->Write(message);
    message.mutable_caught_up()->set_position(6);
    writer->Write(message);
    message.mutable_heartbeat()->set_position(6);
    message.mutable_heartbeat()->set_time_us(7);
    writer->Write(message);
    return grpc::Status::OK;
  };
  GrpcEventStore store(server.Connect(), Quick());
  std::vector<SubscriptionMessage> messages;
  ASSERT_TRUE(store
                  .Subscribe({}, {}, {},
                             [&](SubscriptionMessage message) {
                               messages.push_back(std::move(message));
                               return messages.size() < 3;
                             })
                  .ok());
  EXPECT_EQ(std::get<eventstore::Checkpoint>(messages.at(0)).position, Position{5});
  EXPECT_EQ(std::get<eventstore::CaughtUp>(messages.at(1)).position, Position{6});
  EXPECT_EQ(std::get<eventstore::Heartbeat>(messages.at(2)).position, Position{6});
  EXPECT_EQ(std::get<eventstore::Heartbeat>(messages.at(2)).time, absl::FromUnixMicros(7));
}

}  // namespace
}  // namespace debut::eventstore_grpc
