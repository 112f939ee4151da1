#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "debut/grants/v1/grants_service.pb.h"
#include "eventstore/event_store.h"
#include "services/readmodels/testing/facts.h"

namespace debut::readmodels::testing {

// Where an award's money is.
enum class Stage { kNone, kReserved, kGranted, kPaid, kReleased };

struct Sums {
  std::int64_t reserved_fen = 0;
  std::int64_t granted_fen = 0;
  std::int64_t paid_fen = 0;
  std::int64_t recovered_fen = 0;
  std::int64_t awards_count = 0;
  bool operator==(const Sums&) const = default;
};

// What the read models should say, kept by nobody: the sums over awards, each of which is in one
// stage, are made from the list of awards when they are asked for.
struct Books {
  struct Entry {
    Award award;
    Stage stage = Stage::kNone;
    grants::v1::ClaimState state = grants::v1::CLAIM_STATE_UNSPECIFIED;
    int orders_count = 0;
    std::int64_t recovered_fen = 0;
    bool reported = false;
  };
  std::map<std::string, Entry> entries;              // By claim.
  std::map<std::string, std::int64_t> allotted_fen;  // By budget.
  std::map<std::string, std::string> names;          // By enterprise.

  // The sums over awards with this key; awards without one (an empty key) are left out.
  template <typename KeyOf>
  std::map<std::string, Sums> SumsBy(KeyOf key_of) const {
    std::map<std::string, Sums> sums;
    for (const auto& [claim_id, entry] : entries) {
      const std::string key = key_of(entry.award);
      if (entry.stage == Stage::kNone || key.empty()) continue;
      Sums& sum = sums[key];
      const std::int64_t amount = entry.award.amount_fen;
      if (entry.stage == Stage::kReserved) sum.reserved_fen += amount;
      if (entry.stage == Stage::kGranted) sum.granted_fen += amount;
      if (entry.stage == Stage::kPaid) sum.paid_fen += amount;
      sum.recovered_fen += entry.recovered_fen;
      if (entry.stage != Stage::kReleased) ++sum.awards_count;
    }
    return sums;
  }
};

// Records facts in valid orders: claims of several measures under shared caps and budgets, each
// taking any next step of its life, back and forth with the bank, withdrawn at any stage, claimed
// back in parts or whole, reported on; products, renamings, allotments in between.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed);

  // Records one step, of one fact or several.
  void Step(eventstore::EventStore& log);

  const Books& books() const { return books_; }

 private:
  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }
  void Background(eventstore::EventStore& log);
  void Submit(eventstore::EventStore& log);
  void Advance(eventstore::EventStore& log, Books::Entry& entry);
  void AdvancePayment(eventstore::EventStore& log, Books::Entry& entry);
  void End(eventstore::EventStore& log, Books::Entry& entry);
  void AfterPayment(eventstore::EventStore& log, Books::Entry& entry);
  void Recover(eventstore::EventStore& log, Books::Entry& entry);

  std::mt19937_64 random_;
  Books books_;
  std::vector<std::string> open_claims_;
  std::vector<std::string> paid_claims_;
};

}  // namespace debut::readmodels::testing
