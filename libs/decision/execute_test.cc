#include "decision/execute.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/testing/accounts.h"
#include "decision/testing/watched_store.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::decision {
namespace {

using eventstore::InMemoryEventStore;
using eventstore::Position;
using testing::AccountBalance;
using testing::AccountStatus;
using testing::DepositFunds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::OpenAccount;
using testing::WithdrawFunds;

const std::string kDigest(32, 'd');
const std::string kOtherDigest(32, 'o');

CommandContext Asked(const std::string& request_id, const std::string& digest = kDigest) {
  return {.principal = "王处长",
          .request_id = request_id,
          .request_digest = digest,
          .trace_parent = "00-1-2-01",
          .causation_id = std::string(16, 'c'),
          .domain = "accounts"};
}

std::string ReasonOf(const absl::Status& status) {
  const auto rejection = RejectionOf(status);
  return rejection ? rejection->reason : status.ToString();
}

class ExecuteTest : public ::testing::Test {
 protected:
  void Fill(std::int64_t amount_fen) {
    ASSERT_TRUE(Execute(log_, OpenAccount{"42"}, {}).ok());
    ASSERT_TRUE(Execute(log_, DepositFunds{"42", amount_fen}, {}).ok());
  }

  std::int64_t BalanceFen() { return Load(log_, AccountBalance{"42"})->view.amount_fen; }

  InMemoryEventStore log_;
  testing::WatchedStore store_{log_};
};

TEST_F(ExecuteTest, RecordsWhatTheCommandDecided) {
  Fill(100);
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->position, Position{3});
  EXPECT_FALSE(outcome->replayed);
  ASSERT_EQ(outcome->recorded.size(), 1u);
  EXPECT_EQ(FactIn<testing::FundsWithdrawn>(*outcome)->amount_fen(), 60);
  EXPECT_FALSE(FactIn<testing::FundsDeposited>(*outcome).has_value());

  const auto logged = ReadAll(log_, {}, {.after = {2}});
  ASSERT_EQ(logged->events.size(), 1u);
  const eventstore::Event& event = logged->events[0].event;
  EXPECT_EQ(event, outcome->recorded[0].event);
  EXPECT_EQ(outcome->recorded[0].position, Position{3});
  EXPECT_THAT(event.tags, ElementsAre("account:42", "request:r-1"));
  EXPECT_EQ(event.principal, "王处长");
  EXPECT_EQ(event.request_id, "r-1");
  EXPECT_EQ(event.request_digest, kDigest);
  EXPECT_EQ(event.trace_parent, "00-1-2-01");
  EXPECT_EQ(event.causation_id, std::string(16, 'c'));
}

TEST_F(ExecuteTest, RecordsBothNamesOfWhoActsForAnother) {
  Fill(100);
  CommandContext context = Asked("r-1");
  context.via = "portal";
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, context);
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  const eventstore::Event& event = outcome->recorded.at(0).event;
  EXPECT_EQ(event.principal, "王处长");
  EXPECT_THAT(event.tags, ElementsAre("account:42", "request:r-1", "via:portal"));
}

