#include "eventstore_grpc/status_mapping.h"

#include <gtest/gtest.h>

#include "eventstore/event_store.h"

namespace debut::eventstore_grpc {
namespace {

TEST(StatusMapping, CarriesCodeMessageAndPayloads) {
  const absl::Status conflict = eventstore::ConflictError({{42}, 3});
  const grpc::Status wire = ToGrpcStatus(conflict);
  EXPECT_EQ(wire.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(wire.error_message(), conflict.message());
  const absl::Status back = FromGrpcStatus(wire);
  EXPECT_EQ(back, conflict);
  ASSERT_TRUE(eventstore::ConflictOf(back).has_value());
  EXPECT_EQ(eventstore::ConflictOf(back)->position, eventstore::Position{42});
}

TEST(StatusMapping, KeepsEveryCode) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "原因");
    EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(status)), status);
  }
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(StatusMapping, TakesWhatNobodyCancelledForAServerThatIsGone) {
  EXPECT_EQ(AnswerOf(grpc::Status::CANCELLED).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(AnswerOf(ToGrpcStatus(eventstore::ConflictError({{42}, 3}))),
            eventstore::ConflictError({{42}, 3}));
  EXPECT_TRUE(AnswerOf(grpc::Status::OK).ok());
}

TEST(StatusMapping, FitsIntoTrailers) {
  std::string message(kMessageBytesMax - 1, 'm');
  absl::Status status = absl::InternalError(message + "因为");
  status.SetPayload("large", absl::Cord(std::string(kDetailsBytesMax, 'x')));
  status.SetPayload("small", absl::Cord("x"));
  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));
  EXPECT_EQ(back.message(), message);
  EXPECT_FALSE(back.GetPayload("large").has_value());
  EXPECT_TRUE(back.GetPayload("small").has_value());
}

TEST(StatusMapping, SurvivesDetailsThatDoNotParse) {
  const absl::Status back = FromGrpcStatus({grpc::StatusCode::NOT_FOUND, "gone", "\xff\xff"});
  EXPECT_EQ(back, absl::NotFoundError("gone"));
}

}  // namespace
}  // namespace debut::eventstore_grpc
