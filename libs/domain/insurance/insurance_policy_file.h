#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/view.h"
#include "eventstore/event.h"
#include "money/fen.h"

namespace debut::insurance {

// One payment of premium, with what came back of it.
struct Instalment {
  std::string voucher_number;  // As it was typed.
  absl::CivilDay paid_date;
  std::uint32_t limit_year = 0;
  money::Fen paid;
  money::Fen refunded;
  std::vector<eventstore::Position> positions;  // Paid, and each refund.

  money::Fen Net() const { return paid - refunded; }
  bool operator==(const Instalment&) const = default;
};

struct Refund {
  std::string voucher;  // Normalised.
  absl::CivilDay refunded_date;
  money::Fen amount;

  bool operator==(const Refund&) const = default;
};

// Days without cover, both included.
struct CoverBreak {
  absl::CivilDay from;
  absl::CivilDay to;
  std::string grounds;  // Empty: between this policy and the one that renews it.

  bool operator==(const CoverBreak&) const = default;
};

// An insurance policy: what was agreed, and what was paid for it.
struct InsurancePolicyFile {
  std::string policy_id;  // Empty: selects nothing.

  bool bound = false;
  std::string evidence_key = {};
  std::string insurer_id = {};
  std::string number = {};
  std::string enterprise_id = {};  // The policyholder.
  std::vector<std::string> product_ids = {};
  absl::CivilDay from = {};
  absl::CivilDay to = {};
  money::Fen premium = {};
  std::map<std::string, Instalment> instalments = {};  // By voucher, normalised.
  std::map<std::string, Refund> refunds = {};          // By number, normalised.
  std::optional<absl::CivilDay> cancelled_date = {};
  std::string renews_policy_id = {};
  std::string renewed_by_policy_id = {};
  std::vector<CoverBreak> cover_breaks = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  // The last day of the cover.
  absl::CivilDay CoverEnds() const;
  money::Fen Paid() const;
  money::Fen Refunded() const;
  bool operator==(const InsurancePolicyFile&) const = default;

 private:
  void ApplyCover(const eventstore::SequencedEvent& event);
  void ApplyPremium(const eventstore::SequencedEvent& event);
};

// Who has recorded the policy of this key.
struct InsurancePolicyKeyHolder {
  std::string evidence_key;
  std::string policy_id = {};  // Empty: nobody.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InsurancePolicyKeyHolder&) const = default;
};

static_assert(decision::View<InsurancePolicyFile> && decision::View<InsurancePolicyKeyHolder>);

}  // namespace debut::insurance
