#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "calendar/date.h"
#include "debut/rpc/v1/recorded.pb.h"
#include "decision/outcome.h"
#include "runtime/field_errors.h"

// What the handlers of all contexts do with the fields that every command has.
namespace debut::runtime {

// The legal date of an act: today in Shanghai if empty. A date after today is an error: what has
// not happened can't be recorded.
calendar::Date ActDate(FieldErrors& errors, std::string_view field, std::string_view value,
                       const base::Clock& clock);

// The id that the caller gives to something new; if empty, one that follows from the request id
// (decision::DerivedId), so that a repeated request means the same thing.
std::string NewId(FieldErrors& errors, std::string_view field, std::string_view value,
                  std::string_view prefix, std::string_view request_id);

// What an answer says about the log.
rpc::v1::Recorded RecordedOf(const decision::Outcome& outcome);

}  // namespace debut::runtime
