#pragma once

#include <string>

#include "base/clock.h"
#include "debut/privacy/v1/privacy_service.pb.h"
#include "domain/privacy/erasure.h"
#include "domain/privacy/restriction.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used.
namespace debut::privacy {

// "objection:OB-1"
std::string ReadSubject(const std::string& subject, runtime::FieldErrors& errors);

RestrictSubject Read(const v1::RestrictSubjectRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
LiftRestriction Read(const v1::LiftRestrictionRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
PlaceLegalHold Read(const v1::PlaceLegalHoldRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
ReleaseLegalHold Read(const v1::ReleaseLegalHoldRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
RequestErasure Read(const v1::EraseSubjectRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
// The fields are those that the caller may read.
RecordReading Read(const v1::ReadSealedFieldsRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);

}  // namespace debut::privacy
