#include "runtime/reception.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <vector>

#include "absl/time/clock.h"
#include "debut/rpc/v1/errors.pb.h"
#include "errand_service.grpc.pb.h"
#include "runtime/limits.h"

namespace debut::runtime {
namespace {

using ::testing::AllOf;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Lt;
using ::testing::SizeIs;
using namespace testing::v1;  // NOLINT

// What an observer was told.
struct Seen {
  std::string method;
  Caller caller;
  absl::Status outcome;
};

class RecordingObserver final : public RpcObserver {
 public:
  void Finished(const RpcRecord& record) override {
    const std::lock_guard lock(mutex_);
    seen_.push_back({record.method.name, record.caller, record.outcome});
  }
  std::vector<Seen> seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Seen> seen_;
};

struct Errand {
  std::string name;
  calendar::Date due_on;
};

class Errands final : public ErrandService::Service {
 public:
  explicit Errands(const Reception& reception) : reception_(reception) {}

  grpc::Status RunErrand(grpc::ServerContext* context, const RunErrandRequest* request,
                         RunErrandResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [](const RunErrandRequest& errand, const Caller&, FieldErrors& errors) {
          errors.Id("errand_id", errand.errand_id());
          return Errand{.name = errors.Text("name", errand.name()),
                        .due_on = errors.Date("due_on", errand.due_on())};
        },
        [&](const Caller& caller, const Errand& errand) -> absl::StatusOr<RunErrandResponse> {
          handled_.push_back(caller);
          if (errand.name == "impossible") {
            return ReasonError(absl::StatusCode::kFailedPrecondition, "errands",
                               "ERRAND_IMPOSSIBLE", "it can't be done");
          }
          RunErrandResponse answer;
          answer.set_principal(caller.principal);
          answer.set_request_id(caller.request_id);
          answer.set_trace_parent(caller.trace_parent);
          answer.set_due_on(calendar::FormatDate(errand.due_on));
          answer.set_time_left_ms(absl::ToInt64Milliseconds(caller.deadline - absl::Now()));
          return answer;
        });
  }

  grpc::Status GetErrand(grpc::ServerContext* context, const GetErrandRequest* request,
                         GetErrandResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [](const Caller& caller, const GetErrandRequest&) -> absl::StatusOr<GetErrandResponse> {
          GetErrandResponse answer;
          answer.set_principal(caller.principal);
          return answer;
        });
  }

  grpc::Status WatchErrands(grpc::ServerContext* context, const WatchErrandsRequest* request,
                            grpc::ServerWriter<WatchErrandsResponse>* writer) override {
    return reception_.Serve(context, request, writer, [&](const Caller&) {
      writer->Write({});
      hold_.wait(true);
      return absl::OkStatus();
    });
  }

  // Streams don't end between the two.
  void HoldStreams() { hold_ = true; }
  void ReleaseStreams() {
    hold_ = false;
    hold_.notify_all();
  }

  const std::vector<Caller>& handled() const { return handled_; }

 private:
  const Reception& reception_;
  std::atomic<bool> hold_{false};
  std::vector<Caller> handled_;  // The calls of a test come one after the other.
};

class Forgotten final : public ForgottenService::Service {
 public:
  explicit Forgotten(const Reception& reception) : reception_(reception) {}

  grpc::Status ForgetErrand(grpc::ServerContext* context, const ForgetErrandRequest* request,
                            ForgetErrandResponse* response) override {
    return reception_.Serve(context, request, response,
                            [](const Caller&) { return absl::OkStatus(); });
  }

 private:
  const Reception& reception_;
};

class ReceptionTest : public ::testing::Test {
 protected:
  ReceptionTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&errands_);
    builder.RegisterService(&forgotten_);
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                   grpc::InsecureChannelCredentials());
    stub_ = ErrandService::NewStub(channel_);
    request_.set_request_id("R-1");
    request_.set_errand_id("E-1");
    request_.set_name("送文件");
    request_.set_due_on("2020-10-09");
  }

  absl::Status Run() {
    grpc::ClientContext context;
    for (const auto& [name, value] : headers_) context.AddMetadata(name, value);
    if (!principal_.empty()) SetPrincipal(context, principal_);
    if (timeout_ != absl::InfiniteDuration()) {
      context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
    }
    return FromGrpcStatus(stub_->RunErrand(&context, request_, &response_));
  }

  HeaderPrincipal principals_;
  Access access_{{.roles_of = {{"王芳", {"errand.runner"}}, {"root", {"*"}}},
                  .any_principal = {},
                  .anonymous = {"errand.reader"}}};
  RecordingObserver observer_;
  Reception reception_{principals_, access_, observer_, base::SystemClock()};
  Errands errands_{reception_};
  Forgotten forgotten_{reception_};
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<ErrandService::Stub> stub_;
  std::string principal_ = "王芳";
  std::vector<std::pair<std::string, std::string>> headers_;
  absl::Duration timeout_ = absl::InfiniteDuration();
  RunErrandRequest request_;
  RunErrandResponse response_;
};

