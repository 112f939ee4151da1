#pragma once

#include <variant>

#include "decision/outcome.h"
#include "domain/grants/agenda.h"
#include "domain/grants/correction.h"
#include "domain/grants/notice.h"

namespace debut::grants {

// What the scheduler asks for a step of the calendar, and how the question is recognised when it is
// asked again: by the fact that gave the term, so that each step is recorded once.
struct CalendarCommand {
  std::variant<CloseNotice, ExpireCorrection> command;
  decision::CommandContext context;
};

CalendarCommand CommandOf(const CalendarStep& step);

}  // namespace debut::grants
