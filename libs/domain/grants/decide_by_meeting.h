#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/meeting_files.h"

namespace debut::grants {

inline constexpr std::size_t kMeetingItemsMax = 40;  // Of one meeting: each is a tag of its event.

// The director's meeting (主任办公会) decides on a numbered list of proposed awards: one fact for
// the whole list. What it approves may go to notice; what it rejects is refused and released in the
// same append. All of the list or nothing: one claim that is not proposed any more stops it.
struct DecideByMeeting {
  struct Vote {
    std::string claim_id;
    v1::MeetingVerdict verdict = v1::MEETING_VERDICT_UNSPECIFIED;

    bool operator==(const Vote&) const = default;
  };

  std::string meeting_id;
  std::string document;
  absl::CivilDay decided_date;
  std::vector<Vote> votes;  // 1 to kMeetingItemsMax, each claim once; numbered in this order.
  std::string by;

  std::tuple<MeetingFile, ClaimFiles> Reads() const;
  // Nothing if the meeting has decided just so.
  decision::Decision Decide(const MeetingFile& meeting, const ClaimFiles& claims) const;

 private:
  v1::MeetingDecided FactOf(const ClaimFiles& claims) const;
  bool Repeats(const v1::MeetingDecided& decided) const;
};

static_assert(decision::Command<DecideByMeeting>);

}  // namespace debut::grants
