#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "decision/execute.h"
#include "decision/group.h"
#include "decision/testing/accounts.h"
#include "decision/testing/watched_store.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::decision::testing {

// Runs jobs as groups over one log, with a view cache that lives as long as the test.
class GroupTest : public ::testing::Test {
 protected:
  void Open(const std::string& account_id, std::int64_t amount_fen) {
    ASSERT_TRUE(Execute(log_, OpenAccount{account_id}, {}).ok());
    ASSERT_TRUE(Execute(log_, DepositFunds{account_id, amount_fen}, {}).ok());
  }

  // The job's number in the next Run().
  template <Command C>
  std::size_t Add(C command, const std::string& request_id = "", const std::string& digest = "") {
    CommandContext context;
    context.request_id = request_id;
    context.request_digest = digest.empty() ? digest : std::string(32, digest[0]);
    jobs_.push_back(
        std::make_unique<Job>(Box(std::move(command)), context, absl::InfiniteFuture()));
    return jobs_.size() - 1;
  }

  // Decides all that was added in one group; returns how many came back.
  std::size_t Run() {
    Group group(store_, cache_);
    answers_.clear();
    for (auto& job : jobs_) {
      answers_.push_back(job->answer.get_future());
      EXPECT_TRUE(group.TryAdd(job));
    }
    jobs_.clear();
    left_over_ = group.Run();
    conflicts_ = group.conflicts();
    return left_over_.size();
  }

  Answer AnswerTo(std::size_t job) { return answers_[job].get(); }

  Outcome OutcomeOf(std::size_t job) {
    const Answer answer = AnswerTo(job);
    EXPECT_TRUE(answer.has_value() && answer->ok())
        << (answer ? answer->status().ToString() : "stale");
    return answer && answer->ok() ? **answer : Outcome{};
  }

  std::string ReasonOf(std::size_t job) {
    const Answer answer = AnswerTo(job);
    if (!answer) return "STALE";
    const auto rejection = RejectionOf(answer->status());
    return rejection ? rejection->reason : answer->status().ToString();
  }

  absl::StatusCode CodeOf(std::size_t job) { return AnswerTo(job)->status().code(); }

  std::int64_t BalanceFen(const std::string& account_id) {
    return Load(log_, AccountBalance{account_id})->view.amount_fen;
  }

  eventstore::InMemoryEventStore log_;
  WatchedStore store_{log_};
  ViewCache cache_{64};
  std::vector<std::unique_ptr<Job>> jobs_;
  std::deque<std::future<Answer>> answers_;
  std::vector<std::unique_ptr<Job>> left_over_;
  std::uint64_t conflicts_ = 0;
};

}  // namespace debut::decision::testing
