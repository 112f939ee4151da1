#include "domain/promotion/exhibit_pages.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/record_exhibit_page.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using absl::CivilDay;
using certification::testing::Submitted;
using test::Given;
using testing::Page;

RecordExhibitPage Record(CivilDay date = CivilDay(2021, 4, 1)) {
  const v1::ExhibitPageRecorded page = Page("P-1", "2021-04-01");
  return {"P-1",
          {page.title(),
           page.text(),
           {{v1::MEDIA_KIND_VIDEO, "https://example.cn/lidar.mp4", "路测"}},
           date}};
}

// The product need not be listed: the hall follows the catalogue by itself.
TEST(RecordExhibitPage, RecordsThePage) {
  Given(Submitted("P-1", "E-1")).When(Record()).Then(Page("P-1", "2021-04-01"));
}

TEST(RecordExhibitPage, IsRefusedForAnUnknownProduct) {
  Given().When(Record()).ThenRejected(kProductUnknown);
}

TEST(RecordExhibitPage, RecordsNothingThatIsSaidAlready) {
  const Given history(Submitted("P-1", "E-1"), Page("P-1", "2021-04-01"));
  history.When(Record(CivilDay(2021, 4, 2))).ThenNothing();
  history.And(Page("P-1", "2021-04-02", "另一段文字"))
      .When(Record(CivilDay(2021, 4, 3)))
      .Then(Page("P-1", "2021-04-03"));
}

TEST(ExhibitPages, ShowThePageOfTheDay) {
  ExhibitPages pages{"P-1"};
  pages.Apply({{1}, {}, decision::EncodeFact(Page("P-1", "2021-04-01", "一"))});
  pages.Apply({{2}, {}, decision::EncodeFact(Page("P-1", "2021-05-01", "二"))});
  EXPECT_EQ(pages.PageOn("P-1", CivilDay(2021, 3, 31)), nullptr);
  EXPECT_EQ(pages.PageOn("P-1", CivilDay(2021, 4, 30))->text, "一");
  EXPECT_EQ(pages.PageOn("P-1", CivilDay(2021, 5, 1))->text, "二");
  EXPECT_EQ(pages.PageOn("P-2", CivilDay(2021, 5, 1)), nullptr);
}

}  // namespace
}  // namespace debut::promotion
