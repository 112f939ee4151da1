#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"

namespace debut::promotion {

// A launch (首发): by its id, or the one that a product had.
struct LaunchFile {
  std::string tag;  // "launch:L-1" or "product:P-1"; empty: selects nothing.

  std::string launch_id = {};  // Empty: there was none.
  std::string product_id = {};
  absl::CivilDay held_date = {};

  static LaunchFile ById(const std::string& launch_id);
  static LaunchFile OfProduct(const std::string& product_id);
  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LaunchFile&) const = default;
};

static_assert(decision::View<LaunchFile>);

// A product of the catalogue is shown to the public for the first time.
struct HoldLaunch {
  std::string launch_id;
  std::string product_id;
  absl::CivilDay held_date;
  std::string title;
  std::string place;
  std::string document;

  std::tuple<LaunchFile, LaunchFile, certification::ProductFile> Reads() const;
  decision::Decision Decide(const LaunchFile& launch, const LaunchFile& of_product,
                            const certification::ProductFile& product) const;
};

static_assert(decision::Command<HoldLaunch>);

}  // namespace debut::promotion
