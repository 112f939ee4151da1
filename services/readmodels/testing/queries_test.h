#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "calendar/date.h"
#include "debut/rpc/v1/errors.pb.h"
#include "runtime/rpc_status.h"
#include "services/readmodels/testing/facts.h"
#include "services/readmodels/testing/readmodels_host.h"

namespace debut::readmodels::testing {

using calendar::Date;

// An award of its own cap of a million, for a claim of this number.
inline Award AwardOf(int number, const std::string& enterprise_id = "E-1",
                     std::int64_t amount_fen = 10'000'000) {
  return {.claim_id = fmt::format("C-{}", number),
          .enterprise_id = enterprise_id,
          .cap_key = fmt::format("m3/F-{}", number),
          .budget_id = "3/2021",
          .amount_fen = amount_fen};
}

// Asks over gRPC, on 2021-03-01 at nine in the morning in Shanghai.
class QueriesTest : public ::testing::Test {
 protected:
  QueriesTest() : host_(calendar::StartInShanghai(Date(2021, 3, 1)) + absl::Hours(9)) {}

  template <typename Request, typename Response>
  using Rpc = grpc::Status (v1::ReadModelsService::Stub::*)(grpc::ClientContext*, const Request&,
                                                            Response*);
  template <typename Request, typename Response>
  absl::Status Try(Rpc<Request, Response> rpc, const Request& request, Response* response,
                   absl::Duration timeout = absl::Seconds(60)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(timeout));
    // The server takes the deadline by its own clock, which stands still: only the client's ends
    // the call.
    return runtime::FromGrpcStatus((host_.stub().*rpc)(&context, request, response));
  }
  template <typename Request, typename Response>
  Response Ask(Rpc<Request, Response> rpc, Request request) {
    if constexpr (requires { request.set_at_least_position(0); }) {
      request.set_at_least_position(host_.log().Head()->value);
    }
    Response response;
    const absl::Status status = Try(rpc, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }
  template <typename Request, typename Response>
  absl::Status Refusal(Rpc<Request, Response> rpc, const Request& request) {
    Response response;
    return Try(rpc, request, &response);
  }

  template <typename... Facts>
  std::uint64_t RecordOn(Date date, const Facts&... facts) {
    host_.clock().Set(calendar::StartInShanghai(date) + absl::Hours(9));
    return Record(host_.log(), facts...).value;
  }

  v1::ListCapsResponse ListCaps(const v1::ListCapsRequest& request = {}) {
    return Ask(&v1::ReadModelsService::Stub::ListCaps, request);
  }
  v1::GetCapResponse GetCap(const v1::GetCapRequest& request) {
    return Ask(&v1::ReadModelsService::Stub::GetCap, request);
  }

  ReadModelsHost host_;
};

// The fields that a refusal names.
inline std::set<std::string> FieldsOf(const absl::Status& status) {
  rpc::v1::BadRequest details;
  EXPECT_TRUE(runtime::ReadDetail(status, details)) << status;
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  std::set<std::string> fields;
  for (const auto& violation : details.field_violations()) fields.insert(violation.field());
  return fields;
}

using Stub = v1::ReadModelsService::Stub;

}  // namespace debut::readmodels::testing
