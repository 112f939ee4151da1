#include "services/debut/output.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/ensure.h"
#include "debut/rpc/v1/errors.pb.h"
#include "runtime/rpc_status.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"

namespace debut::cli {
namespace {

std::string Json(const google::protobuf::Message& message, bool pretty) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  options.add_whitespace = pretty;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  ENSURE(status.ok(), status.ToString());
  return json;
}

// "CLAIM_STATE_" of ClaimState.
std::string PrefixOf(const google::protobuf::EnumDescriptor& type) {
  std::string prefix;
  for (const char c : type.name()) {
    if (!prefix.empty() && c >= 'A' && c <= 'Z') prefix += '_';
    prefix += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

int ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return kExitRefused;
    case absl::StatusCode::kInvalidArgument:
      return kExitUsage;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kUnimplemented:
      return kExitUnreachable;
    default:
      return kExitInternal;
  }
}

void PrintError(const absl::Status& status, bool json) {
  rpc::v1::ErrorInfo info;
  rpc::v1::BadRequest bad;
  const bool has_info = runtime::ReadDetail(status, info);
  const bool has_fields = runtime::ReadDetail(status, bad);
  const std::string code = absl::StatusCodeToString(status.code());
  const std::string message(status.message());
  if (json) {
    nlohmann::json error = {{"code", code}, {"message", message}};
    if (has_info) error["reason"] = info.reason();
    for (const auto& [key, value] : info.metadata()) error["metadata"][key] = value;
    for (const auto& field : bad.field_violations())
      error["fields"].push_back({{"field", field.field()}, {"description", field.description()}});
    fmt::print(stderr, "{}\n", JsonLine(error));
    return;
  }
  if (has_fields) {
    fmt::print(stderr, "debut: {}:\n", code);
    for (const auto& field : bad.field_violations())
      fmt::print(stderr, "  {}: {}\n", field.field(), field.description());
    return;
  }
  fmt::print(stderr, "debut: {}{}{}: {}\n", code, has_info ? " " : "", info.reason(), message);
  if (status.code() == absl::StatusCode::kUnavailable)
    fmt::print(stderr, "  Is the server running, and --server its address?\n");
}

std::string ToJson(const google::protobuf::Message& message) { return Json(message, false); }
std::string ToPrettyJson(const google::protobuf::Message& message) { return Json(message, true); }

std::string ShortName(const google::protobuf::EnumDescriptor& type, int number) {
  const auto* value = type.FindValueByNumber(number);
  if (value == nullptr) return std::to_string(number);
  const std::string prefix = PrefixOf(type);
  return value->name().starts_with(prefix) ? value->name().substr(prefix.size()) : value->name();
}

absl::Status ParseEnum(const google::protobuf::EnumDescriptor& type, const std::string& text,
                       int& number) {
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string name = ShortName(type, type.value(i)->number());
    if (Upper(text) == name || Upper(text) == type.value(i)->name()) {
      number = type.value(i)->number();
      return absl::OkStatus();
    }
    names.push_back(name);
  }
  return absl::InvalidArgumentError(
      fmt::format("{} is not one of {}", text, fmt::join(names, ", ")));
}

}  // namespace debut::cli
