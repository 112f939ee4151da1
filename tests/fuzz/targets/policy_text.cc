// Policy versions as text: whatever can be adopted stays what it is.
#include "policy/policy_text.h"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "eventstore/plain_text.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  const std::string_view text = fuzz::TextOf(bytes, size);
  const policy::PolicyReading reading = policy::ReadPolicy(text);
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const policy::PolicyProblem& problem : reading.problems) {
    ENSURE(problem.line >= 1 && problem.line <= lines + 1 && problem.column >= 1,
           "a problem stands outside of the text");
    ENSURE(!problem.description.empty() && eventstore::IsPlainText(problem.description),
           "a problem's description is no text");
  }
  if (!reading.ok()) return 0;
  const std::string version = reading.version.SerializeAsString();
  ENSURE(policy::VersionInAdoptedText(std::string(text)).SerializeAsString() == version,
         "an adopted policy is another than was read");
  std::string printed;
  google::protobuf::TextFormat::PrintToString(reading.version, &printed);
  const policy::PolicyReading again = policy::ReadPolicy(printed);
  ENSURE(printed.size() > policy::kPolicyTextBytesMax ||
             (again.ok() && again.version.SerializeAsString() == version),
         "a printed policy reads back as another");
  return 0;
}
