#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/view.h"

namespace debut::promotion {

struct MediaLink {
  v1::MediaKind kind = v1::MEDIA_KIND_UNSPECIFIED;
  std::string url;
  std::string title;

  bool operator==(const MediaLink&) const = default;
};

// What the cloud exhibition hall says about a product while it is shown.
struct ExhibitPage {
  std::string title;
  std::string text;
  std::vector<MediaLink> media_links;
  absl::CivilDay recorded_date;

  bool operator==(const ExhibitPage&) const = default;
};

// One product's pages, or all products': a later record replaces the page from its date on.
struct ExhibitPages {
  std::string product_id;  // Empty: of all products.

  std::map<std::string, std::map<absl::CivilDay, ExhibitPage>> pages = {};  // By product, by date.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Null: there is none on that date.
  const ExhibitPage* PageOn(const std::string& product_id, absl::CivilDay date) const;
  bool operator==(const ExhibitPages&) const = default;
};

static_assert(decision::View<ExhibitPages>);

}  // namespace debut::promotion
