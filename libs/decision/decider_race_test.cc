#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "decision/decider.h"
#include "decision/execute.h"
#include "decision/testing/accounts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::decision {
namespace {

using eventstore::InMemoryEventStore;
using testing::AccountBalance;
using testing::DepositFunds;
using testing::OpenAccount;
using testing::TransferFunds;
using testing::WithdrawFunds;

constexpr int kThreads = 16;
constexpr int kRequestsEach = 60;
constexpr int kAccounts = 3;

// What racers were told, and what the log says.
class Race {
 public:
  Race(InMemoryEventStore& log, std::int64_t amount_fen) : log_(log) {
    for (int i = 0; i < kAccounts; ++i) {
      EXPECT_TRUE(Execute(log_, OpenAccount{std::to_string(i)}, {}).ok());
      EXPECT_TRUE(Execute(log_, DepositFunds{std::to_string(i), amount_fen}, {}).ok());
    }
  }

  // Each thread asks `decide(thread, random)` for every one of its requests, some of them twice.
  template <typename Decide>
  void Run(Decide decide) {
    std::vector<std::thread> racers;
    for (unsigned thread = 0; thread < kThreads; ++thread) {
      racers.emplace_back([this, thread, &decide] {
        std::mt19937 random(thread);
        for (int i = 0; i < kRequestsEach; ++i) {
          CommandContext context;
          context.request_id = std::to_string(thread) + "-" + std::to_string(i);
          const auto account = std::to_string(random() % kAccounts);
          const auto other = std::to_string(random() % kAccounts);
          const std::int64_t amount_fen = 1 + static_cast<std::int64_t>(random() % 40);
          const bool transfers = random() % 2 == 0 && account != other;
          const auto ask = [&] {
            if (transfers)
              return decide(thread, TransferFunds{account, other, amount_fen}, context);
            return decide(thread, WithdrawFunds{account, amount_fen}, context);
          };
          Note(ask(), context.request_id);
          if (random() % 4 == 0) Note(ask(), context.request_id);
        }
      });
    }
    for (std::thread& racer : racers) racer.join();
  }

  void ExpectThatEveryAnswerIsInTheLogOnce() {
    std::map<std::string, std::vector<eventstore::SequencedEvent>> logged;
    std::map<std::string, std::int64_t> balances;
    ASSERT_TRUE(log_.Read({}, {},
                          [&](const eventstore::SequencedEvent& event) {
                            On<testing::FundsDeposited>(event, [&](const auto& fact) {
                              balances[fact.account_id()] += fact.amount_fen();
                            });
                            On<testing::FundsWithdrawn>(event, [&](const auto& fact) {
                              balances[fact.account_id()] -= fact.amount_fen();
                              EXPECT_GE(balances[fact.account_id()], 0) << event.position.value;
                            });
                            if (!event.event.request_id.empty()) {
                              logged[event.event.request_id].push_back(event);
                            }
                            return true;
                          })
                    .ok());
    EXPECT_EQ(answers_.size(), logged.size());
    for (const auto& [request_id, outcomes] : answers_) {
      for (const Outcome& outcome : outcomes) {
        const auto& events = logged[request_id];
        ASSERT_EQ(outcome.recorded.size(), events.size()) << request_id;
        for (std::size_t i = 0; i < events.size(); ++i) {
          EXPECT_EQ(outcome.recorded[i].position, events[i].position);
          EXPECT_EQ(outcome.recorded[i].event, events[i].event);
        }
      }
    }
    EXPECT_GT(answers_.size(), 0u);
    EXPECT_GT(rejected_, 0) << "the race was for nothing";
  }

  int aborted() const { return aborted_; }

 private:
  void Note(const absl::StatusOr<Outcome>& result, const std::string& request_id) {
    const std::lock_guard lock(mutex_);
    if (result.ok()) {
      answers_[request_id].push_back(*result);
    } else if (RejectionOf(result.status())) {
      ++rejected_;
    } else {
      EXPECT_TRUE(absl::IsAborted(result.status())) << result.status();
      ++aborted_;
    }
  }

  InMemoryEventStore& log_;
  std::mutex mutex_;
  std::map<std::string, std::vector<Outcome>> answers_;
  int rejected_ = 0;
  int aborted_ = 0;
};

TEST(Decider, KeepsEveryBalanceWhenThreadsRaceForIt) {
  InMemoryEventStore log;
  Race race(log, 1'500);
  Decider decider(log);
  race.Run([&](unsigned, auto command, const CommandContext& context) {
    return decider.Decide(command, context);
  });
  race.ExpectThatEveryAnswerIsInTheLogOnce();
  EXPECT_EQ(race.aborted(), 0) << "one decider never refuses its own appends";
}

TEST(Decider, KeepsEveryBalanceWhenSeveralDecidersRaceForIt) {
  InMemoryEventStore log;
  Race race(log, 1'500);
  Decider first(log);
  Decider second(log);
  // Drops its views all the time.
  Decider third(log, base::SystemClock(), {.cached_views_max = 2});
  Decider* deciders[] = {&first, &second, &third};
  race.Run([&](unsigned thread, auto command, const CommandContext& context) {
    if (thread % 4 == 3) return Execute(log, command, context);
    return deciders[thread % 4]->Decide(command, context);
  });
  race.ExpectThatEveryAnswerIsInTheLogOnce();
}

}  // namespace
}  // namespace debut::decision
