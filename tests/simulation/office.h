#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/testing/histories.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/simulation/question.h"

namespace debut::simulation {

struct Source;

// What is asked, drawn from the seed: two enterprises claim under the caps of measures 3, 4 and 7,
// against budgets that are less than the caps together; what they claim for is paid, falls, and is
// claimed in pieces; claims are reviewed, withdrawn, refused, adjusted, paid and claimed back, by
// people who mostly do what is expected next.
class Office {
 public:
  explicit Office(std::mt19937_64& random) : random_(random) {}

  // What has happened before: parties, products, contracts, policies, loans, rounds, budgets,
  // payments; and claims that are on their way, some of them paid.
  grants::testing::History Before(absl::CivilDay today);
  // In fen, by cap key.
  static std::map<std::string, std::int64_t> Caps();

  // What somebody asks next, who sees the claims as `screen` has them. Null: it shows nothing.
  QuestionPtr Next(const eventstore::EventStore& screen, absl::CivilDay today);
  // After a proposal: that of another claim, to be asked at the same time. Null: there is none.
  QuestionPtr Alongside(const eventstore::EventStore& screen);

 private:
  enum class Act {
    kAccept,
    kCompute,
    kPropose,
    kOpenNotice,
    kCloseNotice,
    kGrant,
    kOrder,
    kSettle,
    kReturn,
    kRefuse,
    kWithdraw,
    kAdjust,
    kProposeClawback,
    kApproveClawback,
    kDismissClawback,
    kRecover,
    kWriteOff,
    kSubmit,
    kCount
  };

  // What most claims of a history are about: two contracts, policies or loans under one cap.
  enum class Hot { kNone, kFirstEntry, kInsurance, kFinancing };

  std::int64_t Between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  bool OneIn(int count) { return Between(1, count) == 1; }
  static Act Expected(const grants::ClaimFile& file);
  std::string PersonFor(Act act);
  std::shared_ptr<Question> NewQuestion(const std::string& by);

  template <typename Command>
  std::shared_ptr<Question> Ask(const Command& asked, const std::string& by);
  template <typename... Facts>
  std::shared_ptr<Question> Record(const Facts&... facts);
  std::shared_ptr<Question> Recorded(grants::testing::History facts);
  Act Any() { return static_cast<Act>(Between(0, static_cast<int>(Act::kCount) - 1)); }
  absl::StatusOr<grants::ClaimFile> Pick(const eventstore::EventStore& screen);
  grants::testing::History ClaimsBefore(const grants::testing::History& facts,
                                        absl::CivilDay today);
  const Source& Somewhere();
  QuestionPtr Pay();
  QuestionPtr Lower();
  QuestionPtr LowerFor(const grants::ClaimFile& file);
  QuestionPtr Amend(int story);
  QuestionPtr Refund(const std::string& subject);
  QuestionPtr Submit(absl::CivilDay today);
  QuestionPtr Take(Act act, const grants::ClaimFile& file, absl::CivilDay today);
  QuestionPtr Reclaim(Act act, const grants::ClaimFile& file, absl::CivilDay today,
                      const std::string& by);

  std::mt19937_64& random_;
  std::map<std::string, std::int64_t> paid_;  // By evidence subject.
  std::set<std::string> lowered_;
  std::vector<std::string> claims_;              // That aren't known to have ended.
  std::optional<absl::CivilDay> proposed_date_;  // The latest question is a proposal of it.
  std::string proposed_claim_;
  Hot hot_ = Hot::kNone;
  int claims_count_ = 0;
  int numbers_count_ = 0;
};

}  // namespace debut::simulation
