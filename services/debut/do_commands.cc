#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "base/status_macros.h"
#include "services/debut/commands.h"
#include "services/debut/contract_comments.h"
#include "services/debut/message_text.h"
#include "services/debut/methods.h"
#include "services/debut/output.h"
#include "services/debut/request_options.h"

namespace debut::cli {
namespace {

using google::protobuf::MethodDescriptor;

// The methods of a context that change something, or those that don't.
enum class Kind { kCommands, kQuestions };

// "SignContract" is "sign-contract".
std::string VerbOf(const std::string& method_name) {
  std::string verb;
  for (const char c : method_name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isupper(letter) != 0 && !verb.empty()) verb += '-';
    verb += static_cast<char>(std::tolower(letter));
  }
  return verb;
}

// By context: "grants" of "debut.grants.v1".
std::map<std::string, std::vector<const MethodDescriptor*>> MethodsByContext(Kind kind) {
  std::map<std::string, std::vector<const MethodDescriptor*>> contexts;
  for (const MethodDescriptor* method : AllMethods()) {
    const std::string& package = method->file()->package();
    const auto begin = package.find('.') + 1;
    const std::string context = package.substr(begin, package.rfind('.') - begin);
    const bool changes = method->input_type()->FindFieldByName("request_id") != nullptr;
    // The log itself has verbs of its own: events, tail.
    if (context == "eventlog" || method->server_streaming()) continue;
    if (changes == (kind == Kind::kCommands)) contexts[context].push_back(method);
  }
  return contexts;
}

// What the command line said, by the options of the request.
struct TypedRequest {
  const MethodDescriptor* method = nullptr;
  std::vector<RequestOption> options;
  std::vector<std::vector<std::string>> values;
};

absl::Status Run(const TypedRequest& typed, Session& session) {
  const auto request = NewMessage(*typed.method->input_type());
  for (std::size_t i = 0; i < typed.options.size(); ++i)
    RETURN_IF_ERROR(typed.options[i].Apply(typed.values[i], *request));
  EnsureRequestId(*request);
  const auto response = NewMessage(*typed.method->output_type());
  RETURN_IF_ERROR(session.client().Call(PathOf(*typed.method), *request, *response));
  fmt::print("{}\n", session.json() ? ToJson(*response) : ToText(*response));
  return absl::OkStatus();
}

void AddOptions(CLI::App& verb, TypedRequest& typed) {
  typed.options = OptionsOf(*typed.method->input_type());
  typed.values.resize(typed.options.size());
  for (std::size_t i = 0; i < typed.options.size(); ++i) {
    const RequestOption& option = typed.options[i];
    CLI::Option* added = verb.add_option("--" + option.name, typed.values[i], option.comment)
                             ->type_name(option.type_name + (option.is_repeated ? " ..." : ""));
    // One value each time that the option is given: values may begin with anything.
    added->expected(1)->allow_extra_args(false)->multi_option_policy(
        option.is_repeated ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::Throw);
  }
}

void AddMethod(CLI::App& context, const MethodDescriptor& method, Session& session) {
  auto typed = std::make_shared<TypedRequest>();
  typed->method = &method;
  const std::string comment = CommentOf(method);
  CLI::App* verb = session.AddVerb(
      context, VerbOf(method.name()),
      fmt::format("{}{}role {}", comment, comment.empty() ? "" : " — ", RoleOf(method)),
      "  Amounts: 3,333,333.33元, 200万元, or yuan without a unit. Dates: 2021-03-01, "
      "2021年3月1日,\n"
      "  today. Rates: 30%, 3/10. Text from a file: @FILE. Repeated options: give them again.",
      [typed, &session] { return Run(*typed, session); });
  // Options are looked up when the command line comes to this verb.
  verb->preparse_callback([verb, typed](std::size_t) { AddOptions(*verb, *typed); });
}

void AddContexts(CLI::App& parent, Kind kind, Session& session) {
  for (const auto& [name, methods] : MethodsByContext(kind)) {
    CLI::App* context = parent.add_subcommand(name, "")->require_subcommand(1)->fallthrough();
    std::vector<std::string> verbs;
    for (const MethodDescriptor* method : methods) verbs.push_back(VerbOf(method->name()));
    context->description(fmt::format("{}", fmt::join(verbs, ", ")));
    context->preparse_callback([context, methods = methods, &session](std::size_t) {
      for (const MethodDescriptor* method : methods) AddMethod(*context, *method, session);
    });
  }
}

}  // namespace

void AddDoCommands(CLI::App& app, Session& session) {
  CLI::App* commands =
      app.add_subcommand("do", "Any command of any context, with an option for each field")
          ->require_subcommand(1)
          ->fallthrough();
  commands->footer(
      "Examples:\n  debut do market --help\n"
      "  debut --as 李娜 do market sign-contract --seller-id E-001 --buyer-id B-001 --number HT-1 "
      "\\\n    --signed-date 2021年3月1日 --amount 3,333,333.33元 \\\n"
      "    --lines 'product-id=P-001; amount=3,333,333.33元'\n"
      "  debut --as 王强 do grants open-round --round-id R-1 --measure first_market_entry --rate "
      "30%"
      "\n  debut --as 李娜 do grants submit-claim --round-id R-1 --enterprise-id E-001 \\\n"
      "    --first-market-entry.product-id P-001\n"
      "A command without --request-id gets one, shown on standard error: repeat it with the same.");
  commands->preparse_callback(
      [commands, &session](std::size_t) { AddContexts(*commands, Kind::kCommands, session); });
  CLI::App* questions =
      app.add_subcommand("ask", "Any question to any context, with an option for each field")
          ->require_subcommand(1)
          ->fallthrough();
  questions->footer(
      "Examples:\n  debut ask registry get-enterprise --enterprise-id E-001\n"
      "  debut ask policy get-policy --in-force-date 2021-03-01");
  questions->preparse_callback(
      [questions, &session](std::size_t) { AddContexts(*questions, Kind::kQuestions, session); });
}

}  // namespace debut::cli
