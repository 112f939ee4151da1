#include "runtime/logging.h"

#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string_view>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "runtime/text.h"

namespace debut::runtime {
namespace {

constexpr char kTextPattern[] = "%Y-%m-%dT%H:%M:%S.%f%z %l %v";
constexpr char kJsonPattern[] = R"({"time":"%Y-%m-%dT%H:%M:%S.%f%z","level":"%l",%v})";
constexpr char kJsonMessagePattern[] =
    R"({"time":"%Y-%m-%dT%H:%M:%S.%f%z","level":"%l","message":"%*"})";

// "%*": the message as the inside of a JSON string.
class JsonMessage final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    const std::string escaped =
        JsonEscape(std::string_view(message.payload.data(), message.payload.size()));
    out.append(escaped.data(), escaped.data() + escaped.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

spdlog::level::level_enum LevelOf(const config::v1::Logging& logging) {
  switch (logging.level()) {
    case config::v1::Logging::LEVEL_DEBUG:
      return spdlog::level::debug;
    case config::v1::Logging::LEVEL_WARNING:
      return spdlog::level::warn;
    case config::v1::Logging::LEVEL_ERROR:
      return spdlog::level::err;
    default:
      return spdlog::level::info;
  }
}

bool IsJson(const config::v1::Logging& logging) {
  return logging.format() == config::v1::Logging::FORMAT_JSON;
}

// gRPC calls an error what a client that went away leaves behind.
void LogGrpc(gpr_log_func_args* args) {
  const auto level =
      args->severity == GPR_LOG_SEVERITY_ERROR ? spdlog::level::warn : spdlog::level::debug;
  spdlog::log(level, "grpc: {}", Bounded(args->message, 4 * kLogValueBytesMax));
}

// The failures that an operator looks into; the rest is business as usual.
spdlog::level::level_enum LevelOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnknown:
      return spdlog::level::err;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return spdlog::level::warn;
    default:
      return spdlog::level::info;
  }
}

constexpr std::string_view kDuration = "duration_ms";

using LogFields = std::vector<std::pair<std::string_view, std::string>>;

LogFields FieldsOf(const RpcRecord& record) {
  LogFields fields = {
      {"method", record.method.name},
      {"code", absl::StatusCodeToString(record.outcome.code())},
      {"reason", ReasonOf(record.outcome)},
      {kDuration, fmt::format("{:.3f}", absl::ToDoubleMilliseconds(record.duration))},
      {"principal", record.caller.principal},
      {"via", record.caller.via},
      {"request_id", record.caller.request_id},
      {"peer", record.peer},
      {"trace", record.caller.trace_parent}};
  if (LevelOf(record.outcome.code()) != spdlog::level::info) {
    fields.emplace_back("message", std::string(record.outcome.message()));
  }
  return fields;
}

// method=… code=… principal="王 芳": quoted where a space would end the value.
std::string TextLine(const LogFields& fields) {
  std::string line;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    const std::string bounded = JsonEscape(Bounded(value, kLogValueBytesMax));
    const char* quote = bounded.find_first_of(" =\\") == std::string::npos ? "" : "\"";
    line += fmt::format("{}{}={}{}{}", line.empty() ? "" : " ", name, quote, bounded, quote);
  }
  return line;
}

std::string JsonLine(const LogFields& fields) {
  std::string line;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    const std::string bounded = JsonEscape(Bounded(value, kLogValueBytesMax));
    const char* quote = name == kDuration ? "" : "\"";
    line += fmt::format("{}\"{}\":{}{}{}", line.empty() ? "" : ",", name, quote, bounded, quote);
  }
  return line;
}

// libprotobuf calls an error what a caller sent that isn't UTF-8, and says it on standard error,
// for each field of each call.
void LogProtobuf(google::protobuf::LogLevel severity, const char*, int,
                 const std::string& message) {
  const bool fatal = severity == google::protobuf::LOGLEVEL_FATAL;
  spdlog::log(fatal ? spdlog::level::err : spdlog::level::debug, "protobuf: {}",
              Bounded(message, 4 * kLogValueBytesMax));
}

}  // namespace

void SetUpLogging(const config::v1::Logging& logging) {
  auto logger =
      std::make_shared<spdlog::logger>("debut", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<JsonMessage>('*');
  formatter->set_pattern(IsJson(logging) ? kJsonMessagePattern : kTextPattern);
  logger->set_formatter(std::move(formatter));
  logger->set_level(LevelOf(logging));
  spdlog::set_default_logger(std::move(logger));
  gpr_set_log_function(LogGrpc);
  google::protobuf::SetLogHandler(LogProtobuf);
}

RpcLog::RpcLog(const config::v1::Logging& logging)
    : RpcLog(logging, std::make_shared<spdlog::sinks::stderr_sink_mt>()) {}

RpcLog::RpcLog(const config::v1::Logging& logging, spdlog::sink_ptr sink)
    : json_(IsJson(logging)), logger_("rpc", std::move(sink)) {
  logger_.set_pattern(json_ ? kJsonPattern : kTextPattern, spdlog::pattern_time_type::utc);
  logger_.set_level(LevelOf(logging));
}

void RpcLog::Finished(const RpcRecord& record) {
  const auto level = LevelOf(record.outcome.code());
  if (!logger_.should_log(level)) return;
  const LogFields fields = FieldsOf(record);
  logger_.log(level, json_ ? JsonLine(fields) : TextLine(fields));
}

}  // namespace debut::runtime
