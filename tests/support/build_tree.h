#pragma once

#include <string>
#include <string_view>

// Where tests find the project and what was built of it. One translation unit knows: objects of
// tests have no path of a machine in them, and a compiler cache serves every clone.
namespace debut::test {

// SourcePath("deploy/policy/first-created-products-2020.txtpb").
std::string SourcePath(std::string_view path);

// The folder of the project.
std::string SourceRoot();

// ProgramPath("debutd").
std::string ProgramPath(std::string_view program);

}  // namespace debut::test
