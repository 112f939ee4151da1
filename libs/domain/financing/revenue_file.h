#pragma once

#include <map>
#include <string>

#include "decision/view.h"
#include "eventstore/event.h"
#include "money/fen.h"

namespace debut::financing {

// The revenue of an enterprise by calendar year, as last recorded.
struct RevenueFile {
  struct Revenue {
    money::Fen amount;
    std::string document;

    bool operator==(const Revenue&) const = default;
  };

  std::string enterprise_id;  // Empty: selects nothing.
  std::map<std::uint32_t, Revenue> revenues = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const RevenueFile&) const = default;
};

static_assert(decision::View<RevenueFile>);

}  // namespace debut::financing
