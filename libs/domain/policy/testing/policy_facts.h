#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "base/ensure.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "domain/policy/policy_in_force.h"
#include "policy/policy_text.h"
#include "tests/support/build_tree.h"

// Adoptions of policy versions, for the histories of tests.
namespace debut::policy::testing {

// The text of deploy/policy.
inline std::string MeasuresOf2020() {
  std::ifstream file(test::SourcePath("deploy/policy/first-created-products-2020.txtpb"));
  ENSURE(file.good(), "deploy/policy is not there");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// `text` with the first `from` replaced, which must be there.
inline std::string With(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  ENSURE(at != std::string::npos, "the text does not contain " + from);
  return text.replace(at, from.size(), to);
}

// The version "2020-12-30" under another id.
inline std::string Renamed(const std::string& text, const std::string& version_id) {
  return With(text, "version_id: \"2020-12-30\"", "version_id: \"" + version_id + "\"");
}

inline v1::PolicyAdopted Adopted(const std::string& text,
                                 const std::string& effective_date = "2020-09-19") {
  v1::PolicyAdopted fact;
  fact.set_policy_id(kPolicyId);
  fact.set_version_id(VersionInAdoptedText(text).version_id());
  fact.set_digest(PolicyDigest(text));
  fact.set_effective_date(effective_date);
  fact.set_document("京科园发〔2020〕号");
  fact.set_text(text);
  return fact;
}

}  // namespace debut::policy::testing
