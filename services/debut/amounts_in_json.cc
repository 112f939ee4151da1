#include "services/debut/amounts_in_json.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "base/status_macros.h"
#include "money/amount_text.h"
#include "services/debut/json_text.h"

namespace debut::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::json;

bool HasUnit(const std::string& text) {
  for (const char* unit : {"元", "万", "亿", "￥", "¥"})
    if (text.find(unit) != std::string::npos) return true;
  return false;
}

absl::Status ReadOne(const FieldDescriptor& field, const std::string& path, json& value) {
  if (field.message_type() != nullptr && value.is_object())
    return base::Annotate(ReadAmounts(*field.message_type(), value), path);
  const bool amount = field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 &&
                      field.name().ends_with("_fen") && value.is_string();
  if (!amount || !HasUnit(value.get<std::string>())) return absl::OkStatus();
  const auto fen = money::ParseAmount(value.get<std::string>());
  if (!fen.ok()) return base::Annotate(fen.status(), path);
  value = std::to_string(fen->count);
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadAmounts(const Descriptor& type, json& object) {
  if (!object.is_object()) return absl::OkStatus();
  for (auto& [name, value] : object.items()) {
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr) continue;
    if (!value.is_array()) {
      RETURN_IF_ERROR(ReadOne(*field, name, value));
      continue;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
      RETURN_IF_ERROR(ReadOne(*field, fmt::format("{}[{}]", name, i), value[i]));
  }
  return absl::OkStatus();
}

absl::Status ParseRequest(const std::string& text, google::protobuf::Message& request) {
  json object = ParseJson(text);
  if (!object.is_object())
    return absl::InvalidArgumentError("the request is not a JSON object: {\"field\": value, …}");
  return ParseRequest(std::move(object), request);
}

absl::Status ParseRequest(json object, google::protobuf::Message& request) {
  RETURN_IF_ERROR(ReadAmounts(*request.GetDescriptor(), object));
  const std::string text = JsonLine(object);
  const auto status = google::protobuf::util::JsonStringToMessage(text, &request);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      fmt::format("{}: {}", request.GetDescriptor()->name(), status.message().as_string()));
}

}  // namespace debut::cli