TEST_F(ReceptionTest, TellsTheHandlerWhoCallsWithWhat) {
  headers_ = {{"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}};
  const absl::Status status = Run();
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(response_.principal(), "王芳");
  EXPECT_EQ(response_.request_id(), "R-1");
  EXPECT_EQ(response_.trace_parent(), headers_[0].second);
  EXPECT_EQ(response_.due_on(), "2020-10-09");
  ASSERT_THAT(errands_.handled(), SizeIs(1));
  EXPECT_THAT(errands_.handled()[0].request_digest, SizeIs(32));
}

TEST_F(ReceptionTest, RefusesAChangeByNobody) {
  principal_ = "";
  const absl::Status status = Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ReasonOf(status), "PRINCIPAL_MISSING");
  EXPECT_THAT(std::string(status.message()), HasSubstr("in the header x-debut-principal"));
  EXPECT_THAT(errands_.handled(), SizeIs(0));
}

TEST_F(ReceptionTest, RefusesAMalformedPrincipal) {
  principal_ = "";
  const std::string values[] = {"", "%FF%FE", "a%0Ab", std::string(kPrincipalBytesMax + 1, 'a')};
  for (const std::string& value : values) {
    headers_ = {{kPrincipalHeader, value}};
    EXPECT_EQ(ReasonOf(Run()), "PRINCIPAL_MALFORMED") << value;
  }
  headers_ = {{kPrincipalHeader, "root"}, {kPrincipalHeader, "root"}};
  EXPECT_EQ(ReasonOf(Run()), "PRINCIPAL_MALFORMED");
}

TEST_F(ReceptionTest, RefusesAPrincipalWithoutTheRole) {
  principal_ = "李强";
  const absl::Status status = Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(std::string(status.message()), HasSubstr("李强 lacks the role errand.runner"));
  EXPECT_THAT(errands_.handled(), SizeIs(0));
}

TEST_F(ReceptionTest, AnswersTheQuestionsOfTheAnonymous) {
  grpc::ClientContext context;
  GetErrandResponse response;
  EXPECT_TRUE(stub_->GetErrand(&context, {}, &response).ok());
  EXPECT_EQ(response.principal(), "");
}

TEST_F(ReceptionTest, RefusesAMethodWithoutRoleEvenToWhoHasEveryRole) {
  grpc::ClientContext context;
  SetPrincipal(context, "root");
  ForgetErrandResponse response;
  const auto stub = ForgottenService::NewStub(channel_);
  const absl::Status status = FromGrpcStatus(stub->ForgetErrand(&context, {}, &response));
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), "ROLE_UNDECLARED");
}

TEST_F(ReceptionTest, NamesEveryBadFieldTogetherWithTheRequestId) {
  request_ = {};
  request_.set_due_on("2020-02-30");
  const absl::Status status = Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  rpc::v1::BadRequest detail;
  ASSERT_TRUE(ReadDetail(status, detail));
  ASSERT_EQ(detail.field_violations_size(), 4);
  EXPECT_EQ(detail.field_violations(0).field(), "request_id");
  EXPECT_EQ(detail.field_violations(3).field(), "due_on");
  EXPECT_THAT(errands_.handled(), SizeIs(0));
}

TEST_F(ReceptionTest, ChecksTheRoleBeforeTheFields) {
  principal_ = "李强";
  request_ = {};
  EXPECT_EQ(Run().code(), absl::StatusCode::kPermissionDenied);
}

TEST_F(ReceptionTest, PassesTheReasonOfARejectionOn) {
  request_.set_name("impossible");
  const absl::Status status = Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "ERRAND_IMPOSSIBLE");
}

TEST_F(ReceptionTest, BoundsTheDeadlineOfAPatientClient) {
  ASSERT_TRUE(Run().ok());
  EXPECT_THAT(response_.time_left_ms(), Le(absl::ToInt64Milliseconds(kRpcDurationMax)));
}

