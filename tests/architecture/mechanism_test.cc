#include "tests/architecture/mechanism.h"

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> In(const std::string& path, const std::string& text) {
  std::vector<std::string> whats;
  for (const Finding& finding : MechanismFindings(ParseSource(path, text))) {
    whats.push_back(finding.what);
  }
  return whats;
}

TEST(Mechanism, NamesNoMeasureInTheTree) { EXPECT_EQ(InTree(MechanismFindings), ""); }

TEST(Mechanism, ThatTellsMeasuresApartIsFound) {
  const std::string names = "the mechanism names a measure: ";
  EXPECT_THAT(In("libs/domain/grants/award.cc", "if (std::get_if<Insurance>(&facts)) {}"),
              ElementsAre(names + "Insurance"));
  EXPECT_THAT(In("libs/domain/grants/award.h", "standards::StandardFile file;"),
              ElementsAre(names + "standards::StandardFile"));
  EXPECT_THAT(In("libs/domain/grants/notice.cc", "return policy::v1::MEASURE_FINANCING;"),
              ElementsAre(names + "policy::v1::MEASURE_FINANCING"));
}

TEST(Mechanism, LeavesTheMeasuresToTheirOwnFiles) {
  EXPECT_THAT(In("libs/domain/grants/insurance_rules.cc", "Insurance::Calculate();"), IsEmpty());
  EXPECT_THAT(In("libs/domain/grants/measures.h", "MeasureList<Standards>"), IsEmpty());
  EXPECT_THAT(In("libs/domain/grants/award.cc", "std::exchange(state, next);"), IsEmpty());
  EXPECT_THAT(In("libs/domain/grants/award_test.cc", "Financing facts;"), IsEmpty());
  EXPECT_THAT(In("services/grants/claim_messages.cc", "Insurance::ClaimFor();"), IsEmpty());
}

}  // namespace
}  // namespace debut::architecture
