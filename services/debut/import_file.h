#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <istream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace debut::cli {

// One command of an import file.
struct ImportCall {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string principal;  // Empty: the one of the command line.
  std::unique_ptr<google::protobuf::Message> request;
};

// A line of an import file: one call, or several that are sent at the same moment.
struct ImportLine {
  std::size_t number = 0;  // From 1.
  std::string lane;        // Lines of one lane follow each other; empty: after all lines above.
  std::vector<ImportCall> calls;
  // Outcome → how many calls end so; "OK" or a reason. Empty: all must be OK.
  std::map<std::string, std::size_t> expected;
};

// Reads JSON lines; empty lines and those that begin with # are skipped:
//   {"call": "registry.RegisterEnterprise", "as": "张伟", "request": {…}}
//   {"call": "grants.ProposeAward", "request": {…}, "expect": "CAP_EXHAUSTED"}
//   {"race": [{"call": …}, {"call": …}], "expect": {"OK": 1, "BUDGET_EXCEEDED": 1}}
// A key "lane" lets lines of other lanes go side by side with the line.
// A request without a request_id gets one that is derived from the line's text, so that the same
// file can be sent again after an interruption and nothing is done twice.
// INVALID_ARGUMENT lists every line that can't be read, up to kImportErrorsMax: nothing was sent.
absl::StatusOr<std::vector<ImportLine>> ReadImportFile(std::istream& in);

inline constexpr std::size_t kImportErrorsMax = 20;

}  // namespace debut::cli
