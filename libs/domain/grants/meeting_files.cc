#include "domain/grants/meeting_files.h"

#include "decision/fact_codec.h"

namespace debut::grants {

eventstore::Query MeetingFile::Selects() const {
  if (meeting_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::MeetingDecided>(),
            .tags = {decision::Tag("meeting", meeting_id)}}}};
}

void MeetingFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::MeetingDecided>(event, [&](const v1::MeetingDecided& fact) {
    decided = std::make_shared<const v1::MeetingDecided>(fact);
  });
}

ClaimFiles ClaimFiles::Of(const std::vector<std::string>& claim_ids) {
  ClaimFiles claims;
  for (const std::string& id : claim_ids) claims.files.push_back(ClaimFile{id});
  return claims;
}

eventstore::Query ClaimFiles::Selects() const {
  eventstore::Query query;
  for (const ClaimFile& file : files) {
    const eventstore::Query own = file.Selects();
    query.items.insert(query.items.end(), own.items.begin(), own.items.end());
  }
  return query;
}

void ClaimFiles::Apply(const eventstore::SequencedEvent& event) {
  for (ClaimFile& file : files) {
    if (decision::Selected(file.Selects(), event)) file.Apply(event);
  }
}

}  // namespace debut::grants
