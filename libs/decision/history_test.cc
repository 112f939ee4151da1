// Random histories: groups with conflicts, failing reads and appends, lost answers, and an eye on
// every view that the cache keeps.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "decision/execute.h"
#include "decision/group.h"
#include "decision/testing/accounts.h"
#include "decision/testing/watched_store.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::decision {
namespace {

using testing::AccountBalance;
using testing::AccountStatus;

constexpr int kAccounts = 3;

struct Step {
  int command = 0;
  std::string account_id;
  std::string other_id;
  std::int64_t amount_fen = 0;
  std::string request_id;
};

std::unique_ptr<AnyCommand> CommandOf(const Step& step) {
  switch (step.command) {
    case 0:
      return Box(testing::OpenAccount{step.account_id});
    case 1:
      return Box(testing::DepositFunds{step.account_id, step.amount_fen});
    case 2:
      return Box(testing::TransferFunds{step.account_id, step.other_id, step.amount_fen});
    case 3:
      return Box(testing::ReplaceAccount{step.account_id, step.other_id});
    default:
      return Box(testing::WithdrawFunds{step.account_id, step.amount_fen});
  }
}

rc::Gen<Step> AnyStep() {
  return rc::gen::exec([] {
    Step step;
    // Withdrawals most often; replacements end an account, so they are rare.
    step.command = *rc::gen::weightedElement<int>({{4, 0}, {6, 1}, {6, 2}, {1, 3}, {9, 4}});
    step.account_id = std::to_string(*rc::gen::inRange(0, kAccounts));
    step.other_id = std::to_string(*rc::gen::inRange(0, kAccounts));
    step.amount_fen = *rc::gen::inRange(1, 60);
    const int request = *rc::gen::inRange(0, 8);
    if (request > 0) step.request_id = "r-" + std::to_string(request);
    return step;
  });
}

class World {
 public:
  World() {
    store_.before_read = [this] { return Fails(); };
    store_.before_event = [this] { return Fails(); };
    store_.before_append = [this]() -> absl::Status {
      if (*rc::gen::inRange(0, 4) == 0) Meddle();
      return Fails();
    };
    store_.after_append = [this] { return Fails(); };
  }

  // Runs the steps as one group, and what comes back as the next.
  void Run(const std::vector<Step>& steps) {
    std::vector<std::unique_ptr<Job>> jobs;
    std::vector<std::pair<std::future<Answer>, Step>> answers;
    for (const Step& step : steps) {
      CommandContext context;
      context.request_id = step.request_id;
      jobs.push_back(std::make_unique<Job>(CommandOf(step), context, absl::InfiniteFuture()));
      answers.emplace_back(jobs.back()->answer.get_future(), step);
    }
    Group group(store_, cache_);
    for (auto& job : jobs) RC_ASSERT(group.TryAdd(job));
    RC_ASSERT(group.Run().empty());
    for (auto& [answer, step] : answers) Check(answer.get());
    CheckViews();
    CheckLog();
  }

 private:
  absl::Status Fails() {
    return *rc::gen::inRange(0, 25) == 0 ? absl::UnavailableError("planted") : absl::OkStatus();
  }

  // Another process records something.
  void Meddle() {
    const auto step = *AnyStep();
    (void)ExecuteBoxed(log_, CommandOf(step), {});
  }

  void Check(const Answer& answer) {
    if (!answer || !answer->ok()) return;
    for (const eventstore::SequencedEvent& event : (*answer)->recorded) {
      const auto logged =
          ReadAll(log_, {}, {.after = {event.position.value - 1}, .up_to = event.position});
      RC_ASSERT(logged->events.size() == 1u);
      RC_ASSERT(logged->events[0].event == event.event);
    }
  }

  template <View V>
  void CheckView(V initial) {
    const auto key = std::make_shared<const KeyedView>(std::make_unique<BoxedView<V>>(initial));
    const auto cached = cache_.Get(key);
    V expected = initial;
    if (cached->position.value > 0) {
      expected = Load(log_, initial, {.up_to = cached->position})->view;
    }
    RC_ASSERT(static_cast<const BoxedView<V>&>(*cached->state).view() == expected);
  }

  void CheckViews() {
    for (int i = 0; i < kAccounts; ++i) {
      CheckView(AccountStatus{std::to_string(i)});
      CheckView(AccountBalance{std::to_string(i)});
    }
  }

  // No balance was ever negative, and no request was recorded twice.
  void CheckLog() {
    std::map<std::string, std::int64_t> balances;
    std::map<std::string, std::uint64_t> last_of_request;
    RC_ASSERT(log_.Read({}, {},
                        [&](const eventstore::SequencedEvent& event) {
                          On<testing::FundsDeposited>(event, [&](const auto& fact) {
                            balances[fact.account_id()] += fact.amount_fen();
                          });
                          On<testing::FundsWithdrawn>(event, [&](const auto& fact) {
                            balances[fact.account_id()] -= fact.amount_fen();
                          });
                          const std::string& request_id = event.event.request_id;
                          if (!request_id.empty()) {
                            const auto [last, is_new] =
                                last_of_request.try_emplace(request_id, event.position.value);
                            RC_ASSERT(is_new || last->second + 1 == event.position.value);
                            last->second = event.position.value;
                          }
                          return true;
                        })
                  .ok());
    for (const auto& [account_id, amount_fen] : balances) RC_ASSERT(amount_fen >= 0);
  }

  eventstore::InMemoryEventStore log_;
  testing::WatchedStore store_{log_};
  ViewCache cache_{4};  // Less than there are views: some are dropped.
};

RC_GTEST_PROP(Group, KeepsItsViewsEqualToTheLogThroughAnyHistory, ()) {
  World world;
  const int groups = *rc::gen::inRange(1, 10);
  for (int i = 0; i < groups; ++i) {
    world.Run(*rc::gen::resize(8, rc::gen::container<std::vector<Step>>(AnyStep())));
  }
}

}  // namespace
}  // namespace debut::decision
