#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "services/grants/testing/office.h"

// The review of claims through the service.
namespace debut::grants {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using ::testing::HasSubstr;
using testing::kArbiter;
using testing::kClerk;
using testing::kDirector;
using ::testing::Not;
using testing::Of;
using testing::Office;
using ::testing::StartsWith;
using testing::StoryOf;
using Stub = v1::GrantsService::Stub;
using ReviewStub = v1::ClaimReviewService::Stub;

const CallOutcome kDone{};

class ClaimReviewServiceTest : public ::testing::Test {
 protected:
  ClaimReviewServiceTest() {
    office_.service().GivenEvents(testing::Facts() + Of(testing::Budget(money::Fen(1'000'000'000)),
                                                        testing::Received(testing::kPrice)));
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (ReviewStub::*method)(grpc::ClientContext*, const Request&,
                                                      Response*),
                   const Request& request, const std::string& principal = kClerk,
                   Response* response = nullptr) {
    return office_.Call(method, request, principal, response);
  }

  template <typename Request>
  static Request Objecting(const std::string& date) {
    Request request;
    request.set_objection_id("OB-1");
    if constexpr (requires { request.set_received_date(date); }) {
      request.set_claim_id("CL-1");
      request.set_objector_name(testing::kObjector);
      request.set_signature_present(true);
      request.set_grounds("该产品此前已进入市场");
      request.set_received_date(date);
    } else {
      request.set_findings("经核查");
      request.set_resolved_date(date);
    }
    return request;
  }

  CallOutcome RequestCorrection() {
    v1::RequestCorrectionRequest request;
    request.set_claim_id("CL-1");
    request.add_items("合同缺少签章页");
    request.set_due_date("2021-01-18");
    request.set_requested_date("2021-01-11");
    return Call(&ReviewStub::RequestCorrection, request);
  }

  Office office_;
};

TEST_F(ClaimReviewServiceTest, TakesACorrectionThatCameInTime) {
  office_.TakeSteps(v1::CLAIM_STATE_SUBMITTED);
  EXPECT_EQ(RequestCorrection(), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_CORRECTION_ASKED);
  EXPECT_EQ(office_.ClaimNow().review().correction_due_date(), "2021-01-18");
  EXPECT_EQ(office_.ClaimNow().review().correction_items(0), "合同缺少签章页");
  v1::ExpireCorrectionRequest expire;
  expire.set_claim_id("CL-1");
  expire.set_expired_date("2021-01-18");
  EXPECT_EQ(Call(&ReviewStub::ExpireCorrection, expire),
            Refused(StatusCode::kFailedPrecondition, kCorrectionStillPossible));
  v1::SubmitCorrectionRequest correction;
  correction.set_claim_id("CL-1");
  correction.set_note("已补交签章页");
  correction.set_corrected_date("2021-01-19");
  EXPECT_EQ(Call(&ReviewStub::SubmitCorrection, correction),
            Refused(StatusCode::kFailedPrecondition, kCorrectionLate));
  correction.set_corrected_date("2021-01-18");
  correction.mutable_attachments()->add_file_digests(testing::Digest('a'));
  EXPECT_EQ(Call(&ReviewStub::SubmitCorrection, correction), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_SUBMITTED);
  EXPECT_EQ(office_.ClaimNow().review().attachments().file_digests(0), testing::Digest('a'));
}

TEST_F(ClaimReviewServiceTest, RefusesTheClaimWhenTheCorrectionDoesNotCome) {
  office_.TakeSteps(v1::CLAIM_STATE_SUBMITTED);
  EXPECT_EQ(RequestCorrection(), kDone);
  v1::ExpireCorrectionRequest expire;
  expire.set_claim_id("CL-1");
  expire.set_expired_date("2021-01-19");
  EXPECT_EQ(Call(&ReviewStub::ExpireCorrection, expire), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_REFUSED);
}

TEST_F(ClaimReviewServiceTest, WarnsOfDuplicatesAndRefusesNothing) {
  auto claim = Office::ClaimRequest();
  claim.mutable_attachments()->add_file_digests(testing::Digest('b'));
  claim.mutable_attachments()->add_file_digests(testing::Digest('a'));
  claim.mutable_attachments()->set_account_digest(testing::Digest('c'));
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, claim, kClerk), kDone);
  office_.service().GivenEvents(
      Of(testing::Filed({testing::Digest('a')}, testing::Digest('c'), StoryOf(2))));
  v1::CheckDuplicatesRequest check;
  check.set_claim_id("CL-1");
  check.set_checked_date("2021-01-12");
  v1::CheckDuplicatesResponse found;
  EXPECT_EQ(Call(&ReviewStub::CheckDuplicates, check, kClerk, &found), kDone);
  ASSERT_EQ(found.warnings_size(), 2);
  EXPECT_EQ(found.warnings(0).kind(), v1::DUPLICATE_KIND_FILE);
  EXPECT_EQ(found.warnings(1).kind(), v1::DUPLICATE_KIND_ACCOUNT);
  v1::CheckDuplicatesResponse again;
  EXPECT_EQ(Call(&ReviewStub::CheckDuplicates, check, kClerk, &again), kDone);
  EXPECT_EQ(again.recorded().events_count(), 0u);
  EXPECT_EQ(again.warnings_size(), 2);
  EXPECT_EQ(office_.ClaimNow().review().duplicate_warnings_size(), 2);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_ACCEPTED), kDone);
}

