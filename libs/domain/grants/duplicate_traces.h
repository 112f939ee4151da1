#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/view.h"
#include "money/fen.h"

// Where else the digests and amounts of a claim appear: the fuzzy layer of double funding, which
// warns and never refuses.
namespace debut::grants {

// Of one digest or amount: enough to warn, whatever the number of claims.
inline constexpr std::size_t kTracesMax = 5;

// The claims that came with the same files or named the same account.
struct DigestTraces {
  struct Claimant {
    std::string claim_id;
    std::string enterprise_id;

    bool operator==(const Claimant&) const = default;
  };

  std::string claim_id;                                     // Whose own digests do not count.
  std::string enterprise_id;                                // Whose own account does not count.
  std::vector<std::string> file_digests;                    // Sorted.
  std::string account_digest;                               // Empty: none.
  std::map<std::string, std::vector<Claimant>> files = {};  // By digest, the first kTracesMax.
  std::vector<Claimant> accounts = {};                      // The first kTracesMax.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const DigestTraces&) const = default;
};

// Awards of one enterprise, with all that counts as one with it, that have a certain amount.
struct AmountTraces {
  struct Award {
    std::string claim_id;
    absl::CivilDay proposed_date;

    bool operator==(const Award&) const = default;
  };

  std::string claim_id;  // Whose own awards do not count.
  std::vector<std::string> enterprise_ids;
  money::Fen amount;               // 0: selects nothing.
  std::vector<Award> awards = {};  // The latest kTracesMax.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const AmountTraces&) const = default;
};

static_assert(decision::View<DigestTraces> && decision::View<AmountTraces>);

}  // namespace debut::grants
