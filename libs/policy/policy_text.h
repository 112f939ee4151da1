#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "debut/policy/v1/policy.pb.h"

namespace debut::policy {

inline constexpr std::size_t kPolicyTextBytesMax = 50'000;

// What is wrong in a policy text, and where; both count from 1.
struct PolicyProblem {
  int line = 1;
  int column = 1;
  std::string description;  // "first_market_entry.rate_max: article 3-9 is not among the articles"

  // "line 12, column 3: ..."
  std::string ToText() const;
};

// A policy text as read: the version, or what is wrong with it, in the order of the text.
struct PolicyReading {
  v1::PolicyVersion version;
  std::vector<PolicyProblem> problems;

  bool ok() const { return problems.empty(); }
};

// Reads the text proto of a debut.policy.v1.PolicyVersion. A version can be adopted if every field
// of it is given, every figure names one of its articles, ratios lie between 0 and 1, caps and
// amounts are not negative, counts are plausible, and dates exist. Pure.
PolicyReading ReadPolicy(std::string_view text);

// The version in a text that the log has adopted. Not checked again: what was valid stays adopted
// when the checks get stricter. Requires a text that parses.
v1::PolicyVersion VersionInAdoptedText(const std::string& text);

// What identifies a version: the SHA-256 of its text, 64 hex digits in lower case.
std::string PolicyDigest(std::string_view text);

}  // namespace debut::policy
