#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "domain/grants/testing/auditor.h"
#include "domain/grants/testing/desk.h"

namespace debut::grants::testing {

// An office in whose world one enterprise claims under the caps of a year: rewards for standards
// (measure 2), premium (4), expenses at exhibitions (6), interest on loans of two credit products
// (7). What it claims for is paid, falls, and is claimed in pieces that overlap; awards are
// withdrawn, paid, and claimed back. Everything follows from the seed.
class RandomMeasures {
 public:
  explicit RandomMeasures(std::uint64_t seed);

  void Step();

  std::vector<eventstore::SequencedEvent> Log() const;
  // An auditor who has looked at everything.
  Auditor Audit() const;
  const std::map<std::string, int>& refusals() const { return refusals_; }

  static std::vector<std::string> CapKeys();
  static std::vector<std::string> BudgetIds();

 private:
  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  bool OneIn(int count) { return Between(1, count) == 1; }
  // Of the latest ones.
  const std::string& AnyClaim(std::size_t latest_count);
  void Reclaim();
  void Pay();
  void Lower();
  void Refund();
  void Submit();
  // The claim of the enterprise for some of what it may claim for.
  void Claim(policy::v1::Measure measure, const MeasureFacts& facts);
  MeasureFacts SomeStandards();
  MeasureFacts SomeExpenses();
  void Count(const std::string& reason);

  std::mt19937_64 random_;
  Desk desk_;
  std::map<std::string, std::int64_t> paid_;  // By evidence subject.
  std::set<std::string> refunded_;
  std::vector<std::string> claims_;
  int numbers_count_ = 0;
  std::map<std::string, int> refusals_;
};

}  // namespace debut::grants::testing
