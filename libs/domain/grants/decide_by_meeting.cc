#include "domain/grants/decide_by_meeting.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;

std::tuple<MeetingFile, ClaimFiles> DecideByMeeting::Reads() const {
  std::vector<std::string> claim_ids;
  for (const Vote& vote : votes) claim_ids.push_back(vote.claim_id);
  return {MeetingFile{meeting_id}, ClaimFiles::Of(claim_ids)};
}

v1::MeetingDecided DecideByMeeting::FactOf(const ClaimFiles& claims) const {
  v1::MeetingDecided decided;
  decided.set_meeting_id(meeting_id);
  decided.set_decided_date(FormatDate(decided_date));
  decided.set_document(document);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    v1::MeetingItem& item = *decided.add_items();
    item.set_number(static_cast<std::uint32_t>(i + 1));
    item.set_claim_id(votes[i].claim_id);
    item.set_verdict(votes[i].verdict);
    item.set_amount_fen(claims.files[i].amount.count);
  }
  return decided;
}

bool DecideByMeeting::Repeats(const v1::MeetingDecided& decided) const {
  std::vector<Vote> recorded;
  for (const v1::MeetingItem& item : decided.items()) {
    recorded.push_back({item.claim_id(), item.verdict()});
  }
  return recorded == votes && decided.document() == document &&
         decided.decided_date() == FormatDate(decided_date);
}

decision::Decision DecideByMeeting::Decide(const MeetingFile& meeting,
                                           const ClaimFiles& claims) const {
  if (meeting.decided != nullptr) {
    if (Repeats(*meeting.decided)) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kMeetingAlreadyHeld, fmt::format("meeting {} decided something else", meeting_id),
        {{"meeting_id", meeting_id}});
  }
  for (const ClaimFile& file : claims.files) {
    if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_PROPOSED}, "the meeting")) {
      return *refusal;
    }
    if (auto refusal = RefusalOfDate(file, decided_date)) return *refusal;
    if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kDecided, by)) return *refusal;
  }
  std::vector<eventstore::Event> events = {decision::EncodeFact(FactOf(claims))};
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i].verdict == v1::MEETING_VERDICT_APPROVED) continue;
    const std::string grounds = fmt::format("主任办公会（{}）第{}项未予通过", meeting_id, i + 1);
    for (eventstore::Event& event : EventsOfRefusal(claims.files[i], grounds, decided_date)) {
      events.push_back(std::move(event));
    }
  }
  return events;
}

}  // namespace debut::grants
