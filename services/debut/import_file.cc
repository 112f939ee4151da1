#include "services/debut/import_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/status_macros.h"
#include "decision/derived_id.h"
#include "services/debut/amounts_in_json.h"
#include "services/debut/json_text.h"
#include "services/debut/methods.h"

namespace debut::cli {
namespace {

using nlohmann::json;

absl::Status CheckKeys(const json& object, const std::set<std::string>& known) {
  if (!object.is_object()) return absl::InvalidArgumentError("not a JSON object");
  for (const auto& [key, value] : object.items())
    if (!known.contains(key))
      return absl::InvalidArgumentError(
          fmt::format("unknown key {}; known: {}", key, fmt::join(known, ", ")));
  return absl::OkStatus();
}

// Gives each command of a file its request id.
class RequestIds {
 public:
  // The n-th occurrence of the same text gets an id of its own.
  std::string Next(const std::string& text) {
    const std::size_t occurrence = ++seen_[text];
    return decision::DerivedId("import", fmt::format("{}#{}", text, occurrence));
  }

 private:
  std::map<std::string, std::size_t> seen_;
};

absl::StatusOr<ImportCall> ReadCall(const json& object, RequestIds& ids) {
  RETURN_IF_ERROR(CheckKeys(object, {"call", "as", "request", "expect", "lane"}));
  if (!object.contains("call") || !object["call"].is_string())
    return absl::InvalidArgumentError("\"call\" is missing: the method, as in `debut call --list`");
  ImportCall call;
  ASSIGN_OR_RETURN(call.method, FindMethod(object["call"].get<std::string>()));
  if (object.contains("as")) {
    if (!object["as"].is_string()) return absl::InvalidArgumentError("\"as\" is not a text");
    call.principal = object["as"].get<std::string>();
  }
  json request = object.value("request", json::object());
  const bool mutating = call.method->input_type()->FindFieldByName("request_id") != nullptr;
  if (mutating && request.is_object() && !request.contains("request_id"))
    request["request_id"] = ids.Next(JsonLine(object));
  call.request = NewMessage(*call.method->input_type());
  RETURN_IF_ERROR(ParseRequest(std::move(request), *call.request));
  return call;
}

absl::Status ReadExpectation(const json& object, ImportLine& line) {
  if (!object.contains("expect")) return absl::OkStatus();
  const json& expect = object["expect"];
  if (expect.is_string()) {
    line.expected[expect.get<std::string>()] = line.calls.size();
    return absl::OkStatus();
  }
  if (!expect.is_object())
    return absl::InvalidArgumentError("\"expect\" is neither a reason nor {reason: count}");
  std::size_t sum = 0;
  for (const auto& [outcome, count] : expect.items()) {
    if (!count.is_number_unsigned())
      return absl::InvalidArgumentError(fmt::format("\"expect\": {} is not a count", outcome));
    const auto times = count.get<std::size_t>();
    // A count beyond all calls could wrap the sum around to theirs.
    sum += std::min(times, line.calls.size() + 1);
    line.expected[outcome] = times;
  }
  if (sum != line.calls.size())
    return absl::InvalidArgumentError(
        fmt::format("\"expect\" counts {} outcomes of {} calls", sum, line.calls.size()));
  return absl::OkStatus();
}

absl::StatusOr<ImportLine> ReadLine(const std::string& text, RequestIds& ids) {
  const json object = ParseJson(text);
  if (object.is_discarded()) return absl::InvalidArgumentError("not JSON, or nested too deep");
  ImportLine line;
  if (object.is_object() && object.contains("race")) {
    RETURN_IF_ERROR(CheckKeys(object, {"race", "expect", "lane"}));
    if (!object["race"].is_array() || object["race"].empty())
      return absl::InvalidArgumentError("\"race\" is not a list of calls");
    for (const json& entry : object["race"]) {
      ASSIGN_OR_RETURN(ImportCall call, ReadCall(entry, ids));
      line.calls.push_back(std::move(call));
    }
  } else {
    ASSIGN_OR_RETURN(ImportCall call, ReadCall(object, ids));
    line.calls.push_back(std::move(call));
  }
  RETURN_IF_ERROR(ReadExpectation(object, line));
  if (object.contains("lane")) {
    if (!object["lane"].is_string()) return absl::InvalidArgumentError("\"lane\" is not a text");
    line.lane = object["lane"].get<std::string>();
  }
  return line;
}

}  // namespace

absl::StatusOr<std::vector<ImportLine>> ReadImportFile(std::istream& in) {
  std::vector<ImportLine> lines;
  std::vector<std::string> errors;
  RequestIds ids;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string::npos || text[begin] == '#') continue;
    auto line = ReadLine(text, ids);
    if (line.ok()) {
      line->number = number;
      lines.push_back(*std::move(line));
    } else if (errors.size() < kImportErrorsMax) {
      errors.push_back(fmt::format("line {}: {}", number, std::string(line.status().message())));
    }
  }
  if (in.bad()) return absl::InvalidArgumentError("nothing was sent: it can't be read to its end");
  if (!errors.empty())
    return absl::InvalidArgumentError(
        fmt::format("nothing was sent:\n  {}", fmt::join(errors, "\n  ")));
  return lines;
}

}  // namespace debut::cli
