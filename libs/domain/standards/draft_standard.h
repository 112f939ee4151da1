#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

// 立项: the project is taken into a plan.
struct ApproveStandard {
  std::string standard_id;
  std::string plan_number;
  absl::CivilDay approved_date;
  std::string document;

  std::tuple<StandardFile> Reads() const;
  // Nothing if it was approved so.
  decision::Decision Decide(const StandardFile& standard) const;
};

// The draft is ready for approval.
struct CompleteDraft {
  std::string standard_id;
  absl::CivilDay drafted_date;
  std::string document;

  std::tuple<StandardFile> Reads() const;
  // Nothing if it was completed on that date.
  decision::Decision Decide(const StandardFile& standard) const;
};

static_assert(decision::Command<ApproveStandard> && decision::Command<CompleteDraft>);

}  // namespace debut::standards
