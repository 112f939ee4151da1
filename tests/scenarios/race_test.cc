// The promise under concurrency: 64 clients propose awards of measures 3, 4 and 7 at once, on the
// same caps of all three kinds, the same budgets, and the same contracts, instalments and vouchers.
// No cap and no budget is ever passed by a fen, and each piece of evidence is in one live award.
// Through real gRPC, in both arrangements; afterwards the log alone is asked.
//
//   DEBUT_RACE_PROPOSALS=20000 DEBUT_RACE_SEED=7 scenarios_test --gtest_filter='*Race*'
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include "base/status_macros.h"
#include "calendar/date.h"
#include "decision/loader.h"
#include "domain/grants/propose_award.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "tests/support/arrangement.h"
#include "tests/support/contested_claims.h"
#include "tests/support/office.h"
#include "tests/support/race_ledger.h"

namespace debut::test {
namespace {

namespace readmodels = ::debut::readmodels::v1;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using GrantsStub = grants::v1::GrantsService::Stub;

constexpr int kClients = 64;
constexpr char kProposedDate[] = "2022-07-05";

int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

struct Settings {
  Kind kind;
  bool barriered;  // All clients begin each proposal at the same moment; else each at its own pace.
};

class RaceForEveryLimit : public ::testing::TestWithParam<Settings> {};

// The log of an arrangement, as who may append to it past all rules.
std::unique_ptr<eventstore_grpc::GrpcEventStore> LogOf(const Arrangement& arrangement) {
  eventstore_grpc::GrpcEventStoreOptions options;
  options.metadata = {{runtime::kPrincipalHeader, Arrangement::kLogWriter}};
  return std::make_unique<eventstore_grpc::GrpcEventStore>(
      grpc::CreateChannel(arrangement.AddressOf("eventlog"), grpc::InsecureChannelCredentials()),
      options);
}

// The answer to a command; asked again, by the same request, while its boundary is contended.
template <typename Request, typename Response>
absl::StatusOr<Response> Ask(const Office& office,
                             grpc::Status (GrantsStub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                             const std::string& principal, Request request) {
  request.set_request_id(Office::NewRequestId());
  while (true) {
    auto answer = Office::Call(*office.grants, method, principal, request);
    if (!absl::IsAborted(answer.status())) return answer;
  }
}

void ProposeSometimesWithdraw(const Office& office, const ContestedClaims::Claim& claim,
                              bool withdraw, RaceLedger& ledger) {
  grants::v1::ProposeAwardRequest request;
  request.set_claim_id(claim.claim_id);
  request.set_proposed_date(kProposedDate);
  const auto proposed = Ask(office, &GrantsStub::ProposeAward, "赵磊", request);
  if (!proposed.ok()) {
    const std::string reason = runtime::ReasonOf(proposed.status());
    return ledger.Refused(reason.empty() ? proposed.status().ToString() : reason);
  }
  if (proposed->recorded().events_count() == 0) return;  // Somebody else's proposal stands.
  ledger.Proposed(claim.claim_id, proposed->amount_fen());
  if (!withdraw) return;
  grants::v1::WithdrawClaimRequest back;
  back.set_claim_id(claim.claim_id);
  back.set_grounds("企业主动撤回");
  back.set_withdrawn_date("2022-07-06");
  const auto withdrawn = Ask(office, &GrantsStub::WithdrawClaim, "李娜", back);
  EXPECT_TRUE(withdrawn.ok()) << withdrawn.status();
  ledger.Withdrawn(claim.claim_id);
}

// The read models come to the sums of what the clients were told.
void ExpectTheReadModelsAgree(const Office& office, const ContestedClaims& contested,
                              const RaceLedger& ledger) {
  using Stub = readmodels::ReadModelsService::Stub;
  const auto status = Office::Call(*office.readmodels, &Stub::GetProjectionStatus, "",
                                   readmodels::GetProjectionStatusRequest());
  ASSERT_TRUE(status.ok()) << status.status();
  readmodels::ListBudgetsRequest request;
  request.set_at_least_position(status->head_position());
  const auto budgets = Office::Call(*office.readmodels, &Stub::ListBudgets, "", request);
  ASSERT_TRUE(budgets.ok()) << budgets.status();
  std::map<std::string, std::int64_t> reserved = ContestedClaims::Budgets();
  for (auto& [budget_id, fen] : reserved) fen = 0;
  for (const auto& claim : contested.claims()) {
    reserved[claim.budget_id] += ledger.LiveAmount(claim.claim_id);
  }
  std::map<std::string, std::int64_t> read;
  for (const auto& budget : budgets->budgets()) read[budget.budget_id()] = budget.reserved_fen();
  EXPECT_EQ(read, reserved);
}

TEST_P(RaceForEveryLimit, NeverPassesACapOrABudgetAndUsesEvidenceOnce) {
  const int proposals = FromEnvironment("DEBUT_RACE_PROPOSALS", 2'560);
  const auto seed = static_cast<std::uint64_t>(
      FromEnvironment("DEBUT_RACE_SEED", static_cast<int>(std::random_device{}() >> 2)));
  SCOPED_TRACE("DEBUT_RACE_SEED=" + std::to_string(seed));
  auto arrangement = Arrangement::Start(GetParam().kind);
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  ContestedClaims contested(office, {});
  ASSERT_EQ(contested.Prepare(), absl::OkStatus());

  RaceLedger ledger;
  std::barrier start(kClients);
  std::vector<std::jthread> clients;
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([&, c] {
      std::mt19937_64 random(seed + static_cast<std::uint64_t>(c));
      for (int i = 0; i < proposals / kClients; ++i) {
        if (GetParam().barriered) start.arrive_and_wait();
        const auto& claim = contested.claims()[random() % contested.claims().size()];
        ProposeSometimesWithdraw(office, claim, random() % 4 == 0, ledger);
      }
    });
  }
  clients.clear();

  for (const auto& [reason, count] : ledger.refusals()) {
    const std::set<std::string> expected{"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "CLAIM_STATE_UNFIT",
                                         "EVIDENCE_ALREADY_USED", "ENTITLEMENT_AWARDED"};
    EXPECT_TRUE(expected.contains(reason)) << reason << ": " << count;
  }
  // A race for what nobody contests shows nothing.
  for (const char* reason : {"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "EVIDENCE_ALREADY_USED"}) {
    EXPECT_TRUE(ledger.refusals().contains(reason)) << reason;
  }
  EXPECT_THAT(AuditOfRace(*LogOf(**arrangement), ContestedClaims::Caps(), &ledger), IsEmpty());
  ExpectTheReadModelsAgree(office, contested, ledger);
}

INSTANTIATE_TEST_SUITE_P(
    Arrangements, RaceForEveryLimit,
    ::testing::Values(Settings{Kind::kEmbedded, true}, Settings{Kind::kEmbedded, false},
                      Settings{Kind::kMicroservices, true}, Settings{Kind::kMicroservices, false}),
    [](const auto& settings) {
      return NameOf(settings.param.kind) + (settings.param.barriered ? "Barriered" : "Staggered");
    });

// A planted bug: decisions are made on what the log said before the race, and appended whatever
// others have appended since.
class UnguardedLog final : public eventstore::EventStore {
 public:
  UnguardedLog(eventstore::EventStore& log, eventstore::Position head) : log_(log), head_(head) {}

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events, std::optional<eventstore::AppendCondition>) override {
    return log_.Append(std::move(events), std::nullopt);
  }
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override {
    eventstore::ReadOptions until_then = options;
    until_then.up_to = head_;
    RETURN_IF_ERROR(log_.Read(query, until_then, visit).status());
    return head_;
  }
  absl::StatusOr<eventstore::Position> Head() const override { return head_; }
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override {
    return log_.Subscribe(query, options, std::move(stop), std::move(subscriber));
  }

 private:
  eventstore::EventStore& log_;
  const eventstore::Position head_;
};

TEST(RaceForEveryLimitControl, FindsCapsBudgetsAndEvidenceOfALogThatIsNotGuarded) {
  auto arrangement = Arrangement::Start(Kind::kEmbedded);
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  ContestedClaims contested(office, {});
  ASSERT_EQ(contested.Prepare(), absl::OkStatus());
  const auto log = LogOf(**arrangement);
  const auto head = log->Head();
  ASSERT_TRUE(head.ok()) << head.status();
  UnguardedLog unguarded(*log, *head);
  {
    std::vector<std::jthread> clients;
    for (std::size_t c = 0; c < kClients; ++c) {
      clients.emplace_back([&, c] {
        for (std::size_t i = c; i < contested.claims().size(); i += kClients) {
          const auto keys =
              grants::KeysOfClaim(contested.claims()[i].claim_id, decision::Loader(unguarded));
          const auto date = calendar::ParseDate(kProposedDate);
          decision::CommandContext context;
          context.principal = "赵磊";
          EXPECT_TRUE(
              decision::Execute(unguarded, grants::ProposeAward{*keys, "赵磊", *date}, context)
                  .ok());
        }
      });
    }
  }
  const auto findings = AuditOfRace(*log, ContestedClaims::Caps(), nullptr);
  for (const char* what : {"m3/P-1 has", "m4/E-1/2021 has", "m7/E-1/CREDIT/2021 has",
                           "of budget 3/2021 are taken", "of budget 4/2022 are taken",
                           "of budget 7/2022 are taken", "contract/", "premium/", "interest/"}) {
    EXPECT_THAT(findings, Contains(HasSubstr(what)));
  }
  RaceLedger told_nothing;
  EXPECT_THAT(AuditOfRace(*log, ContestedClaims::Caps(), &told_nothing),
              Contains(HasSubstr("nobody was told")));
}

}  // namespace
}  // namespace debut::test
