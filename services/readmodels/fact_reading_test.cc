#include "services/readmodels/fact_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/certification/v1/certification_events.pb.h"
#include "debut/market/v1/market_events.pb.h"
#include "services/readmodels/testing/facts.h"

namespace debut::readmodels {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LegalDateOf, IsTheDateThatIsNamedLikeTheVerb) {
  market::v1::FirstEntryCaseOpened opened;
  opened.set_earliest_signed_date("2021-01-01");
  opened.set_opened_date("2021-02-01");
  EXPECT_EQ(LegalDateOf(opened), "2021-02-01");
  grants::v1::NoticeOpened notice;
  notice.set_opened_date("2021-03-01");
  notice.set_ends_date("2021-03-08");
  EXPECT_EQ(LegalDateOf(notice), "2021-03-01");
}

TEST(LegalDateOf, IsElseTheLastDate) {
  certification::v1::ProductSubmitted product;
  product.set_research_completed_date("2019-01-01");
  product.set_accepted_date("2020-05-01");
  EXPECT_EQ(LegalDateOf(product), "2020-05-01");
}

TEST(LegalDateOf, IsEmptyForAFactWithoutDates) {
  EXPECT_EQ(LegalDateOf(grants::v1::AwardComputed()), "");
}

TEST(AmountOf, ReadsAnyFact) {
  grants::v1::AwardComputed computed;
  computed.set_amount_fen(7);
  EXPECT_EQ(AmountOf(computed), 7);
  EXPECT_EQ(AmountOf(certification::v1::ProductSubmitted()), 0);
}

TEST(TagValues, AreThoseOfTheWholeName) {
  eventstore::SequencedEvent event;
  event.event.tags = {"product:P-1", "product:P-2", "product_family:F-1"};
  EXPECT_THAT(TagValues(event, "product"), ElementsAre("P-1", "P-2"));
  EXPECT_THAT(TagValues(event, "claim"), IsEmpty());
}

TEST(FactIn, DoesNotKnowEveryType) {
  eventstore::SequencedEvent event;
  event.event.type = "debut.test.v1.Unheard";
  EXPECT_EQ(FactIn(event), nullptr);
}

}  // namespace
}  // namespace debut::readmodels
