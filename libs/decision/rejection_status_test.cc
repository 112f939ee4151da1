#include "decision/rejection_status.h"

#include <gtest/gtest.h>

#include "debut/rpc/v1/errors.pb.h"

namespace debut::decision {
namespace {

constexpr char kErrorInfoUrl[] = "type.googleapis.com/debut.rpc.v1.ErrorInfo";

const Rejection kExhausted{"CAP_EXHAUSTED",
                           "该企业本年度限额已用完。",
                           RejectionKind::kFailedPrecondition,
                           {{"room_fen", "0"}, {"year", "2021"}}};

TEST(RejectionStatus, CarriesReasonDomainAndMetadata) {
  const absl::Status status = RejectionStatus(kExhausted, "grants");
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "该企业本年度限额已用完。");
  rpc::v1::ErrorInfo error_info;
  ASSERT_TRUE(status.GetPayload(kErrorInfoUrl).has_value());
  ASSERT_TRUE(error_info.ParseFromString(std::string(*status.GetPayload(kErrorInfoUrl))));
  EXPECT_EQ(error_info.reason(), "CAP_EXHAUSTED");
  EXPECT_EQ(error_info.domain(), "grants");
  EXPECT_EQ(error_info.metadata().at("room_fen"), "0");
}

TEST(RejectionStatus, HasTheCodeOfItsKind) {
  EXPECT_TRUE(absl::IsNotFound(
      RejectionStatus({"CLAIM_UNKNOWN", "Why.", RejectionKind::kNotFound}, "grants")));
  EXPECT_TRUE(absl::IsAlreadyExists(
      RejectionStatus({"CLAIM_KNOWN", "Why.", RejectionKind::kAlreadyExists}, "grants")));
}

TEST(RejectionOf, GivesTheRejectionBack) {
  for (const RejectionKind kind : {RejectionKind::kFailedPrecondition, RejectionKind::kNotFound,
                                   RejectionKind::kAlreadyExists}) {
    Rejection rejection = kExhausted;
    rejection.kind = kind;
    EXPECT_EQ(RejectionOf(RejectionStatus(rejection, "grants")), rejection);
  }
}

TEST(RejectionOf, IsNothingForOtherStatuses) {
  EXPECT_EQ(RejectionOf(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(RejectionOf(absl::NotFoundError("no such file")), std::nullopt);
  absl::Status damaged = absl::NotFoundError("no such file");
  damaged.SetPayload(kErrorInfoUrl, absl::Cord("\xff"));
  EXPECT_EQ(RejectionOf(damaged), std::nullopt);
  absl::Status internal = absl::InternalError("x");
  internal.SetPayload(kErrorInfoUrl, absl::Cord(""));
  EXPECT_EQ(RejectionOf(internal), std::nullopt);
}

}  // namespace
}  // namespace debut::decision
