#pragma once

#include <string>

#include "debut/policy/v1/policy_events.pb.h"

namespace debut::certification::testing {

// A policy that has the figures of measure 1 as they were published, for the histories of tests.
inline policy::v1::PolicyAdopted RulesAdopted(const std::string& effective_date = "2020-09-19",
                                              const std::string& version_id = "2020-12-30",
                                              int years = 2) {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id(version_id);
  fact.set_digest("digest of " + version_id);
  fact.set_effective_date(effective_date);
  fact.set_text(
      "certification {"
      "  research_completed_within_years { value: " +
      std::to_string(years) +
      " article: '1-1' }"
      "  experts_min { value: 3 article: '1-2' }"
      "  mean_score_min { value: 60 article: '1-3' }"
      "  test_reports_min { value: 1 article: '1-4' }"
      "  experts_odd { value: true article: '1-2' }"
      "  level_share_above { numerator: 1 denominator: 2 article: '1-5' }"
      "  ip_rights_min { value: 1 article: '1-6' }"
      "  evidence_international { kind: EVIDENCE_KIND_NOVELTY_SEARCH article: '1-7' }"
      "}");
  return fact;
}

}  // namespace debut::certification::testing
