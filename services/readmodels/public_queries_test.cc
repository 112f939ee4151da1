// The public list and its white list, over gRPC.
#include "services/readmodels/reasons.h"
#include "services/readmodels/testing/queries_test.h"

namespace debut::readmodels {
namespace {

using testing::Award;
using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::QueriesTest;
using testing::Record;
using ::testing::SizeIs;
using testing::Stub;

// policy.md, "Identity and text": sequence, enterprise, product, measure, amount; never others.
TEST(PublicItem, HasTheFieldsOfTheWhiteListAndNoOther) {
  std::vector<std::string> fields;
  for (int i = 0; i < v1::PublicItem::descriptor()->field_count(); ++i) {
    fields.push_back(v1::PublicItem::descriptor()->field(i)->name());
  }
  EXPECT_THAT(fields, ElementsAre("sequence", "enterprise", "product", "measure", "amount_fen"));
}

TEST(ListPublicItemsResponse, CarriesNothingElse) {
  std::vector<std::string> fields;
  for (int i = 0; i < v1::ListPublicItemsResponse::descriptor()->field_count(); ++i) {
    fields.push_back(v1::ListPublicItemsResponse::descriptor()->field(i)->name());
  }
  EXPECT_THAT(fields, ElementsAre("items", "next_page_token", "position"));
}

class PublicListTest : public QueriesTest {
 protected:
  // Up to the opened notice.
  void Publish(const Award& award, std::uint32_t acceptance_number) {
    Record(host_.log(), Submitted(award), Accepted(award, acceptance_number), Computed(award),
           Proposed(award), NoticeOpened(award, "2021-03-08"));
  }
  v1::ListPublicItemsResponse List(const v1::ListPublicItemsRequest& request = {}) {
    return Ask(&Stub::ListPublicItems, request);
  }
};

TEST_F(PublicListTest, ShowsAClaimFromItsNoticeOn) {
  Record(host_.log(), testing::RoundOpened("R-1"), testing::Registered("E-1", "北京一号"),
         testing::ProductSubmitted("P-1", "E-1"), Submitted(AwardOf(1)), Proposed(AwardOf(1)));
  EXPECT_THAT(List().items(), IsEmpty()) << "proposed, but not published";
  Record(host_.log(), NoticeOpened(AwardOf(1), "2021-03-08"));
  ASSERT_THAT(List().items(), SizeIs(1));
  const v1::PublicItem item = List().items(0);
  EXPECT_EQ(item.sequence(), 1U);
  EXPECT_EQ(item.enterprise(), "北京一号");
  EXPECT_EQ(item.product(), "产品P-1");
  EXPECT_EQ(item.measure(), policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  EXPECT_EQ(item.amount_fen(), 10'000'000);
  Record(host_.log(), NoticeClosed(AwardOf(1)), Granted(AwardOf(1)), Ordered(AwardOf(1), "O-1"),
         Settled(AwardOf(1), "O-1"));
  EXPECT_THAT(List().items(), SizeIs(1));
}

TEST_F(PublicListTest, HidesAnAwardThatWasWithdrawn) {
  Publish(AwardOf(1), 1);
  Record(host_.log(), Withdrawn(AwardOf(1)),
         Released(AwardOf(1), grants::v1::RESERVE_STAGE_RESERVED));
  EXPECT_THAT(List().items(), IsEmpty());
}

TEST_F(PublicListTest, NumbersTheWholeListOverItsPages) {
  Record(host_.log(), testing::RoundOpened("R-1"), testing::RoundOpened("R-2"));
  for (int i = 1; i <= 5; ++i) Publish(AwardOf(i), static_cast<std::uint32_t>(6 - i));
  Award other = AwardOf(6);
  other.round_id = "R-2";
  other.round_year = 2022;
  Publish(other, 1);
  v1::ListPublicItemsRequest request;
  request.set_page_size(2);
  request.set_round_id("R-1");
  std::vector<std::uint32_t> sequence;
  do {
    const v1::ListPublicItemsResponse page = List(request);
    for (const v1::PublicItem& item : page.items()) sequence.push_back(item.sequence());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(sequence, ElementsAre(1, 2, 3, 4, 5));
  v1::ListPublicItemsRequest by_year;
  by_year.set_year(2022);
  EXPECT_THAT(List(by_year).items(), SizeIs(1));
  by_year.set_measure(policy::v1::MEASURE_FINANCING);
  EXPECT_THAT(List(by_year).items(), IsEmpty());
}

TEST_F(PublicListTest, RefusesBadQuestions) {
  v1::ListPublicItemsRequest request;
  request.set_round_id("R 1");
  request.set_year(3);
  request.set_measure(static_cast<policy::v1::Measure>(99));
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListPublicItems, request)),
              ElementsAre("measure", "round_id", "year"));
  request.Clear();
  request.set_round_id("R-9");
  EXPECT_EQ(runtime::ReasonOf(Refusal(&Stub::ListPublicItems, request)), kRoundUnknown);
}

}  // namespace
}  // namespace debut::readmodels