TEST_F(ClaimReviewServiceTest, BlocksTheProposalOfAFailedAuditAndShowsTheScores) {
  office_.TakeSteps(v1::CLAIM_STATE_COMPUTED);
  v1::RecordSpecialAuditRequest audit;
  audit.set_claim_id("CL-1");
  audit.set_institution("中关村会计师事务所");
  audit.set_conclusion(v1::AUDIT_CONCLUSION_FAILED);
  audit.set_document("专审字〔2021〕1号");
  audit.set_audited_date("2021-01-12");
  EXPECT_EQ(Call(&ReviewStub::RecordSpecialAudit, audit), kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_PROPOSED),
            Refused(StatusCode::kFailedPrecondition, kSpecialAuditFailed));
  v1::GiveExpertOpinionRequest opinion;
  opinion.set_claim_id("CL-1");
  opinion.set_expert_id("X-1");
  opinion.set_score(85);
  opinion.set_opinion("同意支持");
  opinion.set_given_date("2021-01-12");
  EXPECT_EQ(Call(&ReviewStub::GiveExpertOpinion, opinion, testing::kExpert), kDone);
  opinion.set_score(86);
  EXPECT_EQ(Call(&ReviewStub::GiveExpertOpinion, opinion, testing::kExpert),
            Refused(StatusCode::kFailedPrecondition, kExpertOpinionAlreadyGiven));
  const v1::ClaimReview review = office_.ClaimNow().review();
  EXPECT_EQ(review.special_audit(), v1::AUDIT_CONCLUSION_FAILED);
  EXPECT_EQ(review.experts_count(), 1u);
  EXPECT_EQ(review.score_total(), 85u);
  EXPECT_THAT(office_.ClaimNow().DebugString(), Not(HasSubstr("X-1")));
}

