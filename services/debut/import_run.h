#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/debut/client.h"
#include "services/debut/import_file.h"
#include "services/debut/progress_bar.h"

namespace debut::cli {

// A call that was not done.
struct ImportRefusal {
  std::size_t line;
  std::string method;
  std::string outcome;  // A reason, or a status code without one.
  std::string explanation;
  bool expected;
};

struct ImportOutcome {
  std::size_t done = 0;
  std::size_t refused_as_expected = 0;
  std::size_t unexpected = 0;
  std::vector<ImportRefusal> refusals;  // By line.
};

// Sends the lines: those of one lane one after the other, up to `jobs` lanes at a time, a line
// without a lane after all above it. Safe to repeat: a request id makes the second time an answer,
// not a second act. UNAVAILABLE, DEADLINE_EXCEEDED: the server stayed away, at the line named.
absl::StatusOr<ImportOutcome> SendLines(const Client& client, const std::vector<ImportLine>& lines,
                                        int jobs, ProgressBar& progress);

}  // namespace debut::cli
