#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace debut::base {

// The same code and payloads, with `context` in front of the message.
inline absl::Status Annotate(const absl::Status& status, std::string_view context) {
  if (status.ok()) return status;
  absl::Status annotated(status.code(),
                         fmt::format("{}: {}", context, std::string(status.message())));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    annotated.SetPayload(url, payload);
  });
  return annotated;
}

}  // namespace debut::base

#define DEBUT_CONCAT_INNER(a, b) a##b
#define DEBUT_CONCAT(a, b) DEBUT_CONCAT_INNER(a, b)

// Returns the status of `expression` from the enclosing function unless it is OK.
#define RETURN_IF_ERROR(expression)                                        \
  do {                                                                     \
    if (::absl::Status status_ = (expression); !status_.ok()) [[unlikely]] \
      return status_;                                                      \
  } while (false)

// ASSIGN_OR_RETURN(const auto head, store.Head());
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(DEBUT_CONCAT(status_or_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                   \
  if (!result.ok()) [[unlikely]]                                \
    return std::move(result).status();                          \
  declaration = *std::move(result)
