// Import files, the JSON of requests, and what is typed into the fields of one.
#include "services/debut/import_file.h"

#include <google/protobuf/util/message_differencer.h>

#include <sstream>

#include "services/debut/amounts_in_json.h"
#include "services/debut/methods.h"
#include "services/debut/output.h"
#include "services/debut/typed_fields.h"
#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using google::protobuf::util::MessageDifferencer;

void TryCall(const cli::ImportCall& call) {
  const auto& type = *call.method->input_type();
  const auto* id = type.FindFieldByName("request_id");
  const auto again = cli::NewMessage(type);
  const absl::Status read = cli::ParseRequest(cli::ToJson(*call.request), *again);
  ENSURE(read.ok(), "a printed request doesn't read back: " + read.ToString());
  ENSURE(MessageDifferencer::Equals(*again, *call.request), "a request reads back as another");
  ENSURE(id == nullptr || id->type() == google::protobuf::FieldDescriptor::TYPE_STRING,
         "a request id is no text");
}

void TryFile(const std::string& text) {
  std::istringstream in(text);
  std::istringstream same(text);
  const auto lines = cli::ReadImportFile(in);
  const auto again = cli::ReadImportFile(same);
  ENSURE(lines.ok() == again.ok(), "the same file is read differently");
  if (!lines.ok()) return;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const cli::ImportLine& line = (*lines)[i];
    ENSURE(!line.calls.empty() && (i == 0 || (*lines)[i - 1].number < line.number), "bad lines");
    std::size_t expected = 0;
    for (const auto& [outcome, count] : line.expected) expected += count;
    ENSURE(line.expected.empty() || expected == line.calls.size(), "more is expected than called");
    for (std::size_t c = 0; c < line.calls.size(); ++c) {
      TryCall(line.calls[c]);
      ENSURE(MessageDifferencer::Equals(*line.calls[c].request, *(*again)[i].calls[c].request),
             "the same line is another request");
    }
  }
}

// The first byte chooses a request, the second a field of it.
void TryTyped(FuzzedBytes choices) {
  static const auto* const methods = new auto(cli::AllMethods());
  const auto& type = *(*methods)[choices.Byte() % methods->size()]->input_type();
  if (type.field_count() == 0) return;
  const auto request = cli::NewMessage(type);
  const std::string typed(choices.Rest().substr(1));
  if (typed.find('@') != std::string::npos) return;  // The content of a file.
  const auto& field = *type.field(static_cast<int>(typed.size()) % type.field_count());
  const absl::Status set = cli::SetFromText(*request, field, typed);
  ENSURE(set.ok() || absl::IsInvalidArgument(set), "a bad value has another code");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  debut::fuzz::TryFile(std::string(debut::fuzz::TextOf(bytes, size)));
  if (size > 2) debut::fuzz::TryTyped({bytes, size});
  return 0;
}
