// All seven measures through one scenario, with the log and each context as a process of its own;
// one of the processes is killed and started again while awards of five measures are under way.
// In the end nothing is lost and nothing is there twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "decision/fact_codec.h"
#include "domain/grants/testing/auditor.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/measure_facts.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using policy::v1::Measure;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Pair;

struct Award {
  const char* claim_id;
  std::int64_t paid_fen;
};
constexpr Award kAwards[] = {{"CL-2", 20'000'000},      // Measure 2: the guide's cap.
                             {"CL-P-1-1", 12'000'000},  // 3: 30 % of 400,000 yuan.
                             {"CL-4", 64'000'000},      // 4: 80 % of 800,000 yuan.
                             {"CL-6", 3'771'603},       // 6: half of the booth.
                             {"CL-7", 4'000'000}};      // 7: 40 % of 100,000 yuan.
const std::map<std::string, std::int64_t> kCaps = {{"m2/E-1/2021", 20'000'000},
                                                   {"m3/P-1", 100'000'000},
                                                   {"m4/E-1/2021", 100'000'000},
                                                   {"m7/E-1/IP_PLEDGE/2021", 50'000'000}};

class SevenMeasures : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto started = Arrangement::Start(Kind::kMicroservices);
    ASSERT_TRUE(started.ok()) << started.status();
    arrangement_ = *std::move(started);
    office_ = std::make_unique<Office>(*arrangement_);
    eventstore_grpc::GrpcEventStoreOptions options;
    options.metadata = {{runtime::kPrincipalHeader, Arrangement::kLogWriter}};
    log_ = std::make_unique<eventstore_grpc::GrpcEventStore>(
        grpc::CreateChannel(arrangement_->AddressOf("eventlog"),
                            grpc::InsecureChannelCredentials()),
        options);
  }

  // The facts of all measures up to computed claims. Measures 1 and 3 are those of FirstEntries.
  void PutOnRecord() {
    const Office& office = *office_;
    FirstEntries entries(office, {.families = 1,
                                  .claims_per_family = 1,
                                  .contract_fen = 40'000'000,
                                  .allotted_fen = 12'000'000});
    ASSERT_EQ(entries.Prepare(), absl::OkStatus());
    market::v1::RecordContractPaymentRequest received;
    received.set_contract_id("C-P-1-1");
    received.set_voucher_number("收-1");
    received.set_received_date("2021-05-10");
    received.set_amount_fen(24'000'000);
    ASSERT_TRUE(Office::Call(*office.market,
                             &market::v1::MarketService::Stub::RecordContractPayment, "孙丽",
                             received)
                    .ok());
    ASSERT_EQ(PublishStandard(office), absl::OkStatus());
    ASSERT_EQ(PayForABooth(office), absl::OkStatus());
    ASSERT_EQ(RegisterInsurer(office), absl::OkStatus());
    ASSERT_EQ(Insure(office, "IP-1", 80'000'000), absl::OkStatus());
    ASSERT_EQ(PayPremium(office, "IP-1", "付-1", "2021-03-01T02:00:00Z", 80'000'000),
              absl::OkStatus());
    ASSERT_EQ(RegisterLender(office), absl::OkStatus());
    ASSERT_EQ(Borrow(office, "L-1", financing::v1::LOAN_TYPE_IP_PLEDGE), absl::OkStatus());
    ASSERT_TRUE(PayInterest(office, "L-1", "息-1", 10'000'000).ok());
    MatchADemand();
  }

  // Measure 5: a demand, the list of products that fit, and the contract that it led to.
  void MatchADemand() {
    using Stub = promotion::v1::PromotionService::Stub;
    auto& stub = *office_->promotion;
    promotion::v1::PublishDemandRequest demand;
    demand.set_demand_id("D-1");
    demand.set_party_id("B-1");
    demand.set_kind(promotion::v1::DEMAND_KIND_KEY_CONSTRUCTION);
    demand.set_project_name("轨道交通四号线");
    demand.set_description("障碍物检测");
    demand.mutable_wanted()->add_keywords("激光雷达");
    demand.mutable_wanted()->add_fields(certification::v1::FIELD_INTELLIGENT_TRANSPORT);
    demand.set_published_date("2021-04-01");
    demand.set_closes_date("2021-06-30");
    ASSERT_TRUE(Office::Call(stub, &Stub::PublishDemand, "郑平", demand).ok());
    promotion::v1::PublishMatchListRequest list;
    list.set_demand_id("D-1");
    list.set_published_date("2021-04-12");
    const auto matched = Office::Call(stub, &Stub::PublishMatchList, "郑平", list);
    ASSERT_TRUE(matched.ok()) << matched.status();
    ASSERT_EQ(matched->products_size(), 1);
    EXPECT_EQ(matched->products(0).product_id(), "P-1");
    market::v1::SignContractRequest sign;
    sign.set_contract_id("C-9");
    sign.set_seller_id("E-1");
    sign.set_buyer_id("B-1");
    sign.set_number("采-9");
    sign.set_signed_date("2021-08-02");
    sign.set_amount_fen(5'000'000);
    auto& line = *sign.add_lines();
    line.set_product_id("P-1");
    line.set_amount_fen(5'000'000);
    ASSERT_TRUE(
        Office::Call(*office_->market, &market::v1::MarketService::Stub::SignContract, "孙丽", sign)
            .ok());
    promotion::v1::RecordOutcomeRequest outcome;
    outcome.set_contract_id("C-9");
    outcome.set_product_id("P-1");
    outcome.set_demand_id("D-1");
    outcome.set_recorded_date("2021-08-03");
    const auto recorded = Office::Call(stub, &Stub::RecordOutcome, "郑平", outcome);
    ASSERT_TRUE(recorded.ok()) << recorded.status();
  }

  void OpenRoundOf(Measure measure, std::int64_t rate_percent, std::int64_t allotted_fen,
                   const grants::v1::OpenRoundRequest& guide = {}) {
    ASSERT_EQ(OpenRound(*office_, {.round_id = "R-" + std::to_string(measure),
                                   .measure = measure,
                                   .year = 2022,
                                   .allotted_fen = allotted_fen,
                                   .rate_percent = rate_percent,
                                   .guide = guide}),
              absl::OkStatus());
  }

  // Each round has exactly the money that its claim is worth.
  void SubmitClaims() {
    const Office& office = *office_;
    OpenRoundOf(policy::v1::MEASURE_STANDARDS, 0, 20'000'000, StandardsGuide());
    OpenRoundOf(policy::v1::MEASURE_INSURANCE, 80, 64'000'000);
    OpenRoundOf(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE, 50, 3'771'603, ExchangeGuide());
    OpenRoundOf(policy::v1::MEASURE_FINANCING, 40, 4'000'000);
    ASSERT_EQ(ClaimStandard(office, "CL-2", "R-2", "2022-03-01"), absl::OkStatus());
    ASSERT_EQ(ClaimPremium(office, "CL-4", "R-4", 2021, {}, "2022-03-01"), absl::OkStatus());
    ASSERT_EQ(ClaimBooth(office, "CL-6", "R-6", "2022-03-01"), absl::OkStatus());
    ASSERT_EQ(ClaimInterest(office, "CL-7", "R-7", financing::v1::LOAN_TYPE_IP_PLEDGE, {"L-1"},
                            "2022-03-01"),
              absl::OkStatus());
    for (const char* id : {"CL-2", "CL-4", "CL-6", "CL-7"}) {
      ASSERT_EQ(LeadToComputed(office, id, "2022-03-02"), absl::OkStatus());
    }
  }

  // Until the log has so many events of the awards' own steps.
  void AwaitSteps(std::size_t count) {
    std::size_t seen = 0;
    const auto steps = decision::TypesOf<grants::v1::AwardProposed, grants::v1::NoticeOpened>();
    EXPECT_EQ(log_->Subscribe({{{.types = steps, .tags = {}}}}, {}, {},
                              [&](const eventstore::SubscriptionMessage& message) {
                                const auto* batch = std::get_if<eventstore::Batch>(&message);
                                if (batch != nullptr) seen += batch->events.size();
                                return seen < count;
                              }),
              absl::OkStatus());
  }

  // Every invariant at every position, and each step of each award once.
  void ExpectNothingIsLostOrDoubled() {
    grants::testing::Auditor auditor(kCaps);
    std::map<std::string, std::set<std::string>> claims;  // By type.
    std::map<std::string, int> counts;                    // By type.
    const auto read = log_->Read({}, {}, [&](const eventstore::SequencedEvent& event) {
      auditor.Look(event);
      ++counts[event.event.type];
      for (const std::string& tag : event.event.tags) {
        if (tag.starts_with("claim:")) claims[event.event.type].insert(tag);
      }
      return true;
    });
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_THAT(auditor.findings(), IsEmpty());
    EXPECT_EQ(auditor.paid_count(), 5);
    for (const std::string& type :
         decision::TypesOf<grants::v1::ClaimSubmitted, grants::v1::ClaimAccepted,
                           grants::v1::AwardComputed, grants::v1::AwardProposed,
                           grants::v1::NoticeOpened, grants::v1::NoticeClosed,
                           grants::v1::SubsidyGranted, grants::v1::PaymentOrdered,
                           grants::v1::PaymentSettled>()) {
      EXPECT_EQ(claims[type].size(), 5U) << type;
      EXPECT_EQ(counts[type], 5) << type;
    }
  }

  // Once every model reflects the position; each follows the log on a stream of its own.
  absl::StatusOr<readmodels::v1::GetProjectionStatusResponse> StatusAt(
      eventstore::Position position) {
    using Stub = readmodels::v1::ReadModelsService::Stub;
    while (true) {
      auto status = Office::Call(*office_->readmodels, &Stub::GetProjectionStatus, "",
                                 readmodels::v1::GetProjectionStatusRequest());
      // A process that was killed may still be looked for.
      if (absl::IsUnavailable(status.status())) continue;
      if (!status.ok() || std::ranges::all_of(status->projections(), [&](const auto& each) {
            return each.position() >= position.value;
          })) {
        return status;
      }
    }
  }

  // Every budget is spent to the fen, and every model is what a rebuild makes of the log.
  void ExpectTheReadModelsAgree() {
    using Stub = readmodels::v1::ReadModelsService::Stub;
    auto& stub = *office_->readmodels;
    const auto head = log_->Head();
    ASSERT_TRUE(head.ok()) << head.status();
    const auto status = StatusAt(*head);
    ASSERT_TRUE(status.ok()) << status.status();
    readmodels::v1::ListBudgetsRequest request;
    request.set_at_least_position(head->value);
    const auto budgets = Office::Call(stub, &Stub::ListBudgets, "", request);
    ASSERT_TRUE(budgets.ok()) << budgets.status();
    std::map<std::string, std::int64_t> spent;
    std::map<std::string, std::int64_t> left;
    for (const auto& budget : budgets->budgets()) {
      spent[budget.budget_id()] = budget.spent_fen();
      left[budget.budget_id()] = budget.room_fen() + budget.reserved_fen() + budget.committed_fen();
    }
    EXPECT_EQ(spent, (std::map<std::string, std::int64_t>{{"2/2022", 20'000'000},
                                                          {"3/2021", 12'000'000},
                                                          {"4/2022", 64'000'000},
                                                          {"6/2022", 3'771'603},
                                                          {"7/2022", 4'000'000}}));
    EXPECT_THAT(left, Each(Pair(::testing::_, 0)));
    for (const auto& projection : status->projections()) {
      readmodels::v1::RebuildModelRequest rebuild;
      rebuild.set_model(projection.name());
      rebuild.set_mode(readmodels::v1::REBUILD_MODE_COMPARE);
      grpc::ClientContext context;
      runtime::SetPrincipal(context, "何平");
      const auto stream = stub.RebuildModel(&context, rebuild);
      readmodels::v1::RebuildModelResponse message;
      while (stream->Read(&message)) {
      }
      const grpc::Status ended = stream->Finish();
      EXPECT_TRUE(ended.ok()) << projection.name() << ": " << ended.error_message();
      EXPECT_GT(message.result().rows_count(), 0U) << projection.name();
      EXPECT_EQ(message.result().differences_count(), 0U) << projection.name();
    }
  }

  std::unique_ptr<Arrangement> arrangement_;
  std::unique_ptr<Office> office_;
  std::unique_ptr<eventstore_grpc::GrpcEventStore> log_;
};

