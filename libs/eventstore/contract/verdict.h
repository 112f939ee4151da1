#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/event_store.h"

// Ends a check with a failed verdict unless `condition` holds.
#define MUST(condition)                                                 \
  do {                                                                  \
    if (!(condition))                                                   \
      return testing::AssertionFailure()                                \
             << __FILE__ << ":" << __LINE__ << ": not so: " #condition; \
  } while (false)

#define MUST_EQ(actual, expected)                                                                 \
  do {                                                                                            \
    const auto actual_ = (actual);                                                                \
    const auto expected_ = (expected);                                                            \
    if (!(actual_ == expected_))                                                                  \
      return testing::AssertionFailure()                                                          \
             << __FILE__ << ":" << __LINE__ << ": " #actual " is "                                \
             << testing::PrintToString(actual_) << ", not " << testing::PrintToString(expected_); \
  } while (false)

#define MUST_OK(expression)                                                                      \
  do {                                                                                           \
    if (const auto& result_ = (expression); !::debut::eventstore::StatusOf(result_).ok())        \
      return testing::AssertionFailure() << __FILE__ << ":" << __LINE__ << ": " #expression ": " \
                                         << ::debut::eventstore::StatusOf(result_).ToString();   \
  } while (false)

// MUST_ASSIGN(const Position head, store.Head());
#define MUST_ASSIGN(declaration, expression) \
  MUST_ASSIGN_INNER(DEBUT_MUST_CONCAT(must_, __LINE__), declaration, expression)
#define MUST_ASSIGN_INNER(result, declaration, expression) \
  auto result = (expression);                              \
  MUST_OK(result);                                         \
  declaration = *std::move(result)
#define DEBUT_MUST_CONCAT(a, b) DEBUT_MUST_CONCAT_INNER(a, b)
#define DEBUT_MUST_CONCAT_INNER(a, b) a##b

namespace debut::eventstore {

using Verdict = testing::AssertionResult;

inline absl::Status StatusOf(const absl::Status& status) { return status; }
template <typename T>
absl::Status StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// An event with sorted tags.
Event MakeEvent(std::string type, std::vector<std::string> tags, std::string payload = "payload");

QueryItem Types(std::vector<std::string> types);
QueryItem Tags(std::vector<std::string> tags);

// An append of one event, or of several, that must succeed.
absl::StatusOr<Position> Add(EventStore& store, Event event);
absl::StatusOr<AppendResult> AddIf(EventStore& store, Event event, Query fail_if_matches,
                                   Position after = {});
// `count` events "test.Noted", each with `tags` and its number from 1 as payload, one by one.
absl::Status AddMany(EventStore& store, int count, std::vector<std::string> tags = {});

// What a read returns, as plain numbers: easy to compare and to print.
absl::StatusOr<std::vector<std::uint64_t>> PositionsOf(const EventStore& store, const Query& query,
                                                       const ReadOptions& options = {});
std::vector<std::uint64_t> Numbers(std::uint64_t from, std::uint64_t to);

}  // namespace debut::eventstore
