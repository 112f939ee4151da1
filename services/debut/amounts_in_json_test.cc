#include "services/debut/amounts_in_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/market/v1/market_service.pb.h"

namespace debut::cli {
namespace {

using market::v1::SignContractRequest;
using testing::HasSubstr;

TEST(ParseRequest, ReadsAmountsWithTheirUnit) {
  SignContractRequest request;
  ASSERT_EQ(ParseRequest(R"({"number": "合同-1", "amount_fen": "6,666,666.67元",
                             "lines": [{"product_id": "P-1", "amount_fen": "200万元"}]})",
                         request),
            absl::OkStatus());
  EXPECT_EQ(request.amount_fen(), 666'666'667);
  EXPECT_EQ(request.lines(0).amount_fen(), 200'000'000);
}

TEST(ParseRequest, TakesANumberAsFen) {
  SignContractRequest request;
  ASSERT_TRUE(
      ParseRequest(R"({"amount_fen": 150, "lines": [{"amount_fen": "149"}]})", request).ok());
  EXPECT_EQ(request.amount_fen(), 150);
  EXPECT_EQ(request.lines(0).amount_fen(), 149);
}

TEST(ParseRequest, NamesTheAmountThatIsWrong) {
  SignContractRequest request;
  const absl::Status status =
      ParseRequest(R"({"lines": [{"amount_fen": "1"}, {"amount_fen": "0.005元"}]})", request);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("lines[1]: amount_fen"));
}

TEST(ParseRequest, RefusesWhatIsNotARequest) {
  SignContractRequest request;
  EXPECT_EQ(ParseRequest("[]", request).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ParseRequest("{", request).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(ParseRequest(R"({"amonut_fen": 1})", request).message()),
              HasSubstr("amonut_fen"));
}

}  // namespace
}  // namespace debut::cli
