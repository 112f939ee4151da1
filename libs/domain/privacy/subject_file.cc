#include "domain/privacy/subject_file.h"

#include <algorithm>
#include <set>

#include "calendar/date.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "sealing/sealed_fields.h"

namespace debut::privacy {
namespace {

using decision::On;
using eventstore::SequencedEvent;

constexpr std::string_view kTagBegin = "subject:";

std::vector<std::string> ActTypes() {
  return decision::TypesOf<v1::SealedFieldsRead, v1::SubjectRestricted,
                           v1::SubjectRestrictionLifted, v1::LegalHoldPlaced, v1::LegalHoldReleased,
                           v1::ErasureRequested, v1::ErasureCompleted>();
}

std::vector<sealing::SealedField> SealedIn(const SequencedEvent& event) {
  auto fields = sealing::SealedFieldsIn(event.event);
  ENSURE(fields.ok(), std::string(fields.status().message()));
  return *std::move(fields);
}

Commitment CommitmentOf(const sealing::SealedField& sealed, const SequencedEvent& event) {
  Commitment commitment{sealed.field->full_name(),
                        sealed.value.digest,
                        event.position.value,
                        {},
                        sealed.value.keyed_hash};
  const auto years = sealed.field->options().GetExtension(options::v1::sealed_retention_years);
  if (years > 0) {
    const auto recorded = decision::RecordedDate(sealed.date);
    commitment.retained_until = calendar::AddYears(recorded, static_cast<int>(years));
  }
  return commitment;
}

}  // namespace

eventstore::Query SubjectFile::Selects() const {
  if (subject.empty()) return {};
  return {{{.types = sealing::SealedFactTypes(), .tags = {subject}},
           {.types = ActTypes(), .tags = {decision::Tag("subject", subject)}}}};
}

void SubjectFile::Apply(const SequencedEvent& event) {
  for (const sealing::SealedField& sealed : SealedIn(event)) {
    if (sealed.subject == subject) commitments.push_back(CommitmentOf(sealed, event));
  }
  ApplyAct(event);
}

void SubjectFile::ApplyAct(const SequencedEvent& event) {
  On<v1::SealedFieldsRead>(event, [&](const auto&) { ++readings; });
  On<v1::SubjectRestricted>(event, [&](const auto& fact) {
    restricted = true;
    erase_on = decision::RecordedDateIfAny(fact.erase_on_date());
  });
  On<v1::SubjectRestrictionLifted>(event, [&](const auto&) {
    restricted = false;
    erase_on.reset();
  });
  On<v1::LegalHoldPlaced>(event, [&](const auto&) { held = true; });
  On<v1::LegalHoldReleased>(event, [&](const auto&) { held = false; });
  On<v1::ErasureRequested>(event, [&](const auto&) {
    erasure_requested = true;
    erasure_position = event.position.value;
  });
  On<v1::ErasureCompleted>(event, [&](const auto&) { erasure_completed = true; });
}

std::optional<absl::CivilDay> SubjectFile::RetainedUntil() const {
  std::optional<absl::CivilDay> last;
  for (const Commitment& each : commitments) last = std::max(last, each.retained_until);
  return last;
}

eventstore::Query SubjectLedger::Selects() const {
  eventstore::QueryItem item{.types = sealing::SealedFactTypes(), .tags = {}};
  for (std::string& type : ActTypes()) item.types.push_back(std::move(type));
  return {{std::move(item)}};
}

void SubjectLedger::Apply(const SequencedEvent& event) {
  std::set<std::string> subjects;
  for (const sealing::SealedField& sealed : SealedIn(event)) subjects.insert(sealed.subject);
  for (const std::string& tag : event.event.tags) {
    if (tag.starts_with(kTagBegin)) subjects.insert(tag.substr(kTagBegin.size()));
  }
  for (const std::string& subject : subjects) {
    files.try_emplace(subject, SubjectFile{subject}).first->second.Apply(event);
  }
}

}  // namespace debut::privacy