TEST_F(ClaimReviewServiceTest, DecidesByMeetingOnANumberedList) {
  office_.TakeSteps(v1::CLAIM_STATE_PROPOSED);
  v1::DecideByMeetingRequest meeting;
  meeting.set_meeting_id("M-1");
  meeting.set_document("主任办公会纪要〔2021〕2号");
  meeting.set_decided_date("2021-01-14");
  v1::MeetingVote& vote = *meeting.add_items();
  vote.set_claim_id("CL-1");
  vote.set_verdict(v1::MEETING_VERDICT_APPROVED);
  EXPECT_EQ(Call(&ReviewStub::DecideByMeeting, meeting, testing::kProposer),
            Refused(StatusCode::kFailedPrecondition, kMakerIsChecker));
  v1::DecideByMeetingResponse decided;
  EXPECT_EQ(Call(&ReviewStub::DecideByMeeting, meeting, kDirector, &decided), kDone);
  EXPECT_EQ(decided.items(0).number(), 1u);
  EXPECT_EQ(decided.items(0).amount_fen(), testing::kAward.count);
  EXPECT_EQ(Call(&ReviewStub::DecideByMeeting, meeting, kDirector, &decided), kDone);
  EXPECT_EQ(decided.recorded().events_count(), 0u);
  EXPECT_EQ(decided.items_size(), 1);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_DECIDED);
  EXPECT_EQ(office_.ClaimNow().review().meeting_id(), "M-1");
  EXPECT_EQ(office_.ClaimNow().review().meeting_number(), 1u);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_NOTICE_OPEN), kDone);
}

TEST_F(ClaimReviewServiceTest, KeepsWhoObjectedFromEveryReader) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_OPEN);
  EXPECT_EQ(Call(&ReviewStub::RaiseObjection, Objecting<v1::RaiseObjectionRequest>("2021-01-20")),
            kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_NOTICE_CLOSED),
            Refused(StatusCode::kFailedPrecondition, kObjectionOpen));
  const v1::Claim claim = office_.ClaimNow();
  ASSERT_EQ(claim.review().objections_size(), 1);
  EXPECT_EQ(claim.review().objections(0).state(), v1::OBJECTION_STATE_OPEN);
  EXPECT_THAT(claim.SerializeAsString(), Not(HasSubstr(testing::kObjector)));
  EXPECT_THAT(claim.SerializeAsString(), Not(HasSubstr("此前已进入市场")));

  v1::GetObjectionRequest get;
  get.set_objection_id("OB-1");
  v1::GetObjectionResponse shown;
  EXPECT_EQ(Call(&ReviewStub::GetObjection, get, testing::kApprover, &shown), kDone);
  EXPECT_THAT(shown.SerializeAsString(), Not(HasSubstr(testing::kObjector)));
  EXPECT_EQ(shown.claim_id(), "CL-1");
  const CallOutcome denied = Call(&ReviewStub::GetObjection, get, "");
  EXPECT_EQ(denied.code, StatusCode::kPermissionDenied) << "the anonymous have the role reader";
  get.set_objection_id("OB-7");
  EXPECT_EQ(Call(&ReviewStub::GetObjection, get, testing::kApprover),
            Refused(StatusCode::kNotFound, kObjectionUnknown));
}

TEST_F(ClaimReviewServiceTest, GoesOnAfterADismissedObjectionAndEndsWithAnUpheldOne) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_OPEN);
  EXPECT_EQ(Call(&ReviewStub::RaiseObjection, Objecting<v1::RaiseObjectionRequest>("2021-01-20")),
            kDone);
  const auto dismiss = Objecting<v1::DismissObjectionRequest>("2021-01-21");
  EXPECT_EQ(Call(&ReviewStub::DismissObjection, dismiss, testing::kProposer),
            Refused(StatusCode::kFailedPrecondition, kMakerIsChecker));
  EXPECT_EQ(Call(&ReviewStub::DismissObjection, dismiss, kArbiter), kDone);
  auto second = Objecting<v1::RaiseObjectionRequest>("2021-01-22");
  second.clear_objection_id();
  v1::RaiseObjectionResponse raised;
  EXPECT_EQ(Call(&ReviewStub::RaiseObjection, second, kClerk, &raised), kDone);
  EXPECT_THAT(raised.objection_id(), StartsWith("OB-"));
  auto uphold = Objecting<v1::UpholdObjectionRequest>("2021-01-25");
  uphold.set_objection_id(raised.objection_id());
  EXPECT_EQ(Call(&ReviewStub::UpholdObjection, uphold, kArbiter), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_REFUSED);
  EXPECT_EQ(Call(&ReviewStub::RaiseObjection, Objecting<v1::RaiseObjectionRequest>("2021-01-22")),
            Refused(StatusCode::kAlreadyExists, kObjectionIdTaken));
}

