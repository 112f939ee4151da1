#include "eventstore/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "debut/rpc/v1/errors.pb.h"
#include "eventstore/limits.h"
#include "eventstore/plain_text.h"

namespace debut::eventstore {
namespace {

constexpr std::size_t kEventIdBytes = 16;
constexpr std::size_t kDigestBytes = 32;

// The path of a field, made only if it is at fault: nearly none ever is.
using FieldName = absl::FunctionRef<std::string()>;

class Violations {
 public:
  template <typename... Args>
  void Add(FieldName field, fmt::format_string<Args...> description, Args&&... args) {
    if (++count_ > kViolationsMax) return;
    auto& violation = *request_.add_field_violations();
    violation.set_field(field());
    violation.set_description(fmt::format(description, std::forward<Args>(args)...));
  }

  absl::Status ToStatus() const {
    if (count_ == 0) return absl::OkStatus();
    std::string message;
    for (const auto& violation : request_.field_violations()) {
      if (!message.empty()) message += "; ";
      message += fmt::format("{}: {}", violation.field(), violation.description());
    }
    if (count_ > kViolationsMax) message += fmt::format("; and {} more", count_ - kViolationsMax);
    rpc::v1::ErrorInfo info;
    info.set_reason("FIELDS_INVALID");
    info.set_domain("rpc");
    absl::Status status(absl::StatusCode::kInvalidArgument, message);
    Attach(info, status);
    Attach(request_, status);
    return status;
  }

 private:
  static void Attach(const google::protobuf::Message& detail, absl::Status& status) {
    status.SetPayload(fmt::format("type.googleapis.com/{}", detail.GetDescriptor()->full_name()),
                      absl::Cord(detail.SerializeAsString()));
  }

  rpc::v1::BadRequest request_;
  std::size_t count_ = 0;
};

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z') || c == '_'; }

void CheckTag(const std::string& tag, FieldName field, Violations& violations) {
  const std::size_t colon = tag.find(':');
  const std::string_view name = std::string_view(tag).substr(0, colon);
  const bool named =
      !name.empty() && IsLower(name.front()) && std::ranges::all_of(name, [](char c) {
        return IsLower(c) || IsDigit(c) || c == '_' || c == '-' || c == '.';
      });
  if (tag.size() > kTagBytesMax) {
    violations.Add(field, "has {} bytes, at most {} are allowed", tag.size(), kTagBytesMax);
  } else if (colon == std::string::npos || colon + 1 == tag.size() || !named) {
    violations.Add(field, "must be <name>:<value>, the name of a-z 0-9 _ - . from a letter on");
  } else if (!IsPlainText(tag)) {
    violations.Add(field, "must be UTF-8 without control characters");
  }
}

void CheckType(const std::string& type, FieldName field, Violations& violations) {
  if (type.size() > kTypeBytesMax) {
    violations.Add(field, "has {} bytes, at most {} are allowed", type.size(), kTypeBytesMax);
  } else if (type.empty() || !IsLetter(type.front()) || type.back() == '.' ||
             type.find("..") != std::string::npos || !std::ranges::all_of(type, [](char c) {
               return IsLetter(c) || IsDigit(c) || c == '.';
             })) {
    violations.Add(field, "must be the full name of a message: A-Z a-z 0-9 _ and dots");
  }
}

void CheckName(const std::string& name, FieldName field, Violations& violations) {
  if (name.size() > kNameBytesMax) {
    violations.Add(field, "has {} bytes, at most {} are allowed", name.size(), kNameBytesMax);
  } else if (!IsPlainText(name)) {
    violations.Add(field, "must be UTF-8 without control characters");
  }
}

void CheckBytes(const std::string& bytes, std::size_t size, FieldName field,
                Violations& violations) {
  if (bytes.empty() || bytes.size() == size) return;
  violations.Add(field, "has {} bytes, must have {} or none", bytes.size(), size);
}

void CheckTags(const Event& event, FieldName path, Violations& violations) {
  if (event.tags.size() > kTagsMax) {
    violations.Add(path, "has {} tags, at most {} are allowed", event.tags.size(), kTagsMax);
    return;
  }
  for (std::size_t i = 0; i < event.tags.size(); ++i) {
    const auto field = [&] { return fmt::format("{}[{}]", path(), i); };
    CheckTag(event.tags[i], field, violations);
    if (i > 0 && event.tags[i] <= event.tags[i - 1]) {
      violations.Add(field, "must stand after the tag before it: tags are sorted and unique");
    }
  }
}

void CheckEvent(const Event& event, FieldName path, Violations& violations) {
  const char* name = nullptr;
  const auto field = [&] { return fmt::format("{}.{}", path(), name); };
  const auto check = [&](const char* checked, auto rule, auto&&... values) {
    name = checked;
    rule(values..., field, violations);
  };
  check("type", CheckType, event.type);
  check("tags", CheckTags, event);
  name = "schema";
  if (event.schema == 0) violations.Add(field, "must be at least 1");
  check("event_id", CheckBytes, event.event_id, kEventIdBytes);
  check("principal", CheckName, event.principal);
  check("request_id", CheckName, event.request_id);
  check("request_digest", CheckBytes, event.request_digest, kDigestBytes);
  check("causation_id", CheckBytes, event.causation_id, kEventIdBytes);
  check("trace_parent", CheckName, event.trace_parent);
  if (const std::size_t bytes = EntryBytes(event); bytes > kEntryBytesMax) {
    violations.Add(path, "has {} bytes as an entry, at most {} are allowed", bytes, kEntryBytesMax);
  }
}

void CheckItem(const QueryItem& item, FieldName path, Violations& violations) {
  const auto types = [&] { return path() + ".types"; };
  if (item.types.size() > kQueryItemTypesMax) {
    violations.Add(types, "has {} types, at most {} are allowed", item.types.size(),
                   kQueryItemTypesMax);
  } else {
    for (std::size_t t = 0; t < item.types.size(); ++t) {
      CheckType(
          item.types[t], [&] { return fmt::format("{}[{}]", types(), t); }, violations);
    }
  }
  const auto tags = [&] { return path() + ".tags"; };
  if (item.tags.size() > kQueryItemTagsMax) {
    violations.Add(tags, "has {} tags, at most {} are allowed", item.tags.size(),
                   kQueryItemTagsMax);
  } else {
    for (std::size_t t = 0; t < item.tags.size(); ++t) {
      CheckTag(
          item.tags[t], [&] { return fmt::format("{}[{}]", tags(), t); }, violations);
    }
  }
}

void CheckQuery(const Query& query, std::string_view path, Violations& violations) {
  if (query.items.size() > kQueryItemsMax) {
    violations.Add([&] { return fmt::format("{}.items", path); },
                   "has {} items, at most {} are allowed", query.items.size(), kQueryItemsMax);
    return;
  }
  for (std::size_t i = 0; i < query.items.size(); ++i) {
    CheckItem(
        query.items[i], [&] { return fmt::format("{}.items[{}]", path, i); }, violations);
  }
}

std::size_t VarintBytes(std::size_t value) {
  return (static_cast<std::size_t>(std::bit_width(value | 1)) + 6) / 7;
}

// A length-delimited field with a number below 16, as proto3 writes it when it isn't empty.
std::size_t FieldBytes(std::size_t size) { return 1 + VarintBytes(size) + size; }

std::size_t OptionalFieldBytes(const std::string& value) {
  return value.empty() ? 0 : FieldBytes(value.size());
}

}  // namespace

absl::Status ValidateAppend(const std::vector<Event>& events,
                            const std::optional<AppendCondition>& condition) {
  constexpr auto kEvents = [] { return std::string("events"); };
  Violations violations;
  if (events.empty() || events.size() > kAppendEventsMax) {
    violations.Add(kEvents, "has {} events, 1 to {} are allowed", events.size(), kAppendEventsMax);
  } else {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      CheckEvent(
          events[i], [&] { return fmt::format("events[{}]", i); }, violations);
      bytes += EntryBytes(events[i]);
    }
    if (bytes > kAppendBytesMax) {
      violations.Add(kEvents, "have {} bytes together, at most {} are allowed", bytes,
                     kAppendBytesMax);
    }
  }
  if (condition) {
    constexpr std::string_view kPath = "condition.fail_if_matches";
    if (condition->fail_if_matches.items.empty()) {
      violations.Add([&] { return fmt::format("{}.items", kPath); }, "must have at least one item");
    }
    CheckQuery(condition->fail_if_matches, kPath, violations);
  }
  return violations.ToStatus();
}

