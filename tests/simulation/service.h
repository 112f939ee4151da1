#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <random>

#include "base/clock.h"
#include "decision/job.h"
#include "decision/view_cache.h"
#include "services/grants/scheduler.h"
#include "tests/simulation/connection.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/turns.h"

namespace debut::simulation {

// One process of the services that decide: handlers that prepare, a queue, groups that are decided
// on views kept from one to the next, and the scheduler of the calendar; the product's code but for
// the thread that takes groups from the queue. It knows of the other processes by the log alone.
class Service {
 public:
  struct Surroundings {
    SimulatedLog& log;
    Turns& turns;
    std::mt19937_64& random;
    const base::Clock& clock;
    const Network& network;
    Forgetfulness forgetfulness;
    Ledger& ledger;
  };

  // Starts the process.
  Service(int process, const Surroundings& around);
  ~Service();

  // It dies, and another one takes its place. From outside of all strands.
  void CrashAndRestart();
  void Die();

  bool IsUp() const { return running_ != nullptr; }
  int incarnation() const { return incarnation_; }
  std::uint64_t conflicts() const { return conflicts_; }
  std::uint64_t groups() const { return groups_; }

  // A question arrives. `answered` is never called if the process dies before.
  void Arrive(QuestionPtr question, std::function<void(GivenAnswer)> answered);

 private:
  struct Running;

  void Start();
  void DecideGroups(Running& running);
  GivenAnswer Decide(Running& running, const Question& question);
  decision::Answer DecideOnce(Running& running, std::unique_ptr<decision::AnyCommand> command,
                              const decision::CommandContext& context);
  void TakeCalendarSteps(Running& running);
  absl::Status Take(Running& running, const grants::CalendarCommand& asked);

  const int process_;
  const Surroundings around_;
  std::unique_ptr<Running> running_;
  int incarnation_ = 0;
  std::uint64_t conflicts_ = 0;
  std::uint64_t groups_ = 0;
};

}  // namespace debut::simulation