TEST_F(ReceptionTest, KeepsTheDeadlineOfAnImpatientClient) {
  timeout_ = kRpcDurationMax / 2;
  ASSERT_TRUE(Run().ok());
  EXPECT_THAT(response_.time_left_ms(),
              AllOf(Gt(0), Lt(absl::ToInt64Milliseconds(kRpcDurationMax * 3 / 4))));
}

TEST_F(ReceptionTest, IgnoresATraceThatIsNone) {
  headers_ = {{"traceparent", "00-XYZ-00f067aa0ba902b7-01"}};
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(response_.trace_parent(), "");
}

TEST_F(ReceptionTest, ShedsTheLoadOfOneCallerWithAHintWhenToComeBack) {
  errands_.HoldStreams();
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<WatchErrandsResponse>>> streams;
  for (std::size_t i = 0; i < kHandledRpcsOfOneCallerMax; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(stub_->WatchErrands(contexts.back().get(), {}));
    WatchErrandsResponse message;
    ASSERT_TRUE(streams.back()->Read(&message)) << i;
  }
  grpc::ClientContext context;
  GetErrandResponse response;
  const absl::Status refused = FromGrpcStatus(stub_->GetErrand(&context, {}, &response));
  EXPECT_EQ(ReasonOf(refused), "CALLER_BUSY");
  EXPECT_EQ(RetryDelayOf(refused), kBusyRetryDelay);
  EXPECT_TRUE(Run().ok());
  errands_.ReleaseStreams();
  for (const auto& stream : streams) EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(ReceptionTest, ServesStreams) {
  grpc::ClientContext context;
  const auto reader = stub_->WatchErrands(&context, {});
  WatchErrandsResponse message;
  EXPECT_TRUE(reader->Read(&message));
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_TRUE(reader->Finish().ok());
}

TEST_F(ReceptionTest, ReportsEveryRpcOnceWhateverBecameOfIt) {
  ASSERT_TRUE(Run().ok());
  request_.set_errand_id("");
  EXPECT_FALSE(Run().ok());
  principal_ = "";
  EXPECT_FALSE(Run().ok());
  server_->Shutdown();
  const std::vector<Seen> seen = observer_.seen();
  ASSERT_THAT(seen, SizeIs(3));
  EXPECT_EQ(seen[0].method, "debut.testing.v1.ErrandService/RunErrand");
  EXPECT_EQ(seen[0].caller.principal, "王芳");
  EXPECT_EQ(seen[0].caller.request_id, "R-1");
  EXPECT_TRUE(seen[0].outcome.ok());
  EXPECT_EQ(seen[1].outcome.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(seen[2].outcome.code(), absl::StatusCode::kUnauthenticated);
}

TEST(DigestOf, IsTheSameForTheSameRequestWhateverTheOrderOfItsMaps) {
  RunErrandRequest first;
  RunErrandRequest second;
  for (int i = 0; i < 100; ++i) (*first.mutable_notes())[std::to_string(i)] = "n";
  for (int i = 99; i >= 0; --i) (*second.mutable_notes())[std::to_string(i)] = "n";
  EXPECT_EQ(DigestOf(first, "王芳"), DigestOf(second, "王芳"));
}

TEST(DigestOf, TellsContentTypeAndPrincipalApart) {
  RunErrandRequest request;
  RunErrandRequest other;
  other.set_reward_fen(1);
  EXPECT_NE(DigestOf(request, "a"), DigestOf(other, "a"));
  EXPECT_NE(DigestOf(request, "a"), DigestOf(request, "b"));
  EXPECT_NE(DigestOf(request, "a"), DigestOf(GetErrandRequest(), "a"));
}

TEST(FindMethodContract, ReadsNameRoleAndRequestId) {
  const MethodContract& run = ContractOf<RunErrandRequest>();
  EXPECT_EQ(run.name, "debut.testing.v1.ErrandService/RunErrand");
  EXPECT_EQ(run.role, "errand.runner");
  EXPECT_NE(run.request_id, nullptr);
  EXPECT_EQ(ContractOf<GetErrandRequest>().request_id, nullptr);
}

TEST(FindMethodContractDeathTest, AbortsForAMessageThatIsNoRequest) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(FindMethodContract(*StrayRequest::descriptor()), "no method takes");
}

}  // namespace
}  // namespace debut::runtime
