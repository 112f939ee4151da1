#include "domain/certification/product_file.h"

#include <gtest/gtest.h>

#include "decision/fact_codec.h"
#include "domain/certification/product_files.h"
#include "domain/certification/testing/certification_facts.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using testing::Certified;
using testing::Delisted;
using testing::Listed;
using testing::Submitted;

template <typename... Facts>
ProductFile FileOf(const Facts&... facts) {
  ProductFile file{"P-1"};
  std::uint64_t position = 0;
  const auto apply = [&](const auto& fact) {
    file.Apply({{++position}, absl::InfiniteFuture(), decision::EncodeFact(fact)});
  };
  (apply(facts), ...);
  return file;
}

TEST(ProductFile, SelectsNothingWithoutAnId) { EXPECT_TRUE(ProductFile{}.Selects().items.empty()); }

TEST(ProductFile, LeavesFactsAboutALaterVersionAlone) {
  v1::ProductSubmitted second = Submitted("P-2", "E-1");
  second.set_previous_product_id("P-1");
  second.set_name("第二版");
  EXPECT_EQ(FileOf(Submitted("P-1", "E-1"), second).name, "车规级固态激光雷达");
}

TEST(ProductFile, HasNoLevelBeforeItsCertification) {
  const ProductFile file = FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"));
  EXPECT_EQ(file.LevelOn(CivilDay(2020, 10, 19)), v1::LEVEL_UNSPECIFIED);
  EXPECT_EQ(file.LevelOn(CivilDay(2020, 10, 20)), v1::LEVEL_DOMESTIC);
}

// W9: listed DOMESTIC at signing, INTERNATIONAL later.
TEST(ProductFile, HasTheLevelOfTheDate) {
  const ProductFile file =
      FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"),
             testing::LevelChanged("P-1", v1::LEVEL_INTERNATIONAL, "2021-05-01"));
  EXPECT_EQ(file.LevelOn(CivilDay(2021, 4, 30)), v1::LEVEL_DOMESTIC);
  EXPECT_EQ(file.LevelOn(CivilDay(2021, 5, 1)), v1::LEVEL_INTERNATIONAL);
  EXPECT_EQ(file.level_positions, (std::vector<eventstore::Position>{{2}, {3}}));
}

TEST(ProductFile, IsListedFromItsFirstListingOnWhateverLaterEditionsContain) {
  const ProductFile file =
      FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1"), Listed("P-1", "E-1", "2020-12-30"));
  EXPECT_FALSE(file.ListedOn(CivilDay(2020, 12, 29)));
  EXPECT_TRUE(file.ListedOn(CivilDay(2020, 12, 30)));
  EXPECT_TRUE(file.ListedOn(CivilDay(2022, 12, 31)));
  EXPECT_EQ(file.listing_positions, (std::vector<eventstore::Position>{{3}}));
}

TEST(ProductFile, IsNotListedOnceADelistingTakesEffect) {
  for (const auto kind : {v1::DELISTING_KIND_EXPIRED, v1::DELISTING_KIND_REVOKED}) {
    const ProductFile file =
        FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1"), Listed("P-1", "E-1", "2020-12-30"),
               Delisted("P-1", "E-1", kind, "2021-12-30"));
    EXPECT_TRUE(file.ListedOn(CivilDay(2021, 12, 29)));
    EXPECT_FALSE(file.ListedOn(CivilDay(2021, 12, 30)));
    EXPECT_EQ(file.DelistingOn(CivilDay(2021, 12, 29)), nullptr);
    EXPECT_EQ(file.DelistingOn(CivilDay(2021, 12, 30))->kind, kind);
  }
}

// W10, first half: a product voided for fraud never was in the catalogue.
TEST(ProductFile, WasNeverListedOnceItIsVoid) {
  const ProductFile file =
      FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1"), Listed("P-1", "E-1", "2020-12-30"),
             Delisted("P-1", "E-1", v1::DELISTING_KIND_EXPIRED, "2021-12-30"),
             Delisted("P-1", "E-1", v1::DELISTING_KIND_VOID, "2022-06-01"));
  EXPECT_FALSE(file.ListedOn(CivilDay(2020, 12, 30)));
  EXPECT_EQ(file.DelistingOn(CivilDay(2020, 12, 30))->kind, v1::DELISTING_KIND_VOID);
}

TEST(ProductFile, StaysCertifiedWhenItExpiresOnly) {
  const auto delisted = [](v1::DelistingKind kind) {
    return FileOf(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"),
                  Delisted("P-1", "E-1", kind, "2021-12-30"));
  };
  const ProductFile expired = delisted(v1::DELISTING_KIND_EXPIRED);
  EXPECT_FALSE(expired.CertifiedOn(CivilDay(2020, 10, 19)));
  EXPECT_TRUE(expired.CertifiedOn(CivilDay(2020, 10, 20)));
  EXPECT_TRUE(expired.CertifiedOn(CivilDay(2021, 12, 30)));
  const ProductFile revoked = delisted(v1::DELISTING_KIND_REVOKED);
  EXPECT_TRUE(revoked.CertifiedOn(CivilDay(2021, 12, 29)));
  EXPECT_FALSE(revoked.CertifiedOn(CivilDay(2021, 12, 30)));
  EXPECT_FALSE(delisted(v1::DELISTING_KIND_VOID).CertifiedOn(CivilDay(2020, 10, 20)));
}

TEST(ProductFiles, FoldEachProductForItself) {
  ProductFiles files({"P-1", "P-2"});
  EXPECT_EQ(files.Selects().items.size(), 2u);
  files.Apply({{1}, absl::InfiniteFuture(), decision::EncodeFact(Submitted("P-2", "E-1"))});
  EXPECT_FALSE(files.Of("P-1").submitted);
  EXPECT_TRUE(files.Of("P-2").submitted);
}

}  // namespace
}  // namespace debut::certification
