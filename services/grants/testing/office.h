#pragma once

#include <fmt/format.h>

#include <string>

#include "debut/grants/v1/claim_review_service.grpc.pb.h"
#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "domain/grants/testing/histories.h"
#include "services/grants/grants_service.h"
#include "tests/support/service_in_process.h"

namespace debut::grants::testing {

// The office's people at a grants service in this process, in the story of histories.h. The clock
// stands at noon of 2021-06-01 in Shanghai.
class Office {
 public:
  using Stub = v1::GrantsService::Stub;
  using ReviewStub = v1::ClaimReviewService::Stub;

  explicit Office(std::vector<runtime::MakeService> more = {MakeClaimReviewService})
      : service_(MakeGrantsService, absl::FromUnixSeconds(1'622'520'000), more),
        review_(service_.NewStub<v1::ClaimReviewService>()) {}

  // With a request id of its own.
  template <typename Request, typename Response>
  test::CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                      Response*),
                         Request request, const std::string& principal,
                         Response* response = nullptr) {
    if (request.request_id().empty()) request.set_request_id(fmt::format("r-{}", ++requests_));
    Response unread;
    return service_.Call(method, request, response == nullptr ? unread : *response, principal);
  }

  // The same for the review of claims.
  template <typename Request, typename Response>
  test::CallOutcome Call(grpc::Status (ReviewStub::*method)(grpc::ClientContext*, const Request&,
                                                            Response*),
                         Request request, const std::string& principal,
                         Response* response = nullptr) {
    if constexpr (requires { request.set_request_id(""); }) {
      if (request.request_id().empty()) request.set_request_id(fmt::format("r-{}", ++requests_));
    }
    Response unread;
    return service_.CallOn(*review_, method, request, response == nullptr ? unread : *response,
                           principal);
  }

  // A request about a claim, with its date in the field that Request has for it.
  template <typename Request>
  static Request On(const std::string& date = "", const std::string& claim_id = "CL-1") {
    Request request;
    request.set_claim_id(claim_id);
    SetDate(request, date);
    if constexpr (requires { request.set_grounds(""); }) request.set_grounds("主动撤回");
    if constexpr (requires { request.set_document(""); }) request.set_document("资助决定");
    return request;
  }

  static v1::AllotBudgetRequest Allotment(std::int64_t amount_fen);
  static v1::OpenRoundRequest RoundRequest();
  static v1::SubmitClaimRequest ClaimRequest(const Story& story = {});

  // By those whose job it is, and expected to be done, up to the state.
  void TakeSteps(v1::ClaimState until, const Story& story = {});
  test::CallOutcome TakeStep(v1::ClaimState to, const Story& story = {});

  v1::Claim ClaimNow(const std::string& claim_id = "CL-1");
  test::ServiceInProcess<v1::GrantsService>& service() { return service_; }

 private:
  template <typename Request>
  static void SetDate(Request& request, const std::string& date) {
    if constexpr (requires { request.set_accepted_date(""); }) request.set_accepted_date(date);
    if constexpr (requires { request.set_refused_date(""); }) request.set_refused_date(date);
    if constexpr (requires { request.set_withdrawn_date(""); }) request.set_withdrawn_date(date);
    if constexpr (requires { request.set_proposed_date(""); }) request.set_proposed_date(date);
    if constexpr (requires { request.set_opened_date(""); }) request.set_opened_date(date);
    if constexpr (requires { request.set_closed_date(""); }) request.set_closed_date(date);
    if constexpr (requires { request.set_granted_date(""); }) request.set_granted_date(date);
    if constexpr (requires { request.set_ordered_date(""); }) request.set_ordered_date(date);
  }

  test::ServiceInProcess<v1::GrantsService> service_;
  std::unique_ptr<ReviewStub> review_;
  int requests_ = 0;
};

}  // namespace debut::grants::testing
