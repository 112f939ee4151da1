#pragma once

#include <google/protobuf/text_format.h>

#include <vector>

#include "debut/policy/v1/policy.pb.h"
#include "policy/policy_text.h"

namespace debut::policy {

// What a version that parses still lacks, in the order of the text; see ReadPolicy(). `places` says
// where each field stands. Works over the descriptors: a new figure is checked without new code.
std::vector<PolicyProblem> CheckVersion(const v1::PolicyVersion& version,
                                        const google::protobuf::TextFormat::ParseInfoTree& places);

}  // namespace debut::policy
