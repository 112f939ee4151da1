#pragma once

#include <string>

#include "decision/view.h"

namespace debut::financing {

struct LenderFile {
  std::string lender_id;  // Empty: selects nothing.

  bool registered = false;
  std::string credit_code = {};
  std::string name = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LenderFile&) const = default;
};

// Which lender has a unified social credit code.
struct LenderCodeHolder {
  std::string credit_code;
  std::string lender_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LenderCodeHolder&) const = default;
};

static_assert(decision::View<LenderFile> && decision::View<LenderCodeHolder>);

}  // namespace debut::financing
