#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "eventstore/raw_log.h"
#include "tests/simulation/simulated_log.h"
#include "tests/simulation/turns.h"

namespace debut::simulation {

// How bad the network is.
struct Network {
  int losses_of_1000 = 0;      // Of questions, and of answers.
  int impatience_of_1000 = 0;  // Calls whose deadline passes while the log may still do it.
};

// What somebody forgot, for tests that show that it would be found. Tag names: "budget", "request".
struct Forgetfulness {
  bool conditions = false;         // Nothing is conditional.
  std::string boundary_tag = {};   // Items with such a tag aren't part of any condition.
  std::string forgotten_tag = {};  // Nor are they read.
};

// One process's way to the log: every call takes turns, gets lost on the way there or back, or is
// given up. To be used from strands.
class Connection final : public eventstore::RawLog {
 public:
  // All outlive it.
  Connection(SimulatedLog& log, Turns& turns, std::mt19937_64& random, const Network& network,
             const Forgetfulness& forgetfulness = {})
      : log_(log),
        turns_(turns),
        random_(random),
        network_(network),
        forgetfulness_(forgetfulness) {}

  // While it is set reads take no turn, for who reads under a lock.
  void SetSteady(bool steady) { steady_ = steady; }
  // Whether somebody subscribes.
  bool subscribed() const { return subscribed_; }

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  void AppendAsync(std::vector<eventstore::Event> events,
                   std::optional<eventstore::AppendCondition> condition, AppendDone done) override;
  absl::StatusOr<eventstore::Position> ReadRaw(const eventstore::Query& query,
                                               const eventstore::ReadOptions& options,
                                               RawVisitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override;
  absl::StatusOr<eventstore::Position> WaitBeyond(eventstore::Position position,
                                                  absl::Duration timeout,
                                                  std::stop_token stop) const override;
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;
  const base::Clock& clock() const override { return log_.clock(); }

 private:
  bool Happens(int of_1000) const { return static_cast<int>(random_() % 1000) < of_1000; }
  void Pause() const;
  eventstore::Query WithoutForgotten(const eventstore::Query& query, bool of_condition) const;

  SimulatedLog& log_;
  Turns& turns_;
  std::mt19937_64& random_;
  const Network& network_;
  const Forgetfulness forgetfulness_;
  bool steady_ = false;
  mutable bool subscribed_ = false;
};

}  // namespace debut::simulation
