#include "services/privacy/requests.h"

#include "calendar/date.h"
#include "runtime/acts.h"
#include "sealing/sealed_fields.h"

namespace debut::privacy {

using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr std::size_t kGroundsCharactersMax = 500;

// The fields that every act about a subject has.
template <typename Command, typename Request>
Command ReadAct(const Request& request, FieldErrors& errors) {
  Command command;
  command.subject = ReadSubject(request.subject(), errors);
  command.grounds = errors.Text("grounds", request.grounds(), kGroundsCharactersMax);
  return command;
}

}  // namespace

std::string ReadSubject(const std::string& subject, FieldErrors& errors) {
  std::string read = errors.Id("subject", subject);
  if (!read.empty()) {
    errors.Require(sealing::IsSubject(read), "subject",
                   "has the form \"objection:OB-1\": the tag of a sealed field, and an id");
  }
  return read;
}

RestrictSubject Read(const v1::RestrictSubjectRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  auto command = ReadAct<RestrictSubject>(request, errors);
  command.restricted_date = ActDate(errors, "restricted_date", request.restricted_date(), clock);
  return command;
}

LiftRestriction Read(const v1::LiftRestrictionRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  auto command = ReadAct<LiftRestriction>(request, errors);
  command.lifted_date = ActDate(errors, "lifted_date", request.lifted_date(), clock);
  return command;
}

PlaceLegalHold Read(const v1::PlaceLegalHoldRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  auto command = ReadAct<PlaceLegalHold>(request, errors);
  command.placed_date = ActDate(errors, "placed_date", request.placed_date(), clock);
  return command;
}

ReleaseLegalHold Read(const v1::ReleaseLegalHoldRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  auto command = ReadAct<ReleaseLegalHold>(request, errors);
  command.released_date = ActDate(errors, "released_date", request.released_date(), clock);
  return command;
}

RequestErasure Read(const v1::EraseSubjectRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  auto command = ReadAct<RequestErasure>(request, errors);
  command.requested_date = ActDate(errors, "requested_date", request.requested_date(), clock);
  return command;
}

RecordReading Read(const v1::ReadSealedFieldsRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  return {.subject = ReadSubject(request.subject(), errors),
          .fields = {},
          .purpose = errors.Text("purpose", request.purpose(), kGroundsCharactersMax),
          .read_date = calendar::DateInShanghai(clock.Now())};
}

}  // namespace debut::privacy
