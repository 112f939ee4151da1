// What all queries have in common, over gRPC.
#include "services/readmodels/testing/queries_test.h"

#include <filesystem>
#include <fstream>
#include <thread>

namespace debut::readmodels {
namespace {

using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using testing::QueriesTest;
using testing::Record;
using ::testing::SizeIs;
using testing::Stub;

TEST_F(QueriesTest, AnswerWithTheirPosition) {
  const std::uint64_t position = Record(host_.log(), Proposed(AwardOf(1))).value;
  const v1::ListCapsResponse caps = ListCaps();
  EXPECT_EQ(caps.position(), position);
  ASSERT_THAT(caps.caps(), SizeIs(1));
  EXPECT_EQ(caps.caps(0).room_fen(), 90'000'000);
}

TEST_F(QueriesTest, WaitForAPositionThatComesLater) {
  v1::ListCapsRequest request;
  request.set_at_least_position(1);
  v1::ListCapsResponse response;
  absl::Status status;
  std::jthread client([&] { status = Try(&Stub::ListCaps, request, &response); });
  host_.WaitForACall();
  Record(host_.log(), Proposed(AwardOf(1)));
  client.join();
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(response.caps(), SizeIs(1));
}

TEST_F(QueriesTest, GiveUpWithTheirCaller) {
  v1::ListCapsRequest request;
  request.set_at_least_position(1);
  v1::ListCapsResponse response;
  EXPECT_EQ(Try(&Stub::ListCaps, request, &response, absl::Milliseconds(50)).code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST_F(QueriesTest, DoNotWaitForAServerThatStops) {
  v1::ListCapsRequest request;
  request.set_at_least_position(1);
  v1::ListCapsResponse response;
  absl::Status status;
  std::jthread client([&] { status = Try(&Stub::ListCaps, request, &response); });
  host_.WaitForACall();
  host_.server().Drain(absl::Seconds(30));
  client.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
}

TEST_F(QueriesTest, PageThroughAList) {
  std::set<std::string> recorded;
  for (int i = 0; i < 25; ++i) {
    Record(host_.log(), Proposed(AwardOf(i)));
    recorded.insert(AwardOf(i).cap_key);
  }
  for (const std::uint32_t page_size : {1U, 4U, 5U, 24U, 25U, 26U, 5000U}) {
    v1::ListCapsRequest request;
    request.set_page_size(page_size);
    std::vector<std::string> seen;
    do {
      const v1::ListCapsResponse page = ListCaps(request);
      EXPECT_LE(static_cast<std::uint32_t>(page.caps_size()), page_size);
      for (const v1::Cap& cap : page.caps()) seen.push_back(cap.cap_key());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_THAT(seen, ::testing::ElementsAreArray(recorded)) << page_size;
  }
}

TEST_F(QueriesTest, LimitThePageSize) {
  for (int i = 0; i < 1001; ++i) Record(host_.log(), Proposed(AwardOf(i)));
  v1::ListCapsRequest request;
  EXPECT_THAT(ListCaps(request).caps(), SizeIs(100));
  request.set_page_size(2'000);
  EXPECT_THAT(ListCaps(request).caps(), SizeIs(1'000));
}

TEST_F(QueriesTest, RefuseATokenOfAnotherRequest) {
  for (int i = 0; i < 3; ++i) Record(host_.log(), Proposed(AwardOf(i)));
  v1::ListCapsRequest request;
  request.set_page_size(1);
  request.set_page_token(ListCaps(request).next_page_token());
  request.set_page_size(2);
  EXPECT_THAT(ListCaps(request).caps(), SizeIs(2)) << "the page size may change";
  request.set_exhausted_only(true);
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListCaps, request)), ElementsAre("page_token"));
  v1::ListBudgetsRequest other;
  other.set_page_token(request.page_token());
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListBudgets, other)), ElementsAre("page_token"));
  for (const char* token : {"x", "!!!!", "AAAA"}) {
    request.set_page_token(token);
    EXPECT_THAT(FieldsOf(Refusal(&Stub::ListCaps, request)), ElementsAre("page_token"));
  }
}

TEST_F(QueriesTest, SayHowFarTheProjectionsAre) {
  Record(host_.log(), Proposed(AwardOf(1)));
  ListCaps();
  const auto status = Ask(&Stub::GetProjectionStatus, v1::GetProjectionStatusRequest());
  EXPECT_EQ(status.head_position(), 1U);
  ASSERT_THAT(status.projections(), SizeIs(8));
  EXPECT_EQ(status.projections(1).name(), "caps");
  EXPECT_EQ(status.projections(1).position(), 1U);
  EXPECT_EQ(status.projections(1).rows_count(), 2U) << "the cap, and whose it is";
  EXPECT_EQ(status.projections(1).lag_count(), 0U);
  EXPECT_EQ(status.projections(1).version(), 2U);
  EXPECT_EQ(status.projections(1).trouble(), "");
}

TEST_F(QueriesTest, GoOnAfterARestart) {
  Record(host_.log(), Proposed(AwardOf(1)));
  ListCaps();
  host_.Stop();
  Record(host_.log(), Proposed(AwardOf(2)));
  host_.Start();
  EXPECT_THAT(ListCaps().caps(), SizeIs(2));
}

TEST_F(QueriesTest, AreAnsweredFromTheLogWhenTheFilesAreDamaged) {
  Record(host_.log(), Proposed(AwardOf(1)));
  ListCaps();
  host_.Stop();
  const std::filesystem::path rows = host_.directory().path() / "readmodels";
  std::ofstream(rows / "CURRENT") << "nonsense";
  host_.Start();
  EXPECT_THAT(ListCaps().caps(), SizeIs(1));
  EXPECT_TRUE(std::filesystem::exists(host_.directory().path() / "readmodels.damaged"));
}

}  // namespace
}  // namespace debut::readmodels
