#pragma once

#include <string>

#include "decision/view.h"

namespace debut::insurance {

struct InsurerFile {
  std::string insurer_id;  // Empty: selects nothing.

  bool registered = false;
  std::string credit_code = {};
  std::string name = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InsurerFile&) const = default;
};

// Which insurer has a unified social credit code.
struct InsurerCodeHolder {
  std::string credit_code;
  std::string insurer_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InsurerCodeHolder&) const = default;
};

static_assert(decision::View<InsurerFile> && decision::View<InsurerCodeHolder>);

}  // namespace debut::insurance
