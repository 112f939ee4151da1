// Rebuilding a model, over gRPC.
#include "services/readmodels/reasons.h"
#include "services/readmodels/testing/queries_test.h"

namespace debut::readmodels {
namespace {

using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using testing::QueriesTest;
using testing::Record;
using ::testing::SizeIs;

class RebuildModelTest : public QueriesTest {
 protected:
  absl::Status Rebuild(const std::string& model, v1::RebuildMode mode,
                       std::vector<v1::RebuildModelResponse>& messages) {
    v1::RebuildModelRequest request;
    request.set_model(model);
    request.set_mode(mode);
    grpc::ClientContext context;
    const auto stream = host_.stub().RebuildModel(&context, request);
    v1::RebuildModelResponse message;
    while (stream->Read(&message)) messages.push_back(message);
    return runtime::FromGrpcStatus(stream->Finish());
  }
};

TEST_F(RebuildModelTest, ComparesEveryModelWithWhatItServes) {
  testing::Award award = AwardOf(1);
  award.evidence_key = "contract/1";
  Record(host_.log(), testing::Registered("E-1", "北京一号"),
         testing::ProductSubmitted("P-1", "E-1"), Submitted(award), Proposed(award));
  ListCaps();
  v1::GetProjectionStatusResponse status =
      Ask(&testing::Stub::GetProjectionStatus, v1::GetProjectionStatusRequest());
  EXPECT_THAT(status.projections(), SizeIs(8));
  for (const auto& projection : status.projections()) {
    for (const auto mode : {v1::REBUILD_MODE_COMPARE, v1::REBUILD_MODE_REPLACE}) {
      std::vector<v1::RebuildModelResponse> messages;
      ASSERT_TRUE(Rebuild(projection.name(), mode, messages).ok()) << projection.name();
      ASSERT_FALSE(messages.empty());
      ASSERT_TRUE(messages.back().has_result());
      EXPECT_EQ(messages.back().result().differences_count(), 0U) << projection.name();
      EXPECT_EQ(messages.back().result().replaced(), mode == v1::REBUILD_MODE_REPLACE);
    }
  }
  EXPECT_THAT(ListCaps().caps(), SizeIs(1)) << "the new copy serves";
}

TEST_F(RebuildModelTest, RefusesWhatItDoesNotKnow) {
  std::vector<v1::RebuildModelResponse> messages;
  const absl::Status unknown = Rebuild("horoscopes", v1::REBUILD_MODE_COMPARE, messages);
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(runtime::ReasonOf(unknown), kModelUnknown);
  EXPECT_THAT(FieldsOf(Rebuild("", v1::REBUILD_MODE_UNSPECIFIED, messages)),
              ElementsAre("mode", "model"));
}

}  // namespace
}  // namespace debut::readmodels
