#include "services/privacy/answers.h"

#include "calendar/date.h"

namespace debut::privacy {
namespace {

v1::SubjectState StateOf(const SubjectFile& file) {
  if (file.erasure_completed) return v1::SUBJECT_STATE_ERASED;
  if (file.erasure_requested) return v1::SUBJECT_STATE_ERASING;
  return file.restricted ? v1::SUBJECT_STATE_RESTRICTED : v1::SUBJECT_STATE_ACTIVE;
}

}  // namespace

v1::SealedField MessageOf(const Commitment& commitment) {
  v1::SealedField field;
  field.set_field(commitment.field);
  field.set_position(commitment.position);
  field.set_digest(commitment.digest);
  return field;
}

v1::GetSubjectResponse::SameText MessageOf(const SameText& same) {
  v1::GetSubjectResponse::SameText message;
  message.set_field(same.field);
  message.set_subject(same.subject);
  message.set_position(same.position);
  return message;
}

v1::Subject MessageOf(const SubjectFile& file) {
  v1::Subject subject;
  subject.set_subject(file.subject);
  subject.set_state(StateOf(file));
  subject.set_legal_hold(file.held);
  if (file.erase_on) subject.set_erase_on_date(calendar::FormatDate(*file.erase_on));
  if (const auto until = file.RetainedUntil()) {
    subject.set_retained_until_date(calendar::FormatDate(*until));
  }
  for (const Commitment& each : file.commitments) *subject.add_fields() = MessageOf(each);
  subject.set_readings_count(file.readings);
  return subject;
}

}  // namespace debut::privacy
