#include "services/standards/standards_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/standards/v1/standards_service.grpc.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "domain/standards/reasons.h"
#include "tests/support/service_in_process.h"

namespace debut::standards {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::kDone;
using test::Refused;
using ::testing::ElementsAre;
using ::testing::StartsWith;

// 2021-06-01 in Shanghai, while it is still May in UTC. E-1 has the branch E-1-1 and makes P-1 and
// P-2; E-2 drafts with it.
class StandardsServiceTest : public test::ServiceTest<v1::StandardsService> {
 protected:
  StandardsServiceTest() : ServiceTest(MakeStandardsService, absl::FromUnixSeconds(1'622'476'800)) {
    using namespace registry::testing;       // NOLINT
    using namespace certification::testing;  // NOLINT
    Given(Registered("E-1"), BranchOf("E-1", "E-1-1"),
          Registered("E-2", "中关村标准化协会", "91110108MA01000023"),
          certification::testing::Submitted("P-1", "E-1"),
          certification::testing::Submitted("P-2", "E-1"));
  }

  static v1::ProposeStandardRequest Proposal(const std::string& standard_id) {
    v1::ProposeStandardRequest request;
    request.set_standard_id(standard_id);
    request.set_title("车载激光雷达性能要求及试验方法");
    request.set_tier(v1::TIER_NATIONAL);
    request.set_proposer_id("E-1-1");
    request.add_product_ids("P-1");
    request.set_proposed_date("2020-09-01");
    return request;
  }

  // A request about the standard, with its texts filled in.
  template <typename Request>
  static Request On(const std::string& standard_id) {
    Request request;
    request.set_standard_id(standard_id);
    if constexpr (requires { request.set_document(""); }) request.set_document("公告");
    if constexpr (requires { request.set_grounds(""); }) request.set_grounds("废止");
    return request;
  }

  static v1::NameDrafterRequest Drafting(const std::string& standard_id,
                                         const std::string& enterprise_id, std::uint32_t rank) {
    auto request = On<v1::NameDrafterRequest>(standard_id);
    request.set_enterprise_id(enterprise_id);
    request.set_role(rank == 1 ? v1::DRAFTER_ROLE_LEAD : v1::DRAFTER_ROLE_PARTICIPANT);
    request.set_rank(rank);
    request.set_named_date("2020-11-02");
    return request;
  }

  void LeadToItsNumber(const std::string& standard_id, const std::string& number) {
    auto approve = On<v1::ApproveStandardRequest>(standard_id);
    approve.set_plan_number("20204567-T-339");
    approve.set_approved_date("2020-10-12");
    EXPECT_EQ(Call(&Stub::ApproveStandard, approve), kDone);
    EXPECT_EQ(Call(&Stub::NameDrafter, Drafting(standard_id, "E-2", 2)), kDone);
    EXPECT_EQ(Call(&Stub::NameDrafter, Drafting(standard_id, "E-1-1", 1)), kDone);
    auto draft = On<v1::CompleteDraftRequest>(standard_id);
    draft.set_drafted_date("2021-01-15");
    EXPECT_EQ(Call(&Stub::CompleteDraft, draft), kDone);
    EXPECT_EQ(Call(&Stub::PublishStandard, Publication(standard_id, number)), kDone);
  }

  static v1::PublishStandardRequest Publication(const std::string& standard_id,
                                                const std::string& number) {
    auto publish = On<v1::PublishStandardRequest>(standard_id);
    publish.set_number(number);
    publish.set_publisher("国家标准化管理委员会");
    publish.set_published_date("2021-03-09");
    return publish;
  }

  v1::Standard Get(const std::string& standard_id) {
    v1::GetStandardResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetStandard, On<v1::GetStandardRequest>(standard_id), response),
              kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.standard();
  }
};

TEST_F(StandardsServiceTest, LeadsAStandardFromItsProposalToItsEnd) {
  v1::ProposeStandardResponse proposed;
  EXPECT_EQ(Call(&Stub::ProposeStandard, Proposal(""), &proposed), kDone);
  const std::string id = proposed.standard_id();
  EXPECT_THAT(id, StartsWith("S-"));
  EXPECT_EQ(Get(id).state(), v1::STANDARD_STATE_PROPOSED);
  LeadToItsNumber(id, "GB/T 40429-2021");

  auto cover = On<v1::CoverProductRequest>(id);
  cover.set_product_id("P-2");
  EXPECT_EQ(Call(&Stub::CoverProduct, cover), kDone);
  auto promote = On<v1::PromoteStandardRequest>(id);
  promote.set_organiser_id("E-2");
  promote.set_place("北京");
  v1::PromoteStandardResponse promoted;
  EXPECT_EQ(Call(&Stub::PromoteStandard, promote, &promoted), kDone);
  auto revise = On<v1::ReviseStandardRequest>(id);
  revise.set_number("GB/T 40429-2022");
  EXPECT_EQ(Call(&Stub::ReviseStandard, revise), kDone);

  const v1::Standard standard = Get(id);
  EXPECT_EQ(standard.state(), v1::STANDARD_STATE_PUBLISHED);
  EXPECT_EQ(standard.proposer_id(), "E-1");
  EXPECT_THAT(standard.product_ids(), ElementsAre("P-1", "P-2"));
  EXPECT_THAT(standard.numbers(), ElementsAre("GB/T 40429-2021", "GB/T 40429-2022"));
  EXPECT_THAT(standard.activity_ids(), ElementsAre(promoted.activity_id()));
  ASSERT_EQ(standard.drafters_size(), 2);
  EXPECT_EQ(standard.drafters(0).enterprise_id(), "E-1");
  EXPECT_EQ(standard.drafters(0).role(), v1::DRAFTER_ROLE_LEAD);
  EXPECT_EQ(standard.drafters(1).enterprise_id(), "E-2");
  EXPECT_EQ(standard.published_date(), "2021-03-09");

  EXPECT_EQ(Call(&Stub::WithdrawStandard, On<v1::WithdrawStandardRequest>(id)), kDone);
  EXPECT_EQ(Get(id).state(), v1::STANDARD_STATE_WITHDRAWN);
}

TEST_F(StandardsServiceTest, TakesADrafterBackBeforeThePublication) {
  EXPECT_EQ(Call(&Stub::ProposeStandard, Proposal("S-1")), kDone);
  auto approve = On<v1::ApproveStandardRequest>("S-1");
  approve.set_plan_number("计划-1");
  approve.set_approved_date("2020-10-12");
  EXPECT_EQ(Call(&Stub::ApproveStandard, approve), kDone);
  EXPECT_EQ(Call(&Stub::NameDrafter, Drafting("S-1", "E-2", 1)), kDone);
  auto remove = On<v1::RemoveDrafterRequest>("S-1");
  remove.set_enterprise_id("E-2");
  EXPECT_EQ(Call(&Stub::RemoveDrafter, remove), kDone);
  EXPECT_EQ(Get("S-1").drafters_size(), 0);
  EXPECT_EQ(Call(&Stub::RemoveDrafter, remove), Refused(StatusCode::kNotFound, kDrafterUnknown));
}

TEST_F(StandardsServiceTest, KnowsANumberHoweverItIsTyped) {
  for (const char* id : {"S-1", "S-2"}) {
    EXPECT_EQ(Call(&Stub::ProposeStandard, Proposal(id)), kDone);
  }
  LeadToItsNumber("S-1", "GB/T 40429-2021");
  const std::uint64_t before = Recorded();
  // The second standard has no draft yet, which is looked at first.
  EXPECT_EQ(Call(&Stub::PublishStandard, Publication("S-2", "ＧＢ／Ｔ 40429—2021")),
            Refused(StatusCode::kFailedPrecondition, kStandardStateUnfit));
  auto revise = On<v1::ReviseStandardRequest>("S-1");
  revise.set_number("gb/t40429-2021");
  EXPECT_EQ(Call(&Stub::ReviseStandard, revise),
            Refused(StatusCode::kAlreadyExists, kStandardNumberTaken));
  EXPECT_EQ(Recorded(), before);
}

TEST_F(StandardsServiceTest, RefusesWhatItDoesNotKnow) {
  auto proposal = Proposal("S-1");
  proposal.add_product_ids("P-9");
  EXPECT_EQ(Call(&Stub::ProposeStandard, proposal),
            Refused(StatusCode::kNotFound, kProductUnknown));
  proposal.set_proposer_id("E-9");
  EXPECT_EQ(Call(&Stub::ProposeStandard, proposal),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(Call(&Stub::CompleteDraft, On<v1::CompleteDraftRequest>("S-9")),
            Refused(StatusCode::kNotFound, kStandardUnknown));
  v1::GetStandardResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetStandard, On<v1::GetStandardRequest>("S-9"), unread),
            Refused(StatusCode::kNotFound, kStandardUnknown));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(StandardsServiceTest, NamesEveryBadFieldOfAProposal) {
  v1::ProposeStandardResponse unread;
  EXPECT_EQ(service_.Call(&Stub::ProposeStandard, v1::ProposeStandardRequest(), unread),
            BadFields({"request_id", "title", "tier", "proposer_id", "product_ids"}));
  auto request = Proposal("标准一");
  request.set_title("一\n二");
  request.set_tier(static_cast<v1::Tier>(9));
  request.set_series_id("系列");
  request.add_product_ids("");
  request.set_proposed_date("2021-06-02");
  EXPECT_EQ(
      Call(&Stub::ProposeStandard, request),
      BadFields({"standard_id", "title", "tier", "series_id", "product_ids[1]", "proposed_date"}));
  request = Proposal("S-1");
  for (int i = 0; i < 40; ++i) request.add_product_ids(fmt::format("P-{}", i));
  EXPECT_EQ(Call(&Stub::ProposeStandard, request), BadFields({"product_ids"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(StandardsServiceTest, NamesEveryBadFieldOfWhatFollows) {
  v1::ApproveStandardRequest approve;
  approve.set_approved_date("2021-06-02");
  EXPECT_EQ(Call(&Stub::ApproveStandard, approve),
            BadFields({"standard_id", "plan_number", "approved_date", "document"}));
  v1::NameDrafterRequest name;
  name.set_named_date("2021-02-29");
  EXPECT_EQ(Call(&Stub::NameDrafter, name),
            BadFields({"standard_id", "enterprise_id", "role", "rank", "named_date"}));
  EXPECT_EQ(Call(&Stub::RemoveDrafter, v1::RemoveDrafterRequest()),
            BadFields({"standard_id", "enterprise_id", "grounds"}));
  EXPECT_EQ(Call(&Stub::CompleteDraft, v1::CompleteDraftRequest()),
            BadFields({"standard_id", "document"}));
  v1::PublishStandardRequest publish;
  publish.set_number(std::string(65, '1'));
  EXPECT_EQ(Call(&Stub::PublishStandard, publish),
            BadFields({"standard_id", "number", "publisher"}));
  EXPECT_EQ(Call(&Stub::ReviseStandard, v1::ReviseStandardRequest()),
            BadFields({"standard_id", "number", "document"}));
  EXPECT_EQ(Call(&Stub::WithdrawStandard, v1::WithdrawStandardRequest()),
            BadFields({"standard_id", "grounds"}));
  EXPECT_EQ(Call(&Stub::CoverProduct, v1::CoverProductRequest()),
            BadFields({"standard_id", "product_id"}));
  v1::PromoteStandardRequest promote;
  promote.set_participants_count(1'000'001);
  EXPECT_EQ(Call(&Stub::PromoteStandard, promote),
            BadFields({"standard_id", "organiser_id", "place", "participants_count", "document"}));
  v1::GetStandardResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetStandard, v1::GetStandardRequest(), unread),
            BadFields({"standard_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::standards
