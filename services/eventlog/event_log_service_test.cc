#include "services/eventlog/event_log_service.h"

#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "debut/rpc/v1/errors.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "eventstore/limits.h"
#include "eventstore_grpc/status_mapping.h"
#include "runtime/rpc_status.h"
#include "services/eventlog/limits.h"
#include "services/eventlog/raw_message.h"
#include "services/eventlog/testing/log_server.h"

namespace debut::eventlog {
namespace {

class EventLogServiceTest : public testing::Test {
 protected:
  // Past the checks that GrpcEventStore does itself.
  grpc::Status Append(const v1::AppendRequest& request) {
    grpc::ClientContext context;
    return stub_->Append(&context, request, &appended_);
  }
  grpc::Status Read(const v1::ReadRequest& request) {
    grpc::ClientContext context;
    return stub_->Read(&context, request, &page_);
  }

  static v1::AppendRequest Events(int count, const std::string& payload = "payload") {
    v1::AppendRequest request;
    for (int i = 0; i < count; ++i) {
      v1::Event& event = *request.add_events();
      event.set_type("test.Noted");
      event.add_tags("claim:C-1");
      event.set_schema(1);
      event.set_payload(payload);
    }
    return request;
  }

  static std::vector<std::string> FieldsOf(const grpc::Status& status) {
    std::vector<std::string> fields;
    rpc::v1::BadRequest bad;
    const auto payload = eventstore_grpc::FromGrpcStatus(status).GetPayload(
        "type.googleapis.com/debut.rpc.v1.BadRequest");
    if (payload && bad.ParseFromString(std::string(*payload))) {
      for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
    }
    return fields;
  }

