#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// What a .proto breaks: package and folder, names, zero values, a role on every method, requests
// and responses named after their method, facts with a version, a tag and without floating point.
Findings ContractFindings(const google::protobuf::FileDescriptor& proto);

// The contracts of proto/, all of which are linked into this program, in order of their path.
std::vector<const google::protobuf::FileDescriptor*> Contracts();

// The messages marked (debut.options.v1.fact), in order of their full name.
std::vector<const google::protobuf::Descriptor*> Facts();

}  // namespace debut::architecture
