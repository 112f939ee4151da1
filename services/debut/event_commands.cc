#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/status_macros.h"
#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore/event_id.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "services/debut/commands.h"
#include "services/debut/json_text.h"
#include "services/debut/output.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

namespace v1 = eventlog::v1;
using nlohmann::json;

struct EventOptions {
  std::vector<std::string> tags;
  std::vector<std::string> types;
  std::uint64_t from = 0;
  std::uint32_t limit = 100;
  bool backwards = false;
  bool from_start = false;
};

v1::Query QueryOf(const EventOptions& options) {
  v1::Query query;
  if (options.tags.empty() && options.types.empty()) return query;
  v1::QueryItem& item = *query.add_items();
  for (const std::string& tag : options.tags) item.add_tags(tag);
  for (const std::string& type : options.types) item.add_types(type);
  return query;
}

// The payload by the contract's own descriptor; as bytes if this program doesn't know the type.
json PayloadOf(const v1::Entry& entry) {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(entry.type());
  if (type != nullptr) {
    const std::unique_ptr<google::protobuf::Message> fact(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    if (fact->ParseFromString(entry.payload()))
      return json::parse(ToJson(*fact), nullptr, /*allow_exceptions=*/false);
  }
  return {{"unknown_type_bytes", entry.payload().size()}};
}

std::string TimeText(std::int64_t microseconds) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::FromUnixMicros(microseconds),
                          absl::UTCTimeZone());
}

void Print(const v1::Entry& entry, bool as_json) {
  const json payload = PayloadOf(entry);
  if (as_json) {
    fmt::print(
        "{}\n",
        JsonLine(json{{"position", entry.position()},
                      {"recorded_time", TimeText(entry.recorded_time_us())},
                      {"event_id", eventstore::FormatEventId(entry.event_id())},
                      {"type", entry.type()},
                      {"tags", std::vector<std::string>(entry.tags().begin(), entry.tags().end())},
                      {"schema", entry.schema()},
                      {"principal", entry.principal()},
                      {"request_id", entry.request_id()},
                      {"payload", payload}}));
  } else {
    const std::string name = entry.type().substr(entry.type().rfind('.') + 1);
    const std::string tags =
        fmt::format("{}", fmt::join(entry.tags().begin(), entry.tags().end(), " "));
    fmt::print("{:>8}  {}  {}  by {}\n          {}\n          {}\n", entry.position(),
               TimeText(entry.recorded_time_us()), name, entry.principal(), tags,
               JsonLine(payload));
  }
}

absl::Status Events(const EventOptions& options, Session& session) {
  v1::ReadRequest request;
  *request.mutable_query() = QueryOf(options);
  request.set_direction(options.backwards ? v1::DIRECTION_BACKWARDS : v1::DIRECTION_FORWARDS);
  if (options.from > 0)
    options.backwards ? request.set_before_position(options.from + 1)
                      : request.set_after_position(options.from - 1);
  std::uint32_t left = options.limit;
  std::uint32_t shown = 0;
  v1::ReadResponse response;
  do {
    request.set_limit(left);
    RETURN_IF_ERROR(
        session.client().Call("debut.eventlog.v1.EventLogService/Read", request, response));
    if (request.up_to_position() == 0 && !options.backwards)
      request.set_up_to_position(response.head_position());
    options.backwards ? request.set_before_position(response.next_position())
                      : request.set_after_position(response.next_position());
    for (const v1::Entry& entry : response.entries()) Print(entry, session.json());
    shown += static_cast<std::uint32_t>(response.entries_size());
    if (left > 0) left -= std::min(left, static_cast<std::uint32_t>(response.entries_size()));
  } while (response.more() && (options.limit == 0 || left > 0));
  if (!session.json()) {
    const bool cut = options.limit > 0 && shown == options.limit;
    fmt::print("{} events, head {}{}\n", shown, response.head_position(),
               cut ? "; --limit 0 shows all" : "");
  }
  return absl::OkStatus();
}

absl::Status Tail(const EventOptions& options, Session& session) {
  const Client& client = session.client();
  v1::SubscribeRequest request;
  *request.mutable_query() = QueryOf(options);
  request.set_after_position(options.from > 0 ? options.from - 1 : 0);
  if (options.from == 0 && !options.from_start) {
    v1::GetHeadRequest ask;
    v1::GetHeadResponse head;
    RETURN_IF_ERROR(client.Call("debut.eventlog.v1.EventLogService/GetHead", ask, head));
    request.set_after_position(head.head_position());
  }
  const auto stub = v1::EventLogService::NewStub(client.ChannelOf("debut.eventlog.v1"));
  grpc::ClientContext context;
  if (!client.principal().empty()) runtime::SetPrincipal(context, client.principal());
  const auto stream = stub->Subscribe(&context, request);
  v1::SubscribeResponse message;
  while (stream->Read(&message)) {
    for (const v1::Entry& entry : message.batch().entries()) Print(entry, session.json());
    if (message.has_caught_up() && !session.json())
      fmt::print(stderr, "caught up at {}; following, Ctrl-C ends\n",
                 message.caught_up().position());
    std::fflush(stdout);
  }
  return runtime::FromGrpcStatus(stream->Finish());
}

void AddQueryOptions(CLI::App& verb, EventOptions& options) {
  verb.add_option("--tag", options.tags, "only events with this tag; several: with all of them");
  verb.add_option("--type", options.types, "only this type, full name; several: any of them");
}

}  // namespace

void AddEventCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<EventOptions>();
  CLI::App* events = session.AddVerb(
      app, "events", "Events of the log, by tag and type",
      "  debut events --tag claim:CL-2021-001\n"
      "  debut events --tag product_family:P-001 --type debut.grants.v1.SubsidyGranted\n"
      "  debut events --backwards --limit 5\n  debut --json events --from 100 --limit 0",
      [=, &session] { return Events(*options, session); });
  AddQueryOptions(*events, *options);
  events->add_option("--from", options->from, "first position (with --backwards: the last)");
  events->add_option("--limit", options->limit, "events at most; 0: all")->capture_default_str();
  events->add_flag("--backwards", options->backwards, "newest first");

  CLI::App* tail =
      session.AddVerb(app, "tail", "Follow the log as it grows",
                      "  debut tail\n  debut tail --tag budget:3/2021\n  debut --json tail --all",
                      [=, &session] { return Tail(*options, session); });
  AddQueryOptions(*tail, *options);
  tail->add_option("--from", options->from, "begin at this position instead of the end");
  tail->add_flag("--all", options->from_start, "begin at the first event");
}

}  // namespace debut::cli
