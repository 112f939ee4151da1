#include "domain/certification/publish_catalogue_edition.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Certified;
using testing::Delisted;
using testing::EditionPublished;
using testing::Listed;
using testing::Submitted;

const PublishCatalogueEdition kCommand{
    2020, CivilDay(2020, 12, 30), "中关村首创产品推广应用指导目录", {"P-1", "P-2"}};

const Given& BothCertified() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"),
                             Submitted("P-2", "E-2"), Certified("P-2", "E-2", "2020-12-30"));
  return history;
}

TEST(PublishCatalogueEdition, RecordsTheEditionAndItsListings) {
  BothCertified().When(kCommand).Then(EditionPublished(2020, "2020-12-30", 2, 2),
                                      Listed("P-1", "E-1"), Listed("P-2", "E-2"));
}

TEST(PublishCatalogueEdition, ListsEachProductWithItsLevelOnTheDay) {
  BothCertified()
      .And(testing::LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2020-12-01"),
           testing::LevelChanged("P-2", v1::LEVEL_INTERNATIONAL, "2020-12-31"))
      .When(kCommand)
      .Then(EditionPublished(2020, "2020-12-30", 2, 2),
            Listed("P-1", "E-1", "2020-12-30", v1::LEVEL_INTERNATIONAL), Listed("P-2", "E-2"));
}

TEST(PublishCatalogueEdition, ListsAProductOfAnEarlierEditionAgain) {
  BothCertified()
      .And(Listed("P-1", "E-1", "2019-12-30"))
      .When(kCommand)
      .Then(EditionPublished(2020, "2020-12-30", 2, 1), Listed("P-1", "E-1"), Listed("P-2", "E-2"));
}

// The yearly adjustment: what leaves with an edition expires on the day of its publication.
TEST(PublishCatalogueEdition, TakesProductsOutOfTheCatalogue) {
  PublishCatalogueEdition command = kCommand;
  command.product_ids = {"P-2"};
  command.removals = {{"P-1", "年度调整"}};
  v1::ProductDelisted removed = Delisted("P-1", "E-1", v1::DELISTING_KIND_EXPIRED, "2020-12-30");
  removed.set_document(command.document);
  BothCertified()
      .And(Listed("P-1", "E-1", "2019-12-30"))
      .When(command)
      .Then(EditionPublished(2020, "2020-12-30", 1, 1, 1), Listed("P-2", "E-2"), removed);
}

TEST(PublishCatalogueEdition, IsRefusedAsAWholeWhenAProductCantLeave) {
  PublishCatalogueEdition command = kCommand;
  command.product_ids = {"P-2"};
  command.removals = {{"P-1", "年度调整"}, {"P-3", "年度调整"}, {"P-4", "年度调整"}};
  BothCertified()
      .And(Submitted("P-3", "E-1"), Certified("P-3", "E-1"), Listed("P-3", "E-1", "2019-12-30"),
           Delisted("P-3", "E-1", v1::DELISTING_KIND_REVOKED, "2020-06-01"))
      .When(command)
      .ThenRejected(decision::Rejection{"PRODUCTS_NOT_REMOVABLE",
                                        "can't be removed: P-1, P-3, P-4",
                                        decision::RejectionKind::kFailedPrecondition,
                                        {{"P-1", "PRODUCT_NOT_LISTED"},
                                         {"P-3", "PRODUCT_ALREADY_DELISTED"},
                                         {"P-4", "PRODUCT_UNKNOWN"}}});
}

TEST(PublishCatalogueEdition, IsRefusedWhenTheYearHasItsEdition) {
  BothCertified()
      .And(EditionPublished(2020, "2020-11-30", 1, 1))
      .When(kCommand)
      .ThenRejected(kEditionAlreadyPublished);
}

TEST(PublishCatalogueEdition, IsRefusedAsAWholeAndNamesEachProductThatCantBeListed) {
  PublishCatalogueEdition command = kCommand;
  command.product_ids = {"P-1", "P-2", "P-3", "P-4", "P-5", "P-6", "P-7"};
  BothCertified()
      .And(Submitted("P-3", "E-1"), Submitted("P-4", "E-1"), testing::Refused("P-4", "E-1"),
           Submitted("P-5", "E-1"), Certified("P-5", "E-1", "2020-12-31"), Submitted("P-6", "E-1"),
           Certified("P-6", "E-1"),
           Delisted("P-6", "E-1", v1::DELISTING_KIND_REVOKED, "2020-12-30"))
      .When(command)
      .ThenRejected(decision::Rejection{"PRODUCTS_NOT_LISTABLE",
                                        "can't be listed: P-3, P-4, P-5, P-6, P-7",
                                        decision::RejectionKind::kFailedPrecondition,
                                        {{"P-3", "PRODUCT_NOT_CERTIFIED"},
                                         {"P-4", "PRODUCT_NOT_CERTIFIED"},
                                         {"P-5", "PRODUCT_NOT_CERTIFIED"},
                                         {"P-6", "PRODUCT_DELISTED"},
                                         {"P-7", "PRODUCT_UNKNOWN"}}});
}

TEST(PublishCatalogueEdition, NamesAsManyProductsAsATrailerCarries) {
  PublishCatalogueEdition command = kCommand;
  command.product_ids.clear();
  for (int i = 0; i < kEditionProductsMax; ++i) {
    command.product_ids.insert(fmt::format("P-{:03}", i));
  }
  const auto scenario = Given().When(command);
  const auto& rejection = std::get<decision::Rejection>(scenario.decision());
  EXPECT_EQ(rejection.reason, kProductsNotListable);
  EXPECT_EQ(rejection.metadata.size(), 75u);
  EXPECT_TRUE(rejection.explanation.ends_with("P-074 and 425 more")) << rejection.explanation;
}

}  // namespace
}  // namespace debut::certification