TEST_F(ExecuteTest, GuardsExactlyWhatWasRead) {
  Fill(100);
  ASSERT_TRUE(Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1")).ok());
  const auto& items = store_.last_condition.fail_if_matches.items;
  EXPECT_THAT(items, ElementsAre(AccountStatus{"42"}.Selects().items[0],
                                 AccountBalance{"42"}.Selects().items[0],
                                 eventstore::QueryItem{{}, {"request:r-1"}, {}}));
  EXPECT_EQ(store_.last_condition.after, Position{2});
}

TEST_F(ExecuteTest, RecordsNothingForASatisfiedCommand) {
  Fill(100);
  const auto outcome = Execute(store_, OpenAccount{"42"}, Asked("r-1"));
  ASSERT_TRUE(outcome.ok());
  EXPECT_TRUE(outcome->recorded.empty());
  EXPECT_EQ(outcome->position, Position{2});
  EXPECT_EQ(store_.appends, 0);
}

TEST_F(ExecuteTest, AnswersARejectionWithItsStatus) {
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  EXPECT_TRUE(absl::IsNotFound(outcome.status()));
  EXPECT_EQ(ReasonOf(outcome.status()), "ACCOUNT_UNKNOWN");
  EXPECT_EQ(store_.appends, 0);
}

TEST_F(ExecuteTest, IsAbortedForAStaleCommand) {
  Fill(100);
  ASSERT_TRUE(Execute(log_, testing::ReplaceAccount{"42", "43"}, {}).ok());
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  EXPECT_TRUE(absl::IsAborted(outcome.status()));
  EXPECT_EQ(store_.appends, 0);
}

TEST_F(ExecuteTest, AnswersARepeatedRequestWithItsFirstOutcome) {
  Fill(100);
  const auto first = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  ASSERT_TRUE(Execute(store_, WithdrawFunds{"42", 1}, Asked("r-2")).ok());
  const auto again = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->position, first->position);
  ASSERT_EQ(again->recorded.size(), 1u);
  EXPECT_EQ(again->recorded[0].event, first->recorded[0].event);
  EXPECT_EQ(BalanceFen(), 39);
}

