#include "services/policy/policy_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/policy/v1/policy_service.grpc.pb.h"
#include "domain/policy/reasons.h"
#include "domain/policy/testing/policy_facts.h"
#include "tests/support/service_in_process.h"

namespace debut::policy {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::Renamed;
using testing::With;

const CallOutcome kDone{};

const std::string& Text() {
  static const std::string text = testing::MeasuresOf2020();
  return text;
}

class PolicyServiceTest : public ::testing::Test {
 protected:
  using Stub = v1::PolicyService::Stub;

  // 2021-03-01 in Shanghai.
  PolicyServiceTest() : service_(MakePolicyService, absl::FromUnixSeconds(1'614'528'000)) {}

  static v1::AdoptPolicyRequest Adoption(const std::string& text,
                                         const std::string& effective_date = "2020-09-19") {
    v1::AdoptPolicyRequest request;
    request.set_text(text);
    request.set_effective_date(effective_date);
    request.set_document("京科园发〔2020〕号");
    return request;
  }

  CallOutcome Adopt(v1::AdoptPolicyRequest request, v1::AdoptPolicyResponse* response = nullptr) {
    request.set_request_id(fmt::format("r-{}", ++requests_));
    v1::AdoptPolicyResponse unread;
    return service_.Call(&Stub::AdoptPolicy, request, response == nullptr ? unread : *response);
  }

  CallOutcome Get(const v1::GetPolicyRequest& request, v1::GetPolicyResponse& response) {
    return service_.Call(&Stub::GetPolicy, request, response);
  }

  std::string VersionOn(const std::string& date, std::uint64_t known_at_position = 0) {
    v1::GetPolicyRequest request;
    request.set_in_force_date(date);
    request.set_known_at_position(known_at_position);
    v1::GetPolicyResponse response;
    EXPECT_EQ(Get(request, response), kDone);
    return response.policy().version().version_id();
  }

  test::ServiceInProcess<v1::PolicyService> service_;
  int requests_ = 0;
};

TEST_F(PolicyServiceTest, AdoptsAndShowsTheMeasures) {
  v1::AdoptPolicyResponse adopted;
  EXPECT_EQ(Adopt(Adoption(Text()), &adopted), kDone);
  EXPECT_EQ(adopted.version_id(), "2020-12-30");
  EXPECT_EQ(adopted.digest(), PolicyDigest(Text()));
  EXPECT_EQ(adopted.recorded().position(), 1u);

  v1::GetPolicyResponse response;
  EXPECT_EQ(Get({}, response), kDone);
  EXPECT_EQ(response.policy().version().first_market_entry().cap_domestic().fen(), 100'000'000);
  EXPECT_EQ(response.policy().text(), Text());
  EXPECT_EQ(response.policy().digest(), adopted.digest());
  EXPECT_EQ(response.policy().effective_date(), "2020-09-19");
  EXPECT_EQ(response.policy().adopted_position(), 1u);
  EXPECT_EQ(response.position(), 1u);
}

TEST_F(PolicyServiceTest, RecordsATextOnceHoweverOftenItIsAdopted) {
  EXPECT_EQ(Adopt(Adoption(Text())), kDone);
  v1::AdoptPolicyResponse again;
  EXPECT_EQ(Adopt(Adoption(Text()), &again), kDone);
  EXPECT_EQ(again.recorded().events_count(), 0u);
  EXPECT_EQ(Adopt(Adoption(With(Text(), "value: 5", "value: 6"))),
            Refused(StatusCode::kAlreadyExists, kPolicyVersionAlreadyAdopted));
  EXPECT_EQ(service_.EventsCount(), 1u);
}

TEST_F(PolicyServiceTest, AnswersByBusinessDateAndByWhatWasKnown) {
  EXPECT_EQ(Adopt(Adoption(Text())), kDone);
  EXPECT_EQ(Adopt(Adoption(Renamed(Text(), "2022-01-01"), "2022-01-01")), kDone);
  EXPECT_EQ(Adopt(Adoption(Renamed(Text(), "corrected"), "2020-09-19")), kDone);
  EXPECT_EQ(VersionOn("2021-12-31"), "corrected");
  EXPECT_EQ(VersionOn("2022-01-01"), "2022-01-01");
  EXPECT_EQ(VersionOn("2022-01-01", 1), "2020-12-30");
  EXPECT_EQ(VersionOn(""), "corrected");

  v1::GetPolicyRequest by_id;
  by_id.set_version_id("2020-12-30");
  v1::GetPolicyResponse response;
  EXPECT_EQ(Get(by_id, response), kDone);
  EXPECT_EQ(response.policy().adopted_position(), 1u);

  v1::ListPoliciesResponse all;
  EXPECT_EQ(service_.Call(&Stub::ListPolicies, v1::ListPoliciesRequest(), all), kDone);
  ASSERT_EQ(all.policies_size(), 3);
  EXPECT_EQ(all.policies(1).version_id(), "2022-01-01");
  EXPECT_EQ(all.policies(1).effective_date(), "2022-01-01");
  EXPECT_EQ(all.position(), 3u);
}

TEST_F(PolicyServiceTest, SaysSoWhenNothingIsInForce) {
  v1::GetPolicyRequest request;
  v1::GetPolicyResponse response;
  EXPECT_EQ(Get(request, response), Refused(StatusCode::kNotFound, kPolicyNotInForce));
  request.set_version_id("1999");
  EXPECT_EQ(Get(request, response), Refused(StatusCode::kNotFound, kPolicyNotInForce));
}

TEST_F(PolicyServiceTest, NamesEveryBadFieldAndRecordsNothing) {
  v1::AdoptPolicyRequest empty;
  EXPECT_THAT(Adopt(empty).fields, ::testing::Contains("effective_date"));
  EXPECT_EQ(Adopt(Adoption("title: 7")), BadFields({"text"}));
  EXPECT_EQ(Adopt(Adoption(With(Text(), "\"3-3\" }", "\"3-33\" }"))), BadFields({"text"}));
  EXPECT_EQ(Adopt(Adoption(Renamed(Text(), "二〇二〇"))), BadFields({"text.version_id"}));
  EXPECT_EQ(Adopt(Adoption(Text(), "2020-13-01")), BadFields({"effective_date"}));
  v1::GetPolicyRequest both;
  both.set_version_id("2020-12-30");
  both.set_in_force_date("2021-01-01");
  v1::GetPolicyResponse response;
  EXPECT_EQ(Get(both, response), BadFields({"version_id"}));
  EXPECT_EQ(service_.EventsCount(), 0u);
}

}  // namespace
}  // namespace debut::policy
