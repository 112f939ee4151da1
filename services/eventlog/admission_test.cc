// Who may do what: each RPC asks for the role that its proto names.
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "services/eventlog/testing/log_server.h"

namespace debut::eventlog {
namespace {

struct Codes {
  grpc::StatusCode append, read, subscribe, head;
  bool operator==(const Codes&) const = default;
};

Codes Try(v1::EventLogService::Stub& stub, const std::string& principal) {
  const auto context = [&] {
    auto result = std::make_unique<grpc::ClientContext>();
    if (!principal.empty()) runtime::SetPrincipal(*result, principal);
    return result;
  };
  v1::AppendRequest append;
  append.add_events()->set_type("test.Noted");
  append.mutable_events(0)->set_schema(1);
  v1::AppendResponse appended;
  v1::ReadResponse page;
  v1::GetHeadResponse head;
  Codes codes{};
  codes.append = stub.Append(context().get(), append, &appended).error_code();
  codes.read = stub.Read(context().get(), {}, &page).error_code();
  const auto subscription = context();
  const auto stream = stub.Subscribe(subscription.get(), {});
  v1::SubscribeResponse message;
  const bool admitted = stream->Read(&message);
  if (admitted) subscription->TryCancel();
  const grpc::StatusCode ended = stream->Finish().error_code();
  codes.subscribe = admitted ? grpc::StatusCode::OK : ended;
  codes.head = stub.GetHead(context().get(), {}, &head).error_code();
  return codes;
}

TEST(Admission, AsksForTheRoleOfTheMethod) {
  constexpr auto kYes = grpc::StatusCode::OK;
  constexpr auto kNo = grpc::StatusCode::PERMISSION_DENIED;
  eventstore::InMemoryEventStore log;
  const LogServer server(
      log, 0,
      {.roles_of = {{"写入", {"log.writer"}}, {"reader", {"log.reader"}}, {"officer", {"*"}}},
       .any_principal = {},
       .anonymous = {}});
  const auto stub = v1::EventLogService::NewStub(server.Connect());
  EXPECT_EQ(Try(*stub, ""), (Codes{kNo, kNo, kNo, kNo}));
  EXPECT_EQ(*log.Head(), eventstore::Position{});
  EXPECT_EQ(Try(*stub, "reader"), (Codes{kNo, kYes, kYes, kYes}));
  EXPECT_EQ(*log.Head(), eventstore::Position{});
  EXPECT_EQ(Try(*stub, "写入"), (Codes{kYes, kNo, kNo, kNo}));
  EXPECT_EQ(*log.Head(), eventstore::Position{1});
  EXPECT_EQ(Try(*stub, "officer"), (Codes{kNo, kYes, kYes, kYes}));
}

}  // namespace
}  // namespace debut::eventlog