TEST_F(ClaimReviewServiceTest, VoidsANoticeAndOpensANewOne) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_OPEN);
  v1::VoidNoticeRequest request;
  request.set_claim_id("CL-1");
  request.set_cause(v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED);
  request.set_grounds("合同金额变更");
  request.set_voided_date("2021-01-18");
  EXPECT_EQ(Call(&ReviewStub::VoidNotice, request), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_COMPUTED);
  EXPECT_EQ(office_.ClaimNow().notice_ends_date(), "");
  EXPECT_EQ(office_.Call(&Stub::ProposeAward, Office::On<v1::ProposeAwardRequest>("2021-01-18"),
                         testing::kProposer),
            kDone);
  EXPECT_EQ(office_.Call(&Stub::OpenNotice, Office::On<v1::OpenNoticeRequest>("2021-01-18"),
                         testing::kProposer),
            kDone);
  EXPECT_EQ(office_.ClaimNow().notice_ends_date(), "2021-01-25");
}

TEST_F(ClaimReviewServiceTest, SuspendsResumesReportsAndArchives) {
  office_.TakeSteps(v1::CLAIM_STATE_GRANTED);
  v1::SuspendClaimRequest suspend;
  suspend.set_claim_id("CL-1");
  suspend.set_grounds("待核实");
  suspend.set_suspended_date("2021-01-26");
  EXPECT_EQ(Call(&ReviewStub::SuspendClaim, suspend, kDirector), kDone);
  EXPECT_EQ(office_.ClaimNow().suspended_from(), v1::CLAIM_STATE_GRANTED);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_ORDERED),
            Refused(StatusCode::kFailedPrecondition, kClaimStateUnfit));
  v1::ResumeClaimRequest resume;
  resume.set_claim_id("CL-1");
  resume.set_grounds("核实无误");
  resume.set_resumed_date("2021-01-27");
  EXPECT_EQ(Call(&ReviewStub::ResumeClaim, resume, kDirector), kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_ORDERED), kDone);
  EXPECT_EQ(office_.TakeStep(v1::CLAIM_STATE_PAID), kDone);
  v1::FilePerformanceReportRequest report;
  report.set_claim_id("CL-1");
  report.set_document("绩效报告2021-01");
  report.set_reported_date("2021-05-31");
  EXPECT_EQ(Call(&ReviewStub::FilePerformanceReport, report), kDone);
  v1::ArchiveClaimRequest archive;
  archive.set_claim_id("CL-1");
  archive.set_archive_number("ZG-2021-0001");
  EXPECT_EQ(Call(&ReviewStub::ArchiveClaim, archive), kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_ARCHIVED);
  EXPECT_EQ(office_.ClaimNow().review().performance_report(), "绩效报告2021-01");
  EXPECT_EQ(office_.ClaimNow().review().archive_number(), "ZG-2021-0001");
}

