#pragma once

#include <map>
#include <string>
#include <vector>

#include "debut/certification/v1/certification_events.pb.h"
#include "decision/view.h"

namespace debut::certification {

// What an edition says about a product.
struct EditionEntry {
  std::string enterprise_id;
  std::string family_id;
  std::string name;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  v1::Field field = v1::FIELD_UNSPECIFIED;

  bool operator==(const EditionEntry&) const = default;
};

// The products of one edition, as they were listed.
struct EditionEntries {
  std::string edition_id;

  bool published = false;
  std::map<std::string, EditionEntry> entries = {};  // By product.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const EditionEntries&) const = default;
};

static_assert(decision::View<EditionEntries>);

// How a later edition differs from an earlier one.
struct EditionDiff {
  std::vector<std::string> added_ids;
  std::vector<std::string> removed_ids;
  std::vector<std::string> changed_ids;  // In both, with another level, field, name or maker.
  std::size_t unchanged_count = 0;

  bool operator==(const EditionDiff&) const = default;
};

// Each list is sorted by product id. Pure.
EditionDiff Diff(const EditionEntries& from, const EditionEntries& to);

}  // namespace debut::certification
