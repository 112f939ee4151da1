#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "decision/view.h"
#include "domain/grants/guide.h"
#include "money/ratio.h"

namespace debut::grants {

// The terms of a round. They never change; its policy version is pinned.
struct RoundFile {
  std::string round_id;  // Empty: selects nothing.

  bool opened = false;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t round_year = 0;
  std::string budget_id = {};
  std::uint32_t budget_year = 0;
  std::optional<money::Ratio> rate = {};  // Nothing: the measure's rounds have none.
  std::uint32_t notice_working_days = 0;
  absl::CivilDay opens_date = {};
  absl::CivilDay closes_date = {};  // The last day on which claims are submitted.
  std::string policy_version_id = {};
  std::string policy_digest = {};
  Guide guide = {};  // monostate: the policy says all.
  v1::ReductionMode reduction_mode = v1::REDUCTION_MODE_UNSPECIFIED;
  std::string document = {};
  bool meeting_required = false;       // A notice opens only after the director's meeting.
  eventstore::Position position = {};  // Zero while it is not appended yet.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool OpenOn(absl::CivilDay date) const {
    return opened && opens_date <= date && date <= closes_date;
  }
  bool operator==(const RoundFile&) const = default;
};

// How many claims a round has accepted: the last 受理编号.
struct RoundAcceptances {
  std::string round_id;
  std::uint32_t last_number = 0;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const RoundAcceptances&) const = default;
};

// How many claims were submitted in a round, live or not.
struct RoundClaims {
  std::string round_id;
  std::uint32_t claims_count = 0;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const RoundClaims&) const = default;
};

static_assert(decision::View<RoundFile> && decision::View<RoundAcceptances> &&
              decision::View<RoundClaims>);

}  // namespace debut::grants
