#include "services/debut/export_tables.h"

#include <fmt/format.h>
#include <google/protobuf/message.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "base/status_macros.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "eventstore/entry_codec.h"
#include "eventstore/event_id.h"
#include "services/debut/contract_comments.h"
#include "services/debut/json_text.h"
#include "services/debut/output.h"

namespace debut::cli {
namespace {

using google::protobuf::Descriptor;
using nlohmann::json;

struct CommonColumn {
  const char* name;
  const char* type;
  const char* meaning;
};
constexpr CommonColumn kCommonColumns[] = {
    {"position", "uint64", "Place of the event in the log, from 1, without gaps."},
    {"recorded_time", "time", "When the log took the event, UTC with microseconds."},
    {"event_id", "uuid", "Identifies the event."},
    {"schema", "uint32", "Schema version of the event's type."},
    {"principal", "string", "Who acted: a person's or a service's name."},
    {"request_id", "string", "Of the command that led to the event."},
    {"tags", "string", "What the event is about: name:value, separated by blanks."},
};
constexpr char kUnknownColumn[] = "payload_base64";

std::string Cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string Row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (!row.empty()) row += ',';
    row += Cell(cell);
  }
  return row + "\n";
}

const Descriptor* TypeOf(const std::string& name) {
  return google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
}

std::string FileOf(const std::string& type) { return fmt::format("tables/{}.csv", type); }

std::string Header(const Descriptor* type) {
  std::vector<std::string> cells;
  for (const CommonColumn& column : kCommonColumns) cells.emplace_back(column.name);
  if (type == nullptr) cells.emplace_back(kUnknownColumn);
  for (int i = 0; type != nullptr && i < type->field_count(); ++i) {
    cells.emplace_back(type->field(i)->name());
  }
  return Row(cells);
}

// A scalar as it is, anything else as JSON.
std::string ValueText(const json& object, const std::string& field) {
  const auto found = object.find(field);
  if (found == object.end() || found->is_null()) return "";
  return found->is_string() ? found->get<std::string>() : JsonLine(*found);
}

void AddPayload(const Descriptor* type, std::string_view payload, std::vector<std::string>& cells) {
  const std::unique_ptr<google::protobuf::Message> fact(
      type == nullptr
          ? nullptr
          : google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  if (fact == nullptr) {
    cells.push_back(absl::Base64Escape({payload.data(), payload.size()}));
    return;
  }
  json object;
  if (fact->ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    object = json::parse(ToJson(*fact), nullptr, /*allow_exceptions=*/false);
  }
  for (int i = 0; i < type->field_count(); ++i) {
    cells.push_back(object.is_object() ? ValueText(object, type->field(i)->name()) : "");
  }
}

std::string TypeText(const google::protobuf::FieldDescriptor& field) {
  const std::string_view repeated = field.is_repeated() ? "repeated " : "";
  if (field.message_type() != nullptr) {
    return fmt::format("{}{} (JSON)", repeated, field.message_type()->full_name());
  }
  if (field.enum_type() != nullptr) return fmt::format("{}{}", repeated, field.enum_type()->name());
  return fmt::format("{}{}", repeated, field.type_name());
}

}  // namespace

absl::Status ExportTables::Add(std::string_view entry) {
  ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(entry));
  if (view.type == policy::v1::PolicyAdopted::descriptor()->full_name()) {
    RETURN_IF_ERROR(AddPolicy(view.payload, view.header.position.value));
  }
  return with_tables_ ? AddRow(entry) : absl::OkStatus();
}

absl::Status ExportTables::AddPolicy(std::string_view payload, std::uint64_t position) {
  policy::v1::PolicyAdopted adopted;
  if (!adopted.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    return absl::DataLossError(fmt::format("the policy adopted at {} is malformed", position));
  }
  ++policies_;
  return sink_.Put(fmt::format("policies/{:010}.txtpb", position),
                   fmt::format("# policy {} version {}, in force from {}, adopted at position {}, "
                               "SHA-256 of what follows the next line: {}\n# {}\n{}",
                               adopted.policy_id(), adopted.version_id(), adopted.effective_date(),
                               position, adopted.digest(), adopted.document(), adopted.text()),
                   position);
}

absl::Status ExportTables::AddRow(std::string_view entry) {
  ASSIGN_OR_RETURN(const auto view, eventstore::ViewEntry(entry));
  const std::string type(view.type);
  const Descriptor* const descriptor = TypeOf(type);
  if (types_.insert(type).second) {
    RETURN_IF_ERROR(sink_.Put(FileOf(type), Header(descriptor), 0));
  }
  std::string tags;
  for (const std::string_view tag : view.tags) {
    if (!tags.empty()) tags += ' ';
    tags += tag;
  }
  const std::uint64_t position = view.header.position.value;
  const absl::Time time = absl::FromUnixMicros(view.header.recorded_time_us);
  std::vector<std::string> cells = {
      std::to_string(position),
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone()),
      eventstore::FormatEventId(std::string(view.event_id)),
      std::to_string(view.schema),
      std::string(view.principal),
      std::string(view.request_id),
      std::move(tags)};
  AddPayload(descriptor, view.payload, cells);
  return sink_.Put(FileOf(type), Row(cells), position);
}

absl::Status ExportTables::Finish() {
  if (!with_tables_) return sink_.Close();
  std::string dictionary = Row({"table", "column", "type", "meaning"});
  for (const std::string& type : types_) {
    for (const CommonColumn& column : kCommonColumns) {
      dictionary += Row({type, column.name, column.type, column.meaning});
    }
    const Descriptor* const descriptor = TypeOf(type);
    if (descriptor == nullptr) {
      dictionary += Row({type, kUnknownColumn, "bytes", "Of a type that this program lacks."});
    }
    for (int i = 0; descriptor != nullptr && i < descriptor->field_count(); ++i) {
      const auto& field = *descriptor->field(i);
      dictionary += Row({type, field.name(), TypeText(field), CommentOf(field)});
    }
  }
  RETURN_IF_ERROR(sink_.Put("tables/dictionary.csv", dictionary, 0));
  return sink_.Close();
}

}  // namespace debut::cli
