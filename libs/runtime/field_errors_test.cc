#include "runtime/field_errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/rpc/v1/errors.pb.h"
#include "errand_service.pb.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

using ::testing::HasSubstr;
using testing::v1::Speed;

std::string MessageOf(const FieldErrors& errors) {
  return std::string(errors.ToStatus().message());
}

TEST(FieldErrors, AreOkWithoutAny) {
  FieldErrors errors;
  EXPECT_EQ(errors.Id("product_id", "P-1.a_b:c"), "P-1.a_b:c");
  EXPECT_EQ(errors.Text("name", "深圳首创"), "深圳首创");
  EXPECT_EQ(errors.OptionalText("note", ""), "");
  EXPECT_EQ(errors.Date("signed_on", "2024-02-29"), calendar::Date(2024, 2, 29));
  EXPECT_EQ(errors.OptionalDate("ended_on", ""), std::nullopt);
  EXPECT_EQ(errors.Positive("amount_fen", 1), 1);
  EXPECT_EQ(errors.EnumSet("speed", testing::v1::SPEED_FAST), testing::v1::SPEED_FAST);
  errors.Present("contract", true);
  errors.Count("lines", 3, 3);
  EXPECT_TRUE(errors.ok());
  EXPECT_TRUE(errors.ToStatus().ok());
}

TEST(FieldErrors, NameEveryFieldInTheMessageAndInTheDetail) {
  FieldErrors errors;
  errors.Id("product_id", "");
  errors.Positive("contract.lines[0].amount_fen", 0);
  const absl::Status status = errors.ToStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      status.message(),
      "product_id is missing; contract.lines[0].amount_fen is 0, must be 1 to 1000000000000000");
  EXPECT_EQ(ReasonOf(status), "FIELDS_INVALID");
  rpc::v1::BadRequest detail;
  ASSERT_TRUE(ReadDetail(status, detail));
  ASSERT_EQ(detail.field_violations_size(), 2);
  EXPECT_EQ(detail.field_violations(0).field(), "product_id");
  EXPECT_EQ(detail.field_violations(1).field(), "contract.lines[0].amount_fen");
}

TEST(FieldErrors, RefuseIdsOfOtherCharactersOrLengths) {
  for (const std::string& id : {std::string("a b"), std::string("产品"), std::string("a/b"),
                                std::string(FieldErrors::kIdBytesMax + 1, 'a')}) {
    FieldErrors errors;
    errors.Id("product_id", id);
    EXPECT_THAT(MessageOf(errors), HasSubstr("product_id must be 1 to 100 of A-Z")) << id;
  }
}

TEST(FieldErrors, RefuseRequestIdsBeyondTheirLength) {
  FieldErrors errors;
  errors.RequestId("request_id", std::string(128, 'a'));
  EXPECT_TRUE(errors.ok());
  errors.RequestId("request_id", std::string(129, 'a'));
  EXPECT_FALSE(errors.ok());
}

TEST(FieldErrors, RefuseTextThatIsEmptyBlankTooLongOrNotPlain) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "is missing"},
      {"  ", "is blank"},
      {"一二三四五六", "has 6 characters, 5 at most"},
      {"a\nb", "without control characters"},
      {"\xC0\x80", "must be UTF-8"},
  };
  for (const auto& [text, description] : cases) {
    FieldErrors errors;
    errors.Text("name", text, 5);
    EXPECT_THAT(MessageOf(errors), HasSubstr(description));
  }
}

TEST(FieldErrors, RefuseDatesThatDoNotExistOrAreWrittenOtherwise) {
  for (const char* date : {"2023-02-29", "2024-13-01", "2024-1-1", "20240101", "01.01.2024",
                           "2024-01-01T00:00:00Z", "0000-00-00"}) {
    FieldErrors errors;
    errors.Date("signed_on", date);
    EXPECT_FALSE(errors.ok()) << date;
    FieldErrors optional_errors;
    optional_errors.OptionalDate("signed_on", date);
    EXPECT_FALSE(optional_errors.ok()) << date;
  }
  FieldErrors missing;
  missing.Date("signed_on", "");
  EXPECT_EQ(MessageOf(missing), "signed_on is missing; write it as 2020-10-09");
}

TEST(FieldErrors, RefuseNumbersOutOfRange) {
  FieldErrors errors;
  errors.Positive("amount_fen", -1);
  errors.Positive("amount_fen", FieldErrors::kAmountMax + 1);
  errors.InRange("year", 2018, 2019, 2026);
  EXPECT_THAT(MessageOf(errors), HasSubstr("year is 2018, must be 2019 to 2026"));
}

TEST(FieldErrors, OfferTheNamesOfAnEnum) {
  FieldErrors errors;
  errors.EnumSet("speed", testing::v1::SPEED_UNSPECIFIED);
  errors.EnumSet("speed", static_cast<Speed>(99));
  EXPECT_EQ(MessageOf(errors),
            "speed is missing; choose one of SPEED_SLOW, SPEED_FAST; "
            "speed is a value that doesn't exist; choose one of SPEED_SLOW, SPEED_FAST");
}

TEST(FieldErrors, RefuseWhatIsAbsentEmptyOrTooMany) {
  FieldErrors errors;
  errors.Present("contract", false);
  errors.Count("lines", 0, 3);
  errors.Count("files", 4, 3);
  errors.Require(false, "to_date", "lies before from_date");
  EXPECT_EQ(
      MessageOf(errors),
      "contract is missing; lines needs at least one element; files has 4 elements, 3 at most; "
      "to_date lies before from_date");
}

}  // namespace
}  // namespace debut::runtime
