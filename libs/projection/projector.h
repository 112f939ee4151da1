#pragma once

#include <cstdint>
#include <string>

#include "eventstore/event.h"
#include "eventstore/query.h"
#include "projection/rows.h"

namespace debut::projection {

// Says what one read model is: which events it is made of, and what each does to its rows.
// Immutable, thread-safe.
class Projector {
 public:
  virtual ~Projector() = default;
  // a-z and _. Persisted: names the rows in the store.
  virtual std::string name() const = 0;
  // Goes up with every change of Selects(), Apply() or the rows: the model is then made anew.
  virtual std::uint32_t version() const = 0;
  virtual eventstore::Query Selects() const = 0;
  // Called once for each selected event, in the order of the log. A function of the event and the
  // rows alone; a row depends only on events that share a tag with it, so that Fold() of fold.h
  // finds it.
  virtual void Apply(const eventstore::SequencedEvent& event, Rows& rows) const = 0;
};

}  // namespace debut::projection
