#include "tests/architecture/golden.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "decision/fact_codec.h"
#include "tests/architecture/source_file.h"

namespace debut::architecture {
namespace {

namespace pb = google::protobuf;

constexpr std::string_view kTags = "--- tags\n";
constexpr std::string_view kBytes = "--- bytes\n";
constexpr std::string_view kSchema = "# schema ";
constexpr std::size_t kHexPerLine = 96;

std::unique_ptr<pb::Message> New(const pb::Descriptor& type) {
  return std::unique_ptr<pb::Message>(
      pb::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

// The caller says what is wrong; Protocol Buffers would write to standard error.
struct Silent final : pb::io::ErrorCollector {
  void AddError(int, pb::io::ColumnNumber, const std::string&) override {}
};

bool ParseText(const std::string& text, pb::Message& message) {
  Silent silent;
  pb::TextFormat::Parser parser;
  parser.RecordErrorsTo(&silent);
  return parser.ParseFromString(text, &message);
}

// The first path of a field that is not set, at any depth; of a oneof one member is enough.
std::string UnsetField(const pb::Message& message) {
  const pb::Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const pb::OneofDescriptor* oneof = field.real_containing_oneof();
    if (oneof != nullptr && reflection.HasOneof(message, oneof) &&
        !reflection.HasField(message, &field)) {
      continue;
    }
    const int size = field.is_repeated() ? reflection.FieldSize(message, &field)
                                         : (reflection.HasField(message, &field) ? 1 : 0);
    if (size == 0) return field.full_name();
    if (field.message_type() == nullptr || field.is_map()) continue;
    const pb::Message& inner = field.is_repeated()
                                   ? reflection.GetRepeatedMessage(message, &field, 0)
                                   : reflection.GetMessage(message, &field);
    if (std::string unset = UnsetField(inner); !unset.empty()) return unset;
  }
  return "";
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

// The line's text without its end; takes the line off `text`.
std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string GoldenPath(const pb::Descriptor& fact) {
  return fmt::format("{}/tests/golden/{}.golden", TreeRoot(), fact.full_name());
}

std::string WriteGolden(const pb::Descriptor& fact, const Golden& golden) {
  std::string file =
      fmt::format("# {}\n{}{}\n{}{}", fact.full_name(), kSchema, golden.schema, golden.text, kTags);
  for (const std::string& tag : golden.tags) file += tag + "\n";
  file += kBytes;
  const std::string hex = Hex(golden.payload);
  for (std::size_t at = 0; at < hex.size(); at += kHexPerLine) {
    file += hex.substr(at, kHexPerLine) + "\n";
  }
  return file;
}

absl::StatusOr<Golden> ReadGolden(std::string_view file) {
  Golden golden;
  const std::size_t tags = file.find(kTags);
  const std::size_t bytes = file.find(kBytes);
  const std::size_t schema = file.find(kSchema);
  if (tags == std::string_view::npos || bytes == std::string_view::npos || bytes < tags ||
      schema == std::string_view::npos || schema > tags) {
    return absl::InvalidArgumentError("a golden file has a schema, tags and bytes");
  }
  golden.schema = static_cast<std::uint32_t>(
      std::strtoul(std::string(file.substr(schema + kSchema.size(), 10)).c_str(), nullptr, 10));
  golden.text = std::string(file.substr(0, tags));
  std::string_view tag_lines = file.substr(tags + kTags.size(), bytes - tags - kTags.size());
  while (!tag_lines.empty()) golden.tags.emplace_back(TakeLine(tag_lines));
  std::string hex;
  std::string_view hex_lines = file.substr(bytes + kBytes.size());
  while (!hex_lines.empty()) hex += TakeLine(hex_lines);
  const bool clean = hex.size() % 2 == 0 && hex.find_first_not_of("0123456789abcdef") == hex.npos;
  if (!clean) return absl::InvalidArgumentError("the bytes are not hexadecimal");
  golden.payload = absl::HexStringToBytes(hex);
  return golden;
}

Golden Encode(const pb::Message& fact) {
  const eventstore::Event event = decision::EncodeFact(fact);
  pb::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  Golden golden{"", event.schema, event.tags, event.payload};
  printer.PrintToString(fact, &golden.text);
  return golden;
}

std::string GoldenBreach(const pb::Descriptor& fact, const Golden& stored) {
  const std::unique_ptr<pb::Message> example = New(fact);
  if (!ParseText(stored.text, *example)) return "the example is no " + fact.full_name();
  const Golden made = Encode(*example);
  if (made.schema != stored.schema) return fmt::format("the schema is {} now", made.schema);
  if (made.payload != stored.payload) return "the bytes differ: now " + Hex(made.payload);
  if (made.tags != stored.tags) {
    return fmt::format("the tags differ: now {}", fmt::join(made.tags, " "));
  }
  const std::unique_ptr<pb::Message> decoded = New(fact);
  if (!decoded->ParseFromString(stored.payload) ||
      !pb::util::MessageDifferencer::Equals(*decoded, *example)) {
    return "the bytes do not decode to the example";
  }
  if (const std::string unset = UnsetField(*example); !unset.empty()) {
    return "the example does not set " + unset;
  }
  return "";
}

}  // namespace debut::architecture
