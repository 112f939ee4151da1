#include "domain/grants/attribution.h"

#include <gtest/gtest.h>

#include "domain/grants/awarded_evidence.h"

namespace debut::grants {
namespace {

using money::Fen;
using Parts = std::vector<AttributedAmount>;

ClaimFile FileOf(Fen amount, const std::vector<std::pair<std::string, std::int64_t>>& inputs,
                 const std::vector<std::string>& evidence) {
  ClaimFile file{"CL-1"};
  file.amount = amount;
  policy::v1::CalculationSheet sheet;
  for (const auto& [subject, amount_fen] : inputs) {
    policy::v1::SheetInput& input = *sheet.add_inputs();
    input.set_subject(subject);
    input.set_amount_fen(amount_fen);
  }
  file.sheet = std::make_shared<const policy::v1::CalculationSheet>(sheet);
  for (const std::string& subject : evidence)
    file.evidence.push_back({"premium/" + subject, subject});
  return file;
}

TEST(AttributionOf, DividesAnAwardByTheLargestRemainderToTheFen) {
  const ClaimFile file = FileOf(Fen(100), {{"IP-1", 1}, {"IP-2", 1}, {"IP-3", 1}},
                                {PaymentSubject("IP-1", "付-1"), PaymentSubject("IP-2", "付-1"),
                                 PaymentSubject("IP-3", "付-1")});
  EXPECT_EQ(AttributionOf(file), (Parts{{"IP-1", Fen(34)}, {"IP-2", Fen(33)}, {"IP-3", Fen(33)}}));
}

TEST(AttributionOf, LeavesOutWhatOtherAwardsWereGivenFor) {
  const ClaimFile file =
      FileOf(Fen(100), {{"IP-1", 800}, {"IP-2", 100}, {"IP-3", 300}}, {"IP-2/付-1", "IP-3/付/1"});
  EXPECT_EQ(AttributionOf(file), (Parts{{"IP-2", Fen(25)}, {"IP-3", Fen(75)}}));
}

TEST(AttributionOf, TakesWholeIdsAndAllInputsBeforeTheProposal) {
  EXPECT_EQ(AttributionOf(FileOf(Fen(3), {{"C-1", 5}, {"P-1", 0}}, {"C-1"})),
            (Parts{{"C-1", Fen(3)}}));
  EXPECT_EQ(AttributionOf(FileOf(Fen(3), {{"C-1", 5}, {"C-2", 10}}, {})),
            (Parts{{"C-1", Fen(1)}, {"C-2", Fen(2)}}));
  EXPECT_EQ(AttributionOf(FileOf(Fen(3), {{"C-1", 5}, {"C-2", 0}}, {"C-2"})),
            (Parts{{"C-1", Fen(3)}}));
}

TEST(AttributionOf, IsEmptyWhereNothingIsComputed) {
  EXPECT_EQ(AttributionOf(ClaimFile{"CL-1"}), Parts{});
  EXPECT_EQ(AttributionOf(FileOf(Fen(3), {}, {})), Parts{});
}

}  // namespace
}  // namespace debut::grants
