#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/market/v1/market_events.pb.h"
#include "decision/view.h"
#include "domain/market/foreign_price.h"
#include "eventstore/event.h"
#include "money/fen.h"

namespace debut::market {

struct ReceivedPayment {
  absl::CivilDay date;
  money::Fen amount;

  bool operator==(const ReceivedPayment&) const = default;
};

// A contract as last amended, with what was paid on it.
struct ContractFile {
  std::string contract_id;  // Empty: selects nothing.

  bool recorded = false;
  std::string evidence_key = {};
  std::string seller_id = {};
  std::string buyer_id = {};
  bool buyer_is_trader = false;
  std::string end_user_id = {};
  std::string number = {};
  absl::CivilDay signed_date = {};
  money::Fen amount = {};
  std::map<std::string, money::Fen> lines = {};          // By product.
  std::optional<ForeignPrice> foreign_price = {};        // Of a contract in a foreign currency.
  std::map<std::string, ReceivedPayment> payments = {};  // By voucher number.
  std::map<std::string, ReceivedPayment> refunds = {};   // By voucher number.
  std::optional<absl::CivilDay> terminated_date = {};
  std::optional<absl::CivilDay> accepted_date = {};         // By the end user.
  std::vector<eventstore::Position> agreed_positions = {};  // Signed, and each amendment.
  std::vector<eventstore::Position> payment_positions = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);

  // What was agreed for one product; zero if there is no line.
  money::Fen LineOf(const std::string& product_id) const;
  // What was received and not refunded; by a date.
  money::Fen Received() const { return ReceivedBy(absl::CivilDay::max()); }
  money::Fen ReceivedBy(absl::CivilDay date) const;
  money::Fen Refunded() const;
  // Whether the end user has the goods: a buyer who is no trader is the end user.
  bool EndUserAccepted() const { return !buyer_is_trader || accepted_date.has_value(); }
  bool operator==(const ContractFile&) const = default;
};

// Who has recorded the contract of this key.
struct ContractKeyHolder {
  std::string evidence_key;
  std::string contract_id = {};  // Empty: nobody.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ContractKeyHolder&) const = default;
};

static_assert(decision::View<ContractFile> && decision::View<ContractKeyHolder>);

}  // namespace debut::market
