#pragma once

#include <concepts>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "decision/fact_codec.h"
#include "eventstore/event.h"

namespace debut::decision {

// Each kind is one status code: FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS.
enum class RejectionKind { kFailedPrecondition, kNotFound, kAlreadyExists };

// The business said no.
struct Rejection {
  std::string reason;       // Stable, UPPER_SNAKE_CASE, noun first: "CAP_EXHAUSTED".
  std::string explanation;  // One sentence for people.
  RejectionKind kind = RejectionKind::kFailedPrecondition;
  std::map<std::string, std::string> metadata = {};  // {"room_fen": "0"}.

  bool operator==(const Rejection&) const = default;
};

// The keys that the command was prepared with no longer fit what was read: prepare it again.
struct Stale {
  bool operator==(const Stale&) const = default;
};

// What a command decided: facts to record (none is success too), a refusal, or that it can't tell.
using Decision = std::variant<std::vector<eventstore::Event>, Rejection, Stale>;

template <std::derived_from<google::protobuf::Message>... Facts>
Decision Record(const Facts&... facts) {
  return std::vector<eventstore::Event>{EncodeFact(facts)...};
}

// The command is satisfied already.
inline Decision Nothing() { return std::vector<eventstore::Event>{}; }

using RejectionMetadata = std::map<std::string, std::string>;

inline Decision Reject(std::string_view reason, std::string explanation,
                       RejectionMetadata metadata = {}) {
  return Rejection{std::string(reason), std::move(explanation), RejectionKind::kFailedPrecondition,
                   std::move(metadata)};
}

inline Decision RejectNotFound(std::string_view reason, std::string explanation,
                               RejectionMetadata metadata = {}) {
  return Rejection{std::string(reason), std::move(explanation), RejectionKind::kNotFound,
                   std::move(metadata)};
}

inline Decision RejectAlreadyExists(std::string_view reason, std::string explanation,
                                    RejectionMetadata metadata = {}) {
  return Rejection{std::string(reason), std::move(explanation), RejectionKind::kAlreadyExists,
                   std::move(metadata)};
}

}  // namespace debut::decision