TEST_F(ClaimReviewServiceTest, NamesEveryBadFieldAndRecordsNothing) {
  const std::uint64_t before = office_.service().EventsCount();
  EXPECT_EQ(Call(&ReviewStub::RequestCorrection, v1::RequestCorrectionRequest()),
            BadFields({"claim_id", "due_date", "items"}));
  EXPECT_EQ(Call(&ReviewStub::SubmitCorrection, v1::SubmitCorrectionRequest()),
            BadFields({"claim_id", "note"}));
  EXPECT_EQ(Call(&ReviewStub::ExpireCorrection, v1::ExpireCorrectionRequest()),
            BadFields({"claim_id"}));
  EXPECT_EQ(Call(&ReviewStub::CheckDuplicates, v1::CheckDuplicatesRequest()),
            BadFields({"claim_id"}));
  EXPECT_EQ(Call(&ReviewStub::RecordSpecialAudit, v1::RecordSpecialAuditRequest()),
            BadFields({"claim_id", "institution", "conclusion", "document"}));
  EXPECT_EQ(Call(&ReviewStub::GiveExpertOpinion, v1::GiveExpertOpinionRequest()),
            BadFields({"claim_id", "expert_id", "opinion"}));
  EXPECT_EQ(Call(&ReviewStub::DecideByMeeting, v1::DecideByMeetingRequest()),
            BadFields({"meeting_id", "document", "items"}));
  EXPECT_EQ(Call(&ReviewStub::VoidNotice, v1::VoidNoticeRequest()),
            BadFields({"claim_id", "cause", "grounds"}));
  EXPECT_EQ(Call(&ReviewStub::RaiseObjection, v1::RaiseObjectionRequest()),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(Call(&ReviewStub::UpholdObjection, v1::UpholdObjectionRequest()),
            BadFields({"objection_id", "findings"}));
  EXPECT_EQ(Call(&ReviewStub::DismissObjection, v1::DismissObjectionRequest()),
            BadFields({"objection_id", "findings"}));
  EXPECT_EQ(Call(&ReviewStub::SuspendClaim, v1::SuspendClaimRequest()),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(Call(&ReviewStub::ResumeClaim, v1::ResumeClaimRequest()),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(Call(&ReviewStub::FilePerformanceReport, v1::FilePerformanceReportRequest()),
            BadFields({"claim_id", "document"}));
  EXPECT_EQ(Call(&ReviewStub::ArchiveClaim, v1::ArchiveClaimRequest()),
            BadFields({"claim_id", "archive_number"}));
  EXPECT_EQ(office_.service().EventsCount(), before);
}

TEST_F(ClaimReviewServiceTest, RefusesDigestsScoresAndListsThatCanNotBe) {
  const std::uint64_t before = office_.service().EventsCount();
  auto claim = Office::ClaimRequest();
  claim.mutable_attachments()->add_file_digests("6222 0000 0000 0000");
  claim.mutable_attachments()->set_account_digest(std::string(64, 'A'));
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, claim, kClerk),
            BadFields({"attachments.file_digests[0]", "attachments.account_digest"}));
  claim.mutable_attachments()->Clear();
  for (std::size_t i = 0; i <= 40; ++i) {
    claim.mutable_attachments()->add_file_digests(fmt::format("{:064x}", i));
  }
  EXPECT_EQ(office_.Call(&Stub::SubmitClaim, claim, kClerk),
            BadFields({"attachments.file_digests"}));
  v1::GiveExpertOpinionRequest opinion;
  opinion.set_claim_id("CL-1");
  opinion.set_expert_id("X-1");
  opinion.set_opinion("同意支持");
  opinion.set_score(101);
  EXPECT_EQ(Call(&ReviewStub::GiveExpertOpinion, opinion), BadFields({"score"}));
  v1::DecideByMeetingRequest meeting;
  meeting.set_meeting_id("M-1");
  meeting.set_document("纪要");
  for (int i = 0; i < 2; ++i) {
    meeting.add_items()->set_claim_id("CL-1");
    meeting.mutable_items(i)->set_verdict(v1::MEETING_VERDICT_APPROVED);
  }
  meeting.mutable_items(0)->set_verdict(static_cast<v1::MeetingVerdict>(9));
  EXPECT_EQ(Call(&ReviewStub::DecideByMeeting, meeting, kDirector),
            BadFields({"items[0].verdict", "items[1].claim_id"}));
  v1::RequestCorrectionRequest correction;
  correction.set_claim_id("CL-1");
  correction.add_items("缺少签章页");
  correction.set_requested_date("2021-01-11");
  correction.set_due_date("2021-01-11");
  EXPECT_EQ(Call(&ReviewStub::RequestCorrection, correction), BadFields({"due_date"}));
  EXPECT_EQ(office_.service().EventsCount(), before);
}

}  // namespace
}  // namespace debut::grants
