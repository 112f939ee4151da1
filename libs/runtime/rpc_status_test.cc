#include "runtime/rpc_status.h"

#include <gtest/gtest.h>

#include "debut/rpc/v1/errors.pb.h"
#include "runtime/limits.h"

namespace debut::runtime {
namespace {

TEST(ToGrpcStatus, KeepsEveryCodeAndMessage) {
  for (int code = 1; code <= 16; ++code) {
    const grpc::Status status =
        ToGrpcStatus(absl::Status(static_cast<absl::StatusCode>(code), "预算已用完"));
    EXPECT_EQ(static_cast<int>(status.error_code()), code);
    EXPECT_EQ(status.error_message(), "预算已用完");
    EXPECT_EQ(status.error_details(), "");
  }
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
}

TEST(ToGrpcStatus, CarriesTheDetailsThereAndBack) {
  const absl::Status status = ReasonError(absl::StatusCode::kFailedPrecondition, "grants",
                                          "CAP_EXHAUSTED", "nothing left", {{"room_fen", "0"}});
  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));
  EXPECT_EQ(back, status);
  EXPECT_EQ(ReasonOf(back), "CAP_EXHAUSTED");
  rpc::v1::ErrorInfo info;
  ASSERT_TRUE(ReadDetail(back, info));
  EXPECT_EQ(info.domain(), "grants");
  EXPECT_EQ(info.metadata().at("room_fen"), "0");
}

TEST(ToGrpcStatus, RepeatsCodeAndMessageInTheDetailsAsTheStandardClientsExpect) {
  const grpc::Status status =
      ToGrpcStatus(ReasonError(absl::StatusCode::kNotFound, "grants", "CLAIM_UNKNOWN", "no claim"));
  rpc::v1::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), 5);
  EXPECT_EQ(details.message(), "no claim");
}

TEST(ToGrpcStatus, CutsWhatTrailersCannotHold) {
  absl::Status status(absl::StatusCode::kInvalidArgument, std::string(5'000, 'm'));
  rpc::v1::BadRequest fields;
  for (int i = 0; i < 200; ++i) {
    auto& violation = *fields.add_field_violations();
    violation.set_field("contract.lines[" + std::to_string(i) + "].amount_fen");
    violation.set_description("is 0, must be positive");
  }
  AttachDetail(status, fields);
  const grpc::Status cut = ToGrpcStatus(status);
  EXPECT_LE(cut.error_message().size(), kStatusMessageBytesMax);
  EXPECT_LE(cut.error_details().size(), kStatusDetailsBytesMax);
  ASSERT_TRUE(ReadDetail(FromGrpcStatus(cut), fields));
  EXPECT_GT(fields.field_violations_size(), 20);
  EXPECT_EQ(fields.field_violations(0).field(), "contract.lines[0].amount_fen");
}

TEST(ToGrpcStatus, DropsADetailThatIsTooLarge) {
  absl::Status status = ReasonError(absl::StatusCode::kNotFound, "grants", "CLAIM_UNKNOWN",
                                    std::string(10, 'm'), {{"long", std::string(5'000, 'x')}});
  EXPECT_EQ(ReasonOf(FromGrpcStatus(ToGrpcStatus(status))), "");
}

TEST(FromGrpcStatus, IgnoresDetailsThatAreNone) {
  const grpc::Status status(grpc::StatusCode::ABORTED, "conflict", "\xFFnot a message");
  EXPECT_EQ(FromGrpcStatus(status), absl::AbortedError("conflict"));
}

TEST(ReasonOf, IsEmptyWithoutErrorInfo) {
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
}

}  // namespace
}  // namespace debut::runtime
