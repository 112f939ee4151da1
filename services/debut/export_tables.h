#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/debut/export_sink.h"

namespace debut::cli {

// What an export holds besides the log: policy versions as files, and, if asked for, a CSV table
// for each type of event with a data dictionary. The same events give the same bytes. Not
// thread-safe.
class ExportTables {
 public:
  // `sink` outlives it.
  ExportTables(ExportSink& sink, bool with_tables) : sink_(sink), with_tables_(with_tables) {}

  // Takes the entries in order. DATA_LOSS: not an entry. UNAVAILABLE: see ExportSink.
  absl::Status Add(std::string_view entry);
  // The data dictionary.
  absl::Status Finish();

  std::uint64_t policies() const { return policies_; }
  std::size_t tables() const { return types_.size(); }

 private:
  absl::Status AddRow(std::string_view entry);
  absl::Status AddPolicy(std::string_view payload, std::uint64_t position);

  ExportSink& sink_;
  const bool with_tables_;
  std::set<std::string> types_;
  std::uint64_t policies_ = 0;
};

}  // namespace debut::cli
