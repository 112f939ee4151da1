#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "services/grants/testing/office.h"

// Awards that turn out to be too high, through the service.
namespace debut::grants {
namespace {

using absl::StatusCode;
using money::Fen;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::kAward;
using testing::kCashier;
using testing::kProposer;
using testing::kReviewer;
using testing::Of;
using testing::Office;
using Stub = v1::GrantsService::Stub;

const CallOutcome kDone{};

class GrantsClawbackTest : public ::testing::Test {
 protected:
  GrantsClawbackTest() {
    office_.service().GivenEvents(
        testing::PolicyOf2020() + testing::Facts() +
        Of(testing::Budget(Fen(1'000'000'000)), testing::Received(testing::kPrice)));
  }

  void Void() {
    office_.service().GivenEvents(Of(certification::testing::Delisted(
        "P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-02-20")));
  }

  template <typename Request>
  static Request Dated(const std::string& date) {
    Request request;
    request.set_claim_id("CL-1");
    if constexpr (requires { request.set_grounds(""); }) request.set_grounds("弄虚作假");
    if constexpr (requires { request.set_document(""); }) request.set_document("追回决定");
    if constexpr (requires { request.set_adjusted_date(""); }) request.set_adjusted_date(date);
    if constexpr (requires { request.set_proposed_date(""); }) request.set_proposed_date(date);
    if constexpr (requires { request.set_approved_date(""); }) request.set_approved_date(date);
    if constexpr (requires { request.set_dismissed_date(""); }) request.set_dismissed_date(date);
    if constexpr (requires { request.set_written_off_date(""); }) {
      request.set_written_off_date(date);
    }
    return request;
  }

  CallOutcome Recover(std::int64_t amount_fen, const std::string& reference,
                      v1::RecordRecoveryResponse* response = nullptr) {
    v1::RecordRecoveryRequest request;
    request.set_claim_id("CL-1");
    request.set_amount_fen(amount_fen);
    request.set_recovered_date("2021-03-10");
    request.set_bank_reference(reference);
    return office_.Call(&Stub::RecordRecovery, request, kCashier, response);
  }

  CallOutcome Propose(v1::ProposeClawbackResponse* response = nullptr) {
    return office_.Call(&Stub::ProposeClawback, Dated<v1::ProposeClawbackRequest>("2021-03-01"),
                        kProposer, response);
  }

  CallOutcome Approve(const std::string& by = kReviewer) {
    return office_.Call(&Stub::ApproveClawback, Dated<v1::ApproveClawbackRequest>("2021-03-02"),
                        by);
  }

  Office office_;
};

TEST_F(GrantsClawbackTest, W10RecoversTheWholeAwardOfAVoidProductInParts) {
  office_.TakeSteps(v1::CLAIM_STATE_PAID);
  EXPECT_EQ(Propose(), Refused(StatusCode::kFailedPrecondition, kClawbackNotDue));
  Void();
  v1::ProposeClawbackResponse proposed;
  EXPECT_EQ(Propose(&proposed), kDone);
  EXPECT_EQ(proposed.clawback_number(), 1u);
  EXPECT_EQ(proposed.amount_fen(), kAward.count);
  EXPECT_EQ(proposed.due_fen(), 0);
  v1::ProposeClawbackResponse again;
  EXPECT_EQ(Propose(&again), kDone) << "the same proposal on the same day";
  EXPECT_EQ(again.amount_fen(), kAward.count);
  EXPECT_EQ(again.due_fen(), 0);
  EXPECT_EQ(Recover(1, "B-1"), Refused(StatusCode::kFailedPrecondition, kClaimStateUnfit));
  EXPECT_EQ(Approve(kProposer), Refused(StatusCode::kFailedPrecondition, kMakerIsChecker));
  EXPECT_EQ(Approve(), kDone);

  v1::RecordRecoveryResponse recovered;
  EXPECT_EQ(Recover(40'000'000, "B-1", &recovered), kDone);
  EXPECT_EQ(recovered.outstanding_fen(), kAward.count - 40'000'000);
  EXPECT_EQ(recovered.destination(), v1::RECOVERY_DESTINATION_BUDGET);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_PARTLY_RECOVERED);
  EXPECT_EQ(Recover(40'000'000, "B-1"), kDone);
  EXPECT_EQ(Recover(7, "B-1"), Refused(StatusCode::kAlreadyExists, kRecoveryAlreadyRecorded));
  EXPECT_EQ(Recover(kAward.count, "B-2"),
            Refused(StatusCode::kFailedPrecondition, kRecoveryAboveClawback));
  EXPECT_EQ(Recover(kAward.count - 40'000'000, "B-2"), kDone);
  const v1::Claim claim = office_.ClaimNow();
  EXPECT_EQ(claim.state(), v1::CLAIM_STATE_RECOVERED);
  EXPECT_EQ(claim.paid_fen(), kAward.count);
  EXPECT_EQ(claim.recovered_fen(), kAward.count);
  EXPECT_EQ(claim.clawback().proposed_by(), kProposer);
  EXPECT_EQ(claim.clawback().approved_by(), kReviewer);
}

TEST_F(GrantsClawbackTest, WritesOffByADecision) {
  office_.TakeSteps(v1::CLAIM_STATE_PAID);
  Void();
  EXPECT_EQ(Propose(), kDone);
  EXPECT_EQ(Approve(), kDone);
  EXPECT_EQ(Recover(9, "B-1"), kDone);
  v1::WriteOffClawbackResponse written_off;
  EXPECT_EQ(office_.Call(&Stub::WriteOffClawback, Dated<v1::WriteOffClawbackRequest>("2021-04-01"),
                         kReviewer, &written_off),
            kDone);
  EXPECT_EQ(written_off.amount_fen(), kAward.count - 9);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_WRITTEN_OFF);
  EXPECT_EQ(office_.ClaimNow().written_off_fen(), kAward.count - 9);
}

TEST_F(GrantsClawbackTest, DismissesAProposal) {
  office_.TakeSteps(v1::CLAIM_STATE_PAID);
  Void();
  EXPECT_EQ(Propose(), kDone);
  EXPECT_EQ(office_.Call(&Stub::DismissClawback, Dated<v1::DismissClawbackRequest>("2021-03-02"),
                         kReviewer),
            kDone);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_PAID);
}

TEST_F(GrantsClawbackTest, AdjustsAnAwardDuringItsNotice) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_OPEN);
  office_.service().GivenEvents(Of(testing::Amended(Fen(200'000'000))));
  v1::AdjustAwardResponse adjusted;
  EXPECT_EQ(office_.Call(&Stub::AdjustAward, Dated<v1::AdjustAwardRequest>("2021-01-20"), kProposer,
                         &adjusted),
            kDone);
  EXPECT_EQ(adjusted.amount_fen(), 60'000'000);
  EXPECT_EQ(adjusted.released_fen(), kAward.count - 60'000'000);
  EXPECT_EQ(office_.ClaimNow().state(), v1::CLAIM_STATE_PROPOSED) << "the notice is void";
  EXPECT_EQ(office_.ClaimNow().amount_fen(), 60'000'000);
  EXPECT_EQ(
      office_.Call(&Stub::AdjustAward, Dated<v1::AdjustAwardRequest>("2021-01-20"), kProposer),
      Refused(StatusCode::kFailedPrecondition, kAdjustmentNotNeeded));
}

TEST_F(GrantsClawbackTest, ListsEveryAwardThatDependsOnAVoidProduct) {
  const testing::Story second = testing::StoryOf(2);
  office_.service().GivenEvents(testing::Maker(second) + testing::Product(second) +
                                testing::FirstEntry(second) +
                                Of(testing::Received(testing::kPrice, second)));
  office_.TakeSteps(v1::CLAIM_STATE_PAID);
  office_.TakeSteps(v1::CLAIM_STATE_GRANTED, second);
  const auto candidates = [&](const std::string& product_id) {
    v1::ListClawbackCandidatesRequest request;
    request.set_product_id(product_id);
    v1::ListClawbackCandidatesResponse response;
    EXPECT_EQ(office_.service().Call(&Stub::ListClawbackCandidates, request, response), kDone);
    return response;
  };
  EXPECT_EQ(candidates("P-1").candidates_size(), 0);
  Void();
  office_.service().GivenEvents(Of(certification::testing::Delisted(
      "P-2", "E-2", certification::v1::DELISTING_KIND_VOID, "2021-02-20")));
  ASSERT_EQ(candidates("P-1").candidates_size(), 1);
  const v1::ClawbackCandidate paid = candidates("P-1").candidates(0);
  EXPECT_EQ(paid.claim_id(), "CL-1");
  EXPECT_EQ(paid.holds_fen(), kAward.count);
  EXPECT_EQ(paid.due_fen(), 0);
  EXPECT_TRUE(paid.paid());
  EXPECT_EQ(paid.next_step(), "ProposeClawback");
  EXPECT_EQ(paid.reason(), kProductDelisted);
  ASSERT_EQ(candidates("P-2").candidates_size(), 1);
  EXPECT_EQ(candidates("P-2").candidates(0).next_step(), "RefuseClaim");
  EXPECT_FALSE(candidates("P-2").candidates(0).paid());
  EXPECT_EQ(Propose(), kDone);
  EXPECT_EQ(candidates("P-1").candidates_size(), 0) << "it is proposed already";
}

TEST_F(GrantsClawbackTest, ListsAnAwardThatHasToBeAdjusted) {
  office_.TakeSteps(v1::CLAIM_STATE_NOTICE_OPEN);
  office_.service().GivenEvents(Of(testing::Amended(Fen(200'000'000))));
  v1::ListClawbackCandidatesRequest request;
  request.set_enterprise_id("E-1");
  v1::ListClawbackCandidatesResponse response;
  EXPECT_EQ(office_.service().Call(&Stub::ListClawbackCandidates, request, response), kDone);
  ASSERT_EQ(response.candidates_size(), 1);
  EXPECT_EQ(response.candidates(0).next_step(), "AdjustAward");
  EXPECT_EQ(response.candidates(0).due_fen(), 60'000'000);
}

TEST_F(GrantsClawbackTest, NamesEveryFieldOfAnEmptyRequest) {
  EXPECT_EQ(office_.Call(&Stub::AdjustAward, v1::AdjustAwardRequest(), kProposer),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(office_.Call(&Stub::ProposeClawback, v1::ProposeClawbackRequest(), kProposer),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(office_.Call(&Stub::ApproveClawback, v1::ApproveClawbackRequest(), kProposer),
            BadFields({"claim_id", "document"}));
  EXPECT_EQ(office_.Call(&Stub::DismissClawback, v1::DismissClawbackRequest(), kProposer),
            BadFields({"claim_id", "grounds"}));
  EXPECT_EQ(office_.Call(&Stub::RecordRecovery, v1::RecordRecoveryRequest(), kProposer),
            BadFields({"claim_id", "amount_fen", "bank_reference"}));
  EXPECT_EQ(office_.Call(&Stub::WriteOffClawback, v1::WriteOffClawbackRequest(), kProposer),
            BadFields({"claim_id", "document", "grounds"}));
  v1::ListClawbackCandidatesRequest list;
  v1::ListClawbackCandidatesResponse none;
  EXPECT_EQ(office_.service().Call(&Stub::ListClawbackCandidates, list, none),
            BadFields({"product_id"}));
  list.set_product_id("P-7");
  EXPECT_EQ(office_.service().Call(&Stub::ListClawbackCandidates, list, none),
            Refused(StatusCode::kNotFound, kProductUnknown));
  list.clear_product_id();
  list.set_enterprise_id("E-7");
  EXPECT_EQ(office_.service().Call(&Stub::ListClawbackCandidates, list, none),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
}

}  // namespace
}  // namespace debut::grants
