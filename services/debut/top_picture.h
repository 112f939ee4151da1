#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/scrape.h"

namespace debut::cli {

// What several processes did between two looks at their metrics, and how they are at the second:
// what `debut top` shows. Rates are per second.
struct TopPicture {
  struct Method {
    std::string name;  // "grants.ProposeAward".
    double calls = 0;
    double failed = 0;        // Of them, not answered with OK.
    double mean_seconds = 0;  // Of all of them.
  };
  struct Model {
    std::string name;
    double lag_events = 0;
    double lag_seconds = 0;
  };

  double seconds = 0;  // Between the two.
  double head = 0;
  double unsigned_seconds = 0;
  double events = 0;
  double groups = 0;
  double sync_p50_seconds = 0;  // Zero without a group.
  double sync_p99_seconds = 0;
  double resident_bytes = 0;
  double cpu_share = 0;  // Of one processor.
  double disk_free_bytes = 0;
  std::vector<Method> methods = {};              // The busiest first.
  std::map<std::string, double> refusals = {};   // By reason.
  std::map<std::string, double> conflicts = {};  // By tag prefix.
  std::vector<Model> models = {};
};

using Samples = std::vector<runtime::Sample>;

// Both of the same processes. A process that has started anew between them counts from zero.
TopPicture PictureOf(const Samples& before, const Samples& after, double seconds);

// The value below which a share `q` of a histogram's observations lies, within its bucket as if
// they were spread evenly; zero without any. `buckets`: cumulative counts by upper bound.
double Quantile(double q, const std::map<double, double>& buckets);

// For a terminal of `rows` lines, and as one line of JSON.
std::string Drawn(const TopPicture& picture, std::size_t rows);
std::string JsonOf(const TopPicture& picture);

}  // namespace debut::cli