TEST_F(ExecuteTest, RefusesARequestIdWithOtherContent) {
  Fill(100);
  ASSERT_TRUE(Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1")).ok());
  const auto reused = Execute(store_, WithdrawFunds{"42", 6}, Asked("r-1", kOtherDigest));
  EXPECT_TRUE(absl::IsFailedPrecondition(reused.status()));
  EXPECT_EQ(ReasonOf(reused.status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(BalanceFen(), 40);
}

TEST_F(ExecuteTest, DecidesTwiceWithoutARequestId) {
  Fill(100);
  ASSERT_TRUE(Execute(store_, WithdrawFunds{"42", 30}, Asked("")).ok());
  ASSERT_TRUE(Execute(store_, WithdrawFunds{"42", 30}, Asked("")).ok());
  EXPECT_EQ(BalanceFen(), 40);
}

TEST_F(ExecuteTest, DecidesAgainOnWhatOthersRecordedMeanwhile) {
  Fill(100);
  store_.before_append = [&] {
    if (store_.appends > 1) return absl::OkStatus();
    return Execute(log_, WithdrawFunds{"42", 50}, {}).status();
  };
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  EXPECT_EQ(ReasonOf(outcome.status()), "FUNDS_INSUFFICIENT");
  EXPECT_EQ(store_.reads, 2);
  EXPECT_EQ(store_.delivered, 2 + 1) << "the second read delivers only what is new";
}

TEST_F(ExecuteTest, FindsItsOwnRequestRecordedMeanwhile) {
  Fill(100);
  store_.before_append = [&] {
    if (store_.appends > 1) return absl::OkStatus();
    return Execute(log_, WithdrawFunds{"42", 60}, Asked("r-1")).status();
  };
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_TRUE(outcome->replayed);
  EXPECT_EQ(BalanceFen(), 40);
}

TEST_F(ExecuteTest, GivesUpOnABoundaryThatKeepsChanging) {
  Fill(100);
  store_.before_append = [&] {
    EXPECT_TRUE(Execute(log_, DepositFunds{"42", 1}, {}).ok());
    return absl::OkStatus();
  };
  const auto outcome = Execute(store_, WithdrawFunds{"42", 60}, Asked("r-1"));
  EXPECT_TRUE(absl::IsAborted(outcome.status()));
  EXPECT_THAT(std::string(outcome.status().message()), HasSubstr("ask again"));
  EXPECT_TRUE(eventstore::ConflictOf(outcome.status()).has_value());
  EXPECT_EQ(store_.appends, kDecideAttemptsMax);
}

TEST_F(ExecuteTest, PassesOnWhatTheStoreAnswers) {
  Fill(100);
  store_.before_read = [] { return absl::UnavailableError("no log"); };
  EXPECT_TRUE(absl::IsUnavailable(Execute(store_, WithdrawFunds{"42", 60}, {}).status()));
  store_.before_read = [] { return absl::OkStatus(); };
  store_.before_append = [] { return absl::DataLossError("damaged"); };
  EXPECT_TRUE(absl::IsDataLoss(Execute(store_, WithdrawFunds{"42", 60}, {}).status()));
  EXPECT_EQ(store_.appends, 1);
}

TEST_F(ExecuteTest, RefusesAnEventThatIsTooLarge) {
  Fill(100);
  const auto outcome = Execute(store_, DepositFunds{"42", 1, std::string(70'000, 'x')}, {});
  EXPECT_TRUE(absl::IsInvalidArgument(outcome.status())) << outcome.status();
  EXPECT_EQ(store_.appends, 0);
}

TEST_F(ExecuteTest, RefusesABoundaryThatBreaksALimit) {
  const auto outcome = Execute(store_, OpenAccount{std::string(300, 'x')}, {});
  EXPECT_TRUE(absl::IsInvalidArgument(outcome.status()));
  EXPECT_THAT(std::string(outcome.status().message()), HasSubstr("what the command reads"));
  EXPECT_TRUE(absl::IsInvalidArgument(Execute(store_, OpenAccount{""}, {}).status()));
  EXPECT_EQ(store_.reads, 0);
}

// Reads nothing at all.
struct NoteDeposit {
  std::tuple<> Reads() const { return {}; }
  Decision Decide() const { return Record(testing::Deposited("42", 5)); }
};

TEST_F(ExecuteTest, AppendsWithoutAConditionWhenNothingIsRead) {
  const auto outcome = Execute(store_, NoteDeposit{}, {});
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(store_.reads, 0);
  EXPECT_EQ(BalanceFen(), 5);
}

// A view whose list of keys is empty selects nothing, where a query selects everything.
struct Balances {
  std::vector<std::string> account_ids;
  int events = 0;
  eventstore::Query Selects() const {
    eventstore::Query query;
    for (const auto& id : account_ids) query.items.push_back(AccountBalance{id}.Selects().items[0]);
    return query;
  }
  void Apply(const eventstore::SequencedEvent&) { ++events; }
  bool operator==(const Balances&) const = default;
};

struct CountEvents {
  std::vector<std::string> account_ids;
  std::tuple<Balances, AccountStatus> Reads() const {
    return {Balances{account_ids}, AccountStatus{"42"}};
  }
  Decision Decide(const Balances& balances, const AccountStatus&) const {
    return Reject("COUNTED", std::to_string(balances.events));
  }
};

TEST_F(ExecuteTest, FoldsNothingIntoAViewWithoutKeys) {
  Fill(100);
  EXPECT_EQ(Execute(store_, CountEvents{}, {}).status().message(), "0");
  EXPECT_EQ(Execute(store_, CountEvents{{"41", "42"}}, {}).status().message(), "1");
  EXPECT_EQ(Load(log_, Balances{})->view.events, 0);
  EXPECT_EQ(Load(log_, Balances{})->head, Position{2});
}

TEST_F(ExecuteTest, LoadsAViewAsOfAPosition) {
  Fill(100);
  ASSERT_TRUE(Execute(log_, WithdrawFunds{"42", 60}, {}).ok());
  EXPECT_EQ(BalanceFen(), 40);
  const auto earlier = Load(log_, AccountBalance{"42"}, {.up_to = Position{2}});
  EXPECT_EQ(earlier->view.amount_fen, 100);
  EXPECT_EQ(earlier->head, Position{3});
  log_.Close();
  EXPECT_TRUE(absl::IsUnavailable(Load(log_, AccountBalance{"42"}).status()));
}

}  // namespace
}  // namespace debut::decision