TEST_P(SevenMeasures, LoseAndDoubleNothingWhenAProcessIsKilledOnTheWay) {
  PutOnRecord();
  SubmitClaims();
  ASSERT_FALSE(HasFatalFailure());
  {
    std::vector<std::jthread> officers;
    for (const Award& award : kAwards) {
      officers.emplace_back([this, award] {
        const auto granted = GrantComputed(*office_, award.claim_id, "2022-03-07");
        ASSERT_TRUE(granted.ok()) << award.claim_id << ": " << granted.status();
        const auto paid = PayGranted(*office_, award.claim_id, *granted);
        ASSERT_TRUE(paid.ok()) << award.claim_id << ": " << paid.status();
        EXPECT_EQ(*paid, award.paid_fen) << award.claim_id;
      });
    }
    // Once when few awards are proposed, and once when some are under public notice.
    for (const std::size_t steps : {1U, 6U}) {
      AwaitSteps(steps);
      ASSERT_EQ(arrangement_->KillAndRestart(GetParam()), absl::OkStatus());
    }
  }
  ExpectNothingIsLostOrDoubled();
  ExpectTheReadModelsAgree();
}

INSTANTIATE_TEST_SUITE_P(Killed, SevenMeasures, ::testing::Values("grants", "eventlog"),
                         [](const auto& killed) { return std::string(killed.param); });

}  // namespace
}  // namespace debut::test
