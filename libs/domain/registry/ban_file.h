#pragma once

#include <optional>
#include <string>

#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// One ban, by its id.
struct BanFile {
  std::string ban_id;
  std::string enterprise_id = {};  // Empty: no ban of this id.
  std::optional<Ban> ban = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const BanFile&) const = default;
};

static_assert(decision::View<BanFile>);

}  // namespace debut::registry
