#pragma once

#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "debut/exchange/v1/exchange_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/standards/v1/standards_events.pb.h"
#include "money/fen.h"

// What a round's guide (申报指南) says to measures for which the policy leaves the amounts to it.
namespace debut::grants {

// Of measure 2: what a drafter of a standard receives.
struct StandardsGuide {
  using Row = std::pair<standards::v1::Tier, standards::v1::DrafterRole>;

  std::map<Row, money::Fen> rewards;  // More than 0.
  // Per enterprise and year. Nothing: no cap; 0 means zero.
  std::optional<money::Fen> cap;

  bool operator==(const StandardsGuide&) const = default;
};

// Of measure 6: up to which amount the expenses of a participation count.
struct ExchangeGuide {
  using Row = std::pair<exchange::v1::EventKind, exchange::v1::ExpenseCategory>;

  std::map<Row, money::Fen> limits;  // More than 0. Without one, an expense does not count.
  // Per enterprise and year. Nothing: no cap; 0 means zero.
  std::optional<money::Fen> cap;

  bool operator==(const ExchangeGuide&) const = default;
};

// monostate: the round has none.
using Guide = std::variant<std::monostate, StandardsGuide, ExchangeGuide>;

// Of rows that are named twice, the first counts: what is recorded names them once.
StandardsGuide GuideOf(const v1::StandardsGuide& message);
ExchangeGuide GuideOf(const v1::ExchangeGuide& message);

Guide GuideIn(const v1::RoundOpened& opened);
void WriteGuide(const Guide& guide, v1::RoundOpened& opened);

}  // namespace debut::grants
