#include <fmt/format.h>

#include "base/status_macros.h"
#include "services/debut/amounts_in_json.h"
#include "services/debut/commands.h"
#include "services/debut/input_file.h"
#include "services/debut/methods.h"
#include "services/debut/output.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

struct CallOptions {
  std::string method;
  std::string json = "{}";
  std::string file;
  bool list = false;
  bool describe = false;
};

absl::Status ListMethods(bool json) {
  Table table({{"METHOD"}, {"ROLE"}});
  for (const auto* method : AllMethods()) {
    if (json)
      fmt::print("{{\"method\":\"{}\",\"role\":\"{}\"}}\n", PathOf(*method), RoleOf(*method));
    else
      table.Add({PathOf(*method), RoleOf(*method)});
  }
  if (!json) fmt::print("{}", table.Render());
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadText(const CallOptions& options) {
  if (options.file.empty()) return options.json;
  return ReadInputFile("--file", options.file);
}

absl::Status Call(const CallOptions& options, Session& session) {
  if (options.list) return ListMethods(session.json());
  if (options.method.empty())
    return absl::InvalidArgumentError("METHOD is missing; `debut call --list` shows all");
  ASSIGN_OR_RETURN(const auto* method, FindMethod(options.method));
  if (options.describe) {
    fmt::print("{}\n", RequestTemplate(*method));
    return absl::OkStatus();
  }
  if (method->server_streaming())
    return absl::InvalidArgumentError(
        fmt::format("{} is a stream: use `debut tail`", PathOf(*method)));
  ASSIGN_OR_RETURN(const std::string text, ReadText(options));
  const auto request = NewMessage(*method->input_type());
  RETURN_IF_ERROR(ParseRequest(text, *request));
  EnsureRequestId(*request);
  const auto response = NewMessage(*method->output_type());
  RETURN_IF_ERROR(session.client().Call(PathOf(*method), *request, *response));
  fmt::print("{}\n", session.json() ? ToJson(*response) : ToPrettyJson(*response));
  return absl::OkStatus();
}

}  // namespace

void AddCallCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<CallOptions>();
  CLI::App* verb = session.AddVerb(
      app, "call", "Call any RPC with a JSON request",
      "  debut call --list\n"
      "  debut call grants.ProposeAward --describe\n"
      "  debut --as 李娜 call grants.ProposeAward --json '{\"claim_id\": \"CL-2021-001\"}'\n"
      "  debut call debut.registry.v1.RegistryService/GetEnterprise --json "
      "'{\"enterprise_id\": \"E-001\"}'\n"
      "Integer fields named *_fen also take text with a unit: \"6,666,666.67元\", \"200万元\".",
      [options, &session] { return Call(*options, session); });
  verb->add_option("METHOD", options->method, "context.Method, or package.Service/Method");
  verb->add_option("--json", options->json, "the request")->type_name("JSON");
  verb->add_option("--file", options->file, "the request from a file; - is standard input");
  verb->add_flag("--list", options->list, "all methods, with the role that each needs");
  verb->add_flag("--describe", options->describe, "an empty request with every field");
}

}  // namespace debut::cli