absl::Status ValidateQuery(const Query& query) {
  Violations violations;
  CheckQuery(query, "query", violations);
  return violations.ToStatus();
}

absl::Status ValidateSubscribe(const Query& query, const SubscribeOptions& options) {
  Violations violations;
  CheckQuery(query, "query", violations);
  if (options.batch_bytes_max < 1 || options.batch_bytes_max > kBatchBytesMax) {
    violations.Add([] { return std::string("batch_bytes_max"); }, "is {}, 1 to {} are allowed",
                   options.batch_bytes_max, kBatchBytesMax);
  }
  if (options.heartbeat_interval < kHeartbeatIntervalMin ||
      options.heartbeat_interval > kHeartbeatIntervalMax) {
    violations.Add([] { return std::string("heartbeat_interval_ms"); },
                   "is {}, {} to {} are allowed",
                   absl::ToInt64Milliseconds(options.heartbeat_interval),
                   absl::ToInt64Milliseconds(kHeartbeatIntervalMin),
                   absl::ToInt64Milliseconds(kHeartbeatIntervalMax));
  }
  return violations.ToStatus();
}

std::size_t EntryBytes(const Event& event) {
  constexpr std::size_t kPositionAndTimeBytes = 2 * (1 + 8);
  std::size_t bytes = kPositionAndTimeBytes + FieldBytes(kEventIdBytes);
  for (const std::string& tag : event.tags) bytes += FieldBytes(tag.size());
  if (event.schema != 0) bytes += 1 + VarintBytes(event.schema);
  for (const std::string* field :
       {&event.type, &event.principal, &event.request_id, &event.request_digest,
        &event.causation_id, &event.trace_parent, &event.payload}) {
    bytes += OptionalFieldBytes(*field);
  }
  return bytes;
}

}  // namespace debut::eventstore
