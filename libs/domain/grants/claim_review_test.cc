#include "domain/grants/claim_review.h"

#include <gtest/gtest.h>

#include "domain/grants/testing/review_facts.h"

namespace debut::grants {
namespace {

using testing::History;
using testing::Of;

ClaimReview ReviewIn(const History& history) {
  ClaimReview review{"CL-1"};
  std::uint64_t position = 0;
  for (const eventstore::Event& event : history) {
    const eventstore::SequencedEvent stored{{++position}, absl::InfiniteFuture(), event};
    if (decision::Selected(review.Selects(), stored)) review.Apply(stored);
  }
  return review;
}

TEST(ClaimReview, TellsWhatTheReviewHasBrought) {
  v1::MeetingDecided meeting = testing::Decided(testing::StoryOf(2));
  meeting.add_items()->set_claim_id("CL-1");
  meeting.mutable_items(1)->set_number(2);
  const ClaimReview review =
      ReviewIn(Of(testing::CorrectionAsked(), meeting, testing::Reported(), testing::Archived()));
  EXPECT_EQ(review.correction_items, std::vector<std::string>{"合同缺少签章页"});
  EXPECT_EQ(review.correction_due_date, "2021-01-18");
  EXPECT_EQ(review.meeting_id, "M-1");
  EXPECT_EQ(review.meeting_number, 2u);
  EXPECT_EQ(review.performance_report, "绩效报告2021-01");
  EXPECT_EQ(review.archive_number, "ZG-2021-0001");
}

TEST(ClaimReview, FollowsEachObjectionToItsEnd) {
  v1::ObjectionRaised second = testing::ObjectedTo();
  second.set_objection_id("OB-2");
  v1::ObjectionUpheld upheld = testing::Upheld();
  upheld.set_objection_id("OB-2");
  const History raised = Of(testing::ObjectedTo(), second);
  EXPECT_EQ(ReviewIn(raised).objections.at("OB-1").state, v1::OBJECTION_STATE_OPEN);
  const ClaimReview ended = ReviewIn(raised + Of(testing::Dismissed(), upheld));
  EXPECT_EQ(ended.objections.at("OB-1").state, v1::OBJECTION_STATE_DISMISSED);
  EXPECT_EQ(ended.objections.at("OB-1").received_date, "2021-01-20");
  EXPECT_EQ(ended.objections.at("OB-2").state, v1::OBJECTION_STATE_UPHELD);
  EXPECT_EQ(ended.objections.at("OB-2").resolved_date, "2021-01-25");
}

}  // namespace
}  // namespace debut::grants
