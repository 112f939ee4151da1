// Caps, annual limits and budgets, over gRPC.
#include <array>

#include "services/readmodels/reasons.h"
#include "services/readmodels/testing/queries_test.h"

namespace debut::readmodels {
namespace {

using calendar::Date;
using testing::Award;
using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::QueriesTest;
using testing::Record;
using ::testing::SizeIs;
using testing::Stub;

using MoneyQueriesTest = QueriesTest;

constexpr auto kMeasure3 = policy::v1::MEASURE_FIRST_MARKET_ENTRY;

TEST_F(MoneyQueriesTest, FilterCaps) {
  Award financing = AwardOf(2);
  financing.measure = policy::v1::MEASURE_FINANCING;
  financing.cap_key = "m7/E-1/credit/2020";
  Award full = AwardOf(3);
  full.amount_fen = full.cap_fen;
  Award unlimited = AwardOf(4);
  unlimited.unlimited = true;
  Record(host_.log(), Proposed(AwardOf(1)), Proposed(financing), Proposed(full),
         Proposed(unlimited));
  v1::ListCapsRequest request;
  request.set_measure(policy::v1::MEASURE_FINANCING);
  EXPECT_EQ(ListCaps(request).caps(0).cap_key(), financing.cap_key);
  EXPECT_THAT(ListCaps(request).caps(), SizeIs(1));
  v1::ListCapsRequest exhausted;
  exhausted.set_exhausted_only(true);
  ASSERT_THAT(ListCaps(exhausted).caps(), SizeIs(1));
  EXPECT_EQ(ListCaps(exhausted).caps(0).cap_key(), full.cap_key);
}

TEST_F(MoneyQueriesTest, GetOneCap) {
  Record(host_.log(), Proposed(AwardOf(1)));
  v1::GetCapRequest request;
  request.set_cap_key("m3/F-1");
  EXPECT_EQ(GetCap(request).cap().reserved_fen(), 10'000'000);
  request.set_cap_key("m3/F-9");
  const absl::Status unknown = Refusal(&Stub::GetCap, request);
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(runtime::ReasonOf(unknown), kCapUnknown);
}

TEST_F(MoneyQueriesTest, GetACapAsOfAnyPosition) {
  const Award award = AwardOf(1);
  RecordOn(Date(2021, 3, 1), testing::RoundOpened("R-1"));
  RecordOn(Date(2021, 3, 1), Proposed(award));
  RecordOn(Date(2021, 3, 1), Proposed(AwardOf(2)));
  RecordOn(Date(2021, 3, 1), Granted(award));
  RecordOn(Date(2021, 3, 1), Settled(award, "O-1"));
  v1::GetCapRequest request;
  request.set_cap_key(award.cap_key);
  request.set_as_of_position(1);
  EXPECT_EQ(Refusal(&Stub::GetCap, request).code(), absl::StatusCode::kNotFound);
  const std::vector<std::array<std::int64_t, 3>> sums = {
      {10'000'000, 0, 0}, {10'000'000, 0, 0}, {0, 10'000'000, 0}, {0, 0, 10'000'000}};
  for (std::uint64_t position = 2; position <= 5; ++position) {
    request.set_as_of_position(position);
    const v1::GetCapResponse then = GetCap(request);
    EXPECT_EQ(then.position(), position);
    EXPECT_EQ((std::array<std::int64_t, 3>{then.cap().reserved_fen(), then.cap().granted_fen(),
                                           then.cap().paid_fen()}),
              sums[position - 2]);
    EXPECT_EQ(then.cap().room_fen(), 90'000'000);
  }
  request.set_as_of_position(6);
  EXPECT_THAT(FieldsOf(Refusal(&Stub::GetCap, request)), ElementsAre("as_of_position"));
}

TEST_F(MoneyQueriesTest, AnswerAsOfTheEndOfADayInShanghai) {
  const Award award = AwardOf(1);
  host_.clock().Set(calendar::StartInShanghai(Date(2021, 3, 3)) - absl::Microseconds(2));
  Record(host_.log(), Proposed(award));
  host_.clock().Set(calendar::StartInShanghai(Date(2021, 3, 3)));
  Record(host_.log(), Granted(award));
  v1::GetCapRequest request;
  request.set_cap_key(award.cap_key);
  request.set_as_of_date("2021-03-01");
  EXPECT_EQ(Refusal(&Stub::GetCap, request).code(), absl::StatusCode::kNotFound);
  request.set_as_of_date("2021-03-02");
  EXPECT_EQ(GetCap(request).cap().reserved_fen(), 10'000'000);
  EXPECT_EQ(GetCap(request).position(), 1U);
  request.set_as_of_date("2021-03-03");
  EXPECT_EQ(GetCap(request).cap().granted_fen(), 10'000'000);
  EXPECT_EQ(GetCap(request).position(), 2U);
}

TEST_F(MoneyQueriesTest, ListAnnualLimitsWithNames) {
  RecordOn(Date(2021, 3, 1), testing::Registered("E-1", "北京一号"),
           testing::Registered("E-2", "北京二号"));
  RecordOn(Date(2021, 3, 1), Proposed(AwardOf(1)), Proposed(AwardOf(2, "E-2")),
           Proposed(AwardOf(3, "E-2")));
  RecordOn(Date(2021, 3, 2), Granted(AwardOf(1)), testing::Renamed("E-1", "新名", "2021-03-02"));
  const auto all = Ask(&Stub::ListAnnualLimits, v1::ListAnnualLimitsRequest());
  ASSERT_THAT(all.limits(), SizeIs(2));
  EXPECT_EQ(all.limits(0).enterprise_name(), "新名");
  EXPECT_EQ(all.limits(0).granted_fen(), 10'000'000);
  EXPECT_EQ(all.limits(1).reserved_fen(), 20'000'000);
  v1::ListAnnualLimitsRequest request;
  request.set_enterprise_id("E-1");
  request.set_as_of_date("2021-03-01");
  const auto before = Ask(&Stub::ListAnnualLimits, request);
  ASSERT_THAT(before.limits(), SizeIs(1));
  EXPECT_EQ(before.limits(0).reserved_fen(), 10'000'000);
  EXPECT_EQ(before.limits(0).enterprise_name(), "北京一号") << "the new name was not recorded yet";
  EXPECT_EQ(before.position(), 5U);
  request.set_year(2020);
  EXPECT_THAT(Ask(&Stub::ListAnnualLimits, request).limits(), IsEmpty());
}

TEST_F(MoneyQueriesTest, RefuseBadQuestionsAboutLimits) {
  v1::ListAnnualLimitsRequest request;
  request.set_as_of_date("2021-02-30");
  request.set_year(3);
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListAnnualLimits, request)),
              ElementsAre("as_of_date", "enterprise_id", "year"));
  request.Clear();
  request.set_enterprise_id("E-1");
  request.set_as_of_date("2021-03-02");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListAnnualLimits, request)), ElementsAre("as_of_date"))
      << "tomorrow";
  request.clear_as_of_date();
  const absl::Status unknown = Refusal(&Stub::ListAnnualLimits, request);
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(runtime::ReasonOf(unknown), kEnterpriseUnknown);
}

