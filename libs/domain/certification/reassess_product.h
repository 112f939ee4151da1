#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "decision/view.h"
#include "domain/certification/product_file.h"

// A certified product is assessed again: experts and scores as the first time, then
// ChangeProductLevel, or the level stays.
namespace debut::certification {

// For which product a reassessment of this id was ever opened.
struct ReassessmentIdUse {
  std::string reassessment_id;
  std::string product_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ReassessmentIdUse&) const = default;
};

static_assert(decision::View<ReassessmentIdUse>);

struct OpenReassessment {
  std::string reassessment_id;
  std::string product_id;
  v1::Level claimed_level = v1::LEVEL_UNSPECIFIED;
  absl::CivilDay opened_date;
  std::string document;

  std::tuple<ProductFile, ReassessmentIdUse> Reads() const;
  // Nothing if this very reassessment is open.
  decision::Decision Decide(const ProductFile& product, const ReassessmentIdUse& use) const;
};

// The level stays, for the reason given.
struct CloseReassessment {
  std::string product_id;
  absl::CivilDay closed_date;
  std::string grounds;

  std::tuple<ProductFile> Reads() const;
  decision::Decision Decide(const ProductFile& product) const;
};

static_assert(decision::Command<OpenReassessment> && decision::Command<CloseReassessment>);

}  // namespace debut::certification
