#include "domain/certification/delist_product.h"

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
using testing::Listed;
using testing::Submitted;

DelistProduct Command(v1::DelistingKind kind) {
  return {"P-1", kind, CivilDay(2021, 12, 30), "目录调整通知", "年度调整"};
}

const Given& OnceListed() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"),
                             Listed("P-1", "E-1", "2020-12-30"));
  return history;
}

TEST(DelistProduct, RecordsEachKind) {
  for (const auto kind :
       {v1::DELISTING_KIND_EXPIRED, v1::DELISTING_KIND_REVOKED, v1::DELISTING_KIND_VOID}) {
    OnceListed().When(Command(kind)).Then(Delisted("P-1", "E-1", kind, "2021-12-30"));
  }
}

TEST(DelistProduct, IsRefusedWhenTheProductIsUnknown) {
  Given().When(Command(v1::DELISTING_KIND_VOID)).ThenRejected(kProductUnknown);
}

TEST(DelistProduct, IsRefusedWhenTheProductIsNotCertified) {
  Given(Submitted("P-1", "E-1"))
      .When(Command(v1::DELISTING_KIND_VOID))
      .ThenRejected(kProductNotCertified);
}

TEST(DelistProduct, IsRefusedBeforeTheCertification) {
  DelistProduct command = Command(v1::DELISTING_KIND_REVOKED);
  command.effective_date = CivilDay(2020, 10, 19);
  OnceListed().When(command).ThenRejected(kDateBeforeCertification);
}

TEST(DelistProduct, FindsFraudAfterTheProductHasLeft) {
  for (const auto earlier : {v1::DELISTING_KIND_EXPIRED, v1::DELISTING_KIND_REVOKED}) {
    OnceListed()
        .And(Delisted("P-1", "E-1", earlier, "2021-06-30"))
        .When(Command(v1::DELISTING_KIND_VOID))
        .Then(Delisted("P-1", "E-1", v1::DELISTING_KIND_VOID, "2021-12-30"));
  }
}

TEST(DelistProduct, IsRefusedWhenTheProductHasLeftOtherwise) {
  for (const auto earlier :
       {v1::DELISTING_KIND_EXPIRED, v1::DELISTING_KIND_REVOKED, v1::DELISTING_KIND_VOID}) {
    for (const auto later : {v1::DELISTING_KIND_EXPIRED, v1::DELISTING_KIND_REVOKED}) {
      OnceListed()
          .And(Delisted("P-1", "E-1", earlier, "2021-06-30"))
          .When(Command(later))
          .ThenRejected(kProductAlreadyDelisted);
    }
  }
  OnceListed()
      .And(Delisted("P-1", "E-1", v1::DELISTING_KIND_EXPIRED, "2021-06-30"),
           Delisted("P-1", "E-1", v1::DELISTING_KIND_VOID, "2021-07-30"))
      .When(Command(v1::DELISTING_KIND_VOID))
      .ThenRejected(kProductAlreadyDelisted);
}

TEST(DelistProduct, ExpiresListedProductsOnly) {
  const Given certified(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"));
  certified.When(Command(v1::DELISTING_KIND_EXPIRED)).ThenRejected(kProductNotListed);
  certified.When(Command(v1::DELISTING_KIND_VOID))
      .Then(Delisted("P-1", "E-1", v1::DELISTING_KIND_VOID, "2021-12-30"));
}

}  // namespace
}  // namespace debut::certification
