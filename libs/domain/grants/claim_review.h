#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "decision/view.h"

namespace debut::grants {

// What the review of a claim has brought, for people. Names no objector.
struct ClaimReview {
  struct Objection {
    v1::ObjectionState state = v1::OBJECTION_STATE_OPEN;
    std::string received_date;
    std::string resolved_date = {};

    bool operator==(const Objection&) const = default;
  };

  std::string claim_id;  // Empty: selects nothing.

  std::vector<std::string> correction_items = {};  // Of the latest request.
  std::string correction_due_date = {};
  std::shared_ptr<const v1::DuplicatesChecked> checked = nullptr;  // The latest check.
  std::string meeting_id = {};                                     // The latest.
  std::uint32_t meeting_number = 0;
  std::map<std::string, Objection> objections = {};  // By id.
  std::string performance_report = {};
  std::string archive_number = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ClaimReview&) const = default;

 private:
  void ApplyObjection(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<ClaimReview>);

}  // namespace debut::grants