  eventstore::InMemoryEventStore log_;
  LogServer server_{log_};
  std::unique_ptr<v1::EventLogService::Stub> stub_ =
      v1::EventLogService::NewStub(server_.Connect());
  v1::AppendResponse appended_;
  v1::ReadResponse page_;
};

TEST_F(EventLogServiceTest, AppendsAndSaysWhere) {
  ASSERT_TRUE(Append(Events(3)).ok());
  EXPECT_EQ(appended_.first_position(), 1u);
  EXPECT_EQ(appended_.last_position(), 3u);
}

TEST_F(EventLogServiceTest, NamesTheConflictInTheDetails) {
  ASSERT_TRUE(Append(Events(1)).ok());
  v1::AppendRequest request = Events(1);
  request.mutable_condition()->mutable_fail_if_matches()->add_items()->add_tags("claim:C-1");
  const grpc::Status status = Append(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED);
  const auto conflict = eventstore::ConflictOf(eventstore_grpc::FromGrpcStatus(status));
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->position, eventstore::Position{1});
}

TEST_F(EventLogServiceTest, NamesBadFieldsOfClientsThatCheckNothing) {
  v1::AppendRequest request = Events(2);
  request.mutable_events(1)->set_schema(0);
  request.mutable_events(1)->set_tags(0, "claim");
  request.mutable_condition();
  const grpc::Status status = Append(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(runtime::ReasonOf(runtime::FromGrpcStatus(status)), "FIELDS_INVALID");
  EXPECT_EQ(FieldsOf(status), (std::vector<std::string>{"events[1].tags[0]", "events[1].schema",
                                                        "condition.fail_if_matches.items"}));
  EXPECT_EQ(*log_.Head(), eventstore::Position{});
}

TEST_F(EventLogServiceTest, FitsALongListOfBadFieldsIntoTheTrailers) {
  v1::AppendRequest request = Events(1'000);
  for (v1::Event& event : *request.mutable_events()) event.set_type(std::string(300, 'T'));
  const grpc::Status status = Append(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldsOf(status).at(0), "events[0].type");
}

TEST_F(EventLogServiceTest, TakesTheLargestAppend) {
  const int count = static_cast<int>(eventstore::kAppendBytesMax / 50'100);
  v1::AppendRequest request = Events(count, std::string(50'000, 'x'));
  const grpc::Status status = Append(request);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(Append(Events(200, std::string(50'000, 'x'))).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(EventLogServiceTest, ReadsPageByPage) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Append(Events(10, std::string(50'000, 'x'))).ok());
  for (const v1::Direction direction : {v1::DIRECTION_FORWARDS, v1::DIRECTION_BACKWARDS}) {
    const bool forwards = direction == v1::DIRECTION_FORWARDS;
    v1::ReadRequest request;
    request.set_direction(direction);
    std::vector<std::uint64_t> positions;
    do {
      ASSERT_TRUE(Read(request).ok());
      EXPECT_LE(page_.ByteSizeLong(), kPageBytesMax + 64);
      EXPECT_EQ(page_.head_position(), 30u);
      for (const v1::Entry& entry : page_.entries()) positions.push_back(entry.position());
      EXPECT_EQ(page_.next_position(), page_.more() ? positions.back() : 0);
      forwards ? request.set_after_position(page_.next_position())
               : request.set_before_position(page_.next_position());
    } while (page_.more());
    ASSERT_EQ(positions.size(), 30u);
    EXPECT_EQ(positions.front(), forwards ? 1u : 30u);
    EXPECT_TRUE(forwards ? std::ranges::is_sorted(positions)
                         : std::ranges::is_sorted(positions, std::greater<>()));
  }
}

TEST_F(EventLogServiceTest, ReadsEntriesAsTheyAreStored) {
  ASSERT_TRUE(Append(Events(2)).ok());
  ASSERT_TRUE(Read({}).ok());
  std::vector<std::string> stored;
  ASSERT_TRUE(log_.ReadRaw({}, {},
                           [&](eventstore::Position, std::string_view entry) {
                             stored.emplace_back(entry);
                             return true;
                           })
                  .ok());
  ASSERT_EQ(page_.entries_size(), 2);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(page_.entries(i).SerializeAsString(), stored[static_cast<std::size_t>(i)]);
  }
}

TEST_F(EventLogServiceTest, RefusesADirectionThatIsNone) {
  v1::ReadRequest request;
  request.set_direction(static_cast<v1::Direction>(7));
  const grpc::Status status = Read(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldsOf(status), std::vector<std::string>{"direction"});
}

TEST_F(EventLogServiceTest, NamesBadFieldsOfAQuery) {
  v1::ReadRequest request;
  request.mutable_query()->add_items()->add_types("not a name");
  EXPECT_EQ(FieldsOf(Read(request)), std::vector<std::string>{"query.items[0].types[0]"});
}

TEST_F(EventLogServiceTest, TellsTheHeadAndItsTime) {
  v1::GetHeadResponse head;
  {
    grpc::ClientContext context;
    ASSERT_TRUE(stub_->GetHead(&context, {}, &head).ok());
  }
  EXPECT_EQ(head.head_position(), 0u);
  EXPECT_EQ(head.recorded_time_us(), 0);
  ASSERT_TRUE(Append(Events(2)).ok());
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->GetHead(&context, {}, &head).ok());
  EXPECT_EQ(head.head_position(), 2u);
  EXPECT_EQ(absl::FromUnixMicros(head.recorded_time_us()),
            eventstore::ReadAll(log_, {})->events.back().recorded_time);
}

TEST_F(EventLogServiceTest, RefusesBytesThatAreNoRequest) {
  grpc::GenericStub stub(server_.Connect());
  const grpc::Slice slice(std::string("\xff\xff\xff"));
  const grpc::ByteBuffer garbage(&slice, 1);
  for (const std::string method : {"Append", "Read", "GetHead", "Subscribe"}) {
    grpc::ClientContext context;
    grpc::ByteBuffer response;
    std::promise<grpc::Status> ended;
    stub.UnaryCall(&context, "/debut.eventlog.v1.EventLogService/" + method, {}, &garbage,
                   &response, [&](grpc::Status status) { ended.set_value(std::move(status)); });
    const grpc::Status status = ended.get_future().get();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << method;
    EXPECT_EQ(runtime::ReasonOf(runtime::FromGrpcStatus(status)), "FIELDS_INVALID") << method;
  }
}

TEST_F(EventLogServiceTest, PassesOnThatTheLogIsClosed) {
  log_.Close();
  EXPECT_EQ(Append(Events(1)).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Read({}).error_code(), grpc::StatusCode::UNAVAILABLE);
  grpc::ClientContext context;
  v1::GetHeadResponse head;
  EXPECT_EQ(stub_->GetHead(&context, {}, &head).error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace debut::eventlog
