#pragma once

#include <memory>
#include <string>
#include <vector>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "decision/view.h"
#include "domain/grants/claim_file.h"

namespace debut::grants {

// What a meeting decided, by its id, which is unique in the whole system.
struct MeetingFile {
  std::string meeting_id;                                       // Empty: selects nothing.
  std::shared_ptr<const v1::MeetingDecided> decided = nullptr;  // Null: there was no such meeting.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const MeetingFile&) const = default;
};

// Several claims at once, in the order in which they were asked for.
struct ClaimFiles {
  std::vector<ClaimFile> files;

  static ClaimFiles Of(const std::vector<std::string>& claim_ids);
  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ClaimFiles&) const = default;
};

static_assert(decision::View<MeetingFile> && decision::View<ClaimFiles>);

}  // namespace debut::grants
