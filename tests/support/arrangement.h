#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {

enum class Kind { kEmbedded, kMicroservices };

inline std::string NameOf(Kind kind) {
  return kind == Kind::kEmbedded ? "Embedded" : "Microservices";
}

// All of Debut as real processes on free ports: debutd alone, or the log and each context as a
// process of its own. Killed with the object.
class Arrangement {
 public:
  // Principal that may append to the log directly, past all rules.
  static constexpr char kLogWriter[] = "test-writer";

  static absl::StatusOr<std::unique_ptr<Arrangement>> Start(Kind kind);

  // Where a context is: "registry", "grants", "eventlog", ...
  const std::string& AddressOf(const std::string& context) const;
  // For `debut --server`: every context with its address.
  std::vector<std::string> ServerOptions() const;

  // Ends the process of a context by SIGKILL, and starts it again where it was.
  absl::Status KillAndRestart(const std::string& context);

  // Lets it end by SIGTERM, which must go well, and starts it again where it was.
  absl::Status Restart(const std::string& context);
  // Of every process, the log's the last: "eventlog".
  std::vector<std::string> Names() const;

  // The process that has the log.
  Process& log() { return *processes_.at("eventlog"); }
  std::filesystem::path data_directory() const { return directory_.path() / "data"; }

 private:
  explicit Arrangement(Kind kind) : kind_(kind) {}
  absl::Status Add(const std::string& name, const std::string& program,
                   std::vector<std::string> arguments);

  Kind kind_;
  TemporaryDirectory directory_;
  // By name; of debutd: "eventlog" alone.
  std::map<std::string, Process::Options> options_;
  std::map<std::string, std::unique_ptr<Process>> processes_;
};

}  // namespace debut::test
