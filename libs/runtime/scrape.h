#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace debut::runtime {

// One line of what a process serves to Prometheus.
struct Sample {
  std::string name;  // Of histograms with their ending: _bucket, _sum, _count.
  std::map<std::string, std::string> labels = {};
  double value = 0;
};

// Reads the text format of Prometheus, version 0.0.4. INVALID_ARGUMENT names the first line that is
// none.
absl::StatusOr<std::vector<Sample>> ParseSamples(std::string_view text);

// GET `path` over HTTP, plain text, of "127.0.0.1:9420"; the body of an answer 200.
// INVALID_ARGUMENT: no address. UNAVAILABLE: nobody answers, in time, or with something else.
absl::StatusOr<std::string> HttpGet(const std::string& address, const std::string& path,
                                    absl::Duration timeout);

// What a process serves now. Codes of both.
absl::StatusOr<std::vector<Sample>> Scrape(const std::string& address, absl::Duration timeout);

}  // namespace debut::runtime
