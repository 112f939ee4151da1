#pragma once

#include <map>
#include <string>

#include "absl/time/civil_time.h"
#include "eventstore/event.h"
#include "money/fen.h"

namespace debut::grants {

struct Recovery {
  money::Fen amount;
  absl::CivilDay date;

  bool operator==(const Recovery&) const = default;
};

// A clawback of an award: proposed, approved by another person, recovered in parts or written off.
struct Clawback {
  std::uint32_t number = 0;  // From 1 within the claim; 0: there is none.
  money::Fen amount = {};
  money::Fen recovered = {};
  money::Fen written_off = {};
  std::string proposed_by = {};
  std::string approved_by = {};  // Empty: not approved.

  money::Fen Outstanding() const { return amount - recovered - written_off; }
  bool operator==(const Clawback&) const = default;
};

// What was paid of one award, and what came back. Folded from the claim's events.
struct PaidAward {
  money::Fen paid = {};
  money::Fen recovered = {};
  money::Fen written_off = {};
  Clawback clawback = {};                           // The latest.
  std::map<std::string, Recovery> recoveries = {};  // By bank reference.

  void Apply(const eventstore::SequencedEvent& event);
  // What is with the enterprise.
  money::Fen Net() const { return paid - recovered; }
  // What a new clawback may claim: not again what was written off.
  money::Fen Claimable() const { return Net() - written_off; }
  bool operator==(const PaidAward&) const = default;
};

}  // namespace debut::grants
