#include "services/readmodels/model_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projection/fold.h"
#include "projection/row_digest.h"
#include "services/readmodels/testing/queries_test.h"
#include "services/readmodels/testing/random_history.h"

namespace debut::readmodels {
namespace {

using ::testing::HasSubstr;

class ModelKinds : public testing::QueriesTest {};

TEST_F(ModelKinds, AreThoseThatTheServiceKeepsAndKnowEveryRow) {
  testing::Award award = testing::AwardOf(1);
  award.evidence_key = "contract/1";
  testing::Record(host_.log(), testing::Registered("E-1", "北京一号"),
                  testing::ProductSubmitted("P-1", "E-1"), Submitted(award), Proposed(award));
  const v1::GetProjectionStatusResponse status =
      Ask(&testing::Stub::GetProjectionStatus, v1::GetProjectionStatusRequest());
  const auto kinds = AllModelKinds();
  ASSERT_EQ(kinds.size(), static_cast<std::size_t>(status.projections_size()));
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const projection::Projector& projector = *kinds[i].projector;
    EXPECT_EQ(projector.name(), status.projections(static_cast<int>(i)).name());
    const auto rows =
        projection::Fold(host_.log(), projector, projector.Selects(), host_.log().Head().value());
    ASSERT_TRUE(rows.ok()) << rows.status();
    for (const auto& [key, value] : rows->changes()) {
      if (!value) continue;
      EXPECT_THAT(RowJson(kinds[i], key, *value), ::testing::Not(HasSubstr("unknown")))
          << projector.name() << " " << key;
    }
  }
}

TEST(RowJson, SaysTheSizeOfARowThatItDoesNotKnow) {
  EXPECT_EQ(RowJson(AllModelKinds()[0], "?x", "abc"), "{\"unknown_row_bytes\":3}");
  EXPECT_EQ(RowJson(AllModelKinds()[0], "", "abc"), "{\"unknown_row_bytes\":3}");
}

}  // namespace
}  // namespace debut::readmodels
