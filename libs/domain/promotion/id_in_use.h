#pragma once

#include <string>
#include <utility>

#include "decision/fact_codec.h"
#include "decision/view.h"

namespace debut::promotion {

// Whether something was recorded under a tag, "meeting:M-1". `Fact` is what begins it.
template <typename Fact>
struct IdInUse {
  IdInUse(std::string name, const std::string& id) : tag(decision::Tag(name, id)) {}

  eventstore::Query Selects() const {
    return {{{.types = decision::TypesOf<Fact>(), .tags = {tag}}}};
  }
  void Apply(const eventstore::SequencedEvent& event) {
    decision::On<Fact>(event, [&](const Fact&) { in_use = true; });
  }
  bool operator==(const IdInUse&) const = default;

  std::string tag;
  bool in_use = false;
};

}  // namespace debut::promotion