TEST_F(MoneyQueriesTest, ListBudgetsNowAndThen) {
  RecordOn(Date(2021, 3, 1), testing::Allotted(kMeasure3, 2021, 50'000'000));
  RecordOn(Date(2021, 3, 2), Proposed(AwardOf(1)), testing::Allotted(kMeasure3, 2022, 7));
  v1::ListBudgetsRequest request;
  const auto now = Ask(&Stub::ListBudgets, request);
  ASSERT_THAT(now.budgets(), SizeIs(2));
  EXPECT_EQ(now.budgets(0).room_fen(), 40'000'000);
  request.set_budget_year(2022);
  EXPECT_EQ(Ask(&Stub::ListBudgets, request).budgets(0).budget_id(), "3/2022");
  request.clear_budget_year();
  request.set_as_of_date("2021-03-01");
  const auto then = Ask(&Stub::ListBudgets, request);
  ASSERT_THAT(then.budgets(), SizeIs(1)) << "the other was not allotted yet";
  EXPECT_EQ(then.budgets(0).room_fen(), 50'000'000);
  EXPECT_EQ(then.position(), 1U);
  request.set_as_of_date("2021-02-28");
  EXPECT_THAT(Ask(&Stub::ListBudgets, request).budgets(), IsEmpty());
}

TEST_F(MoneyQueriesTest, RefuseBadQuestionsAboutCaps) {
  v1::GetCapRequest one;
  one.set_as_of_date("2021-03-01");
  one.set_as_of_position(1);
  EXPECT_THAT(FieldsOf(Refusal(&Stub::GetCap, one)), ElementsAre("as_of_date", "cap_key"));
  v1::ListCapsRequest list;
  list.set_measure(static_cast<policy::v1::Measure>(99));
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListCaps, list)), ElementsAre("measure"));
}

}  // namespace
}  // namespace debut::readmodels
