#include "runtime/field_errors.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "calendar/date.h"
#include "debut/rpc/v1/errors.pb.h"
#include "eventstore/plain_text.h"
#include "runtime/limits.h"
#include "runtime/rpc_status.h"
#include "runtime/text.h"

namespace debut::runtime {
namespace {

bool IsNameCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == ':' || c == '-';
}

}  // namespace

void FieldErrors::Add(std::string field, std::string description) {
  violations_.emplace_back(std::move(field), std::move(description));
}

void FieldErrors::Require(bool holds, std::string_view field, std::string_view description) {
  if (!holds) Add(std::string(field), std::string(description));
}

void FieldErrors::Present(std::string_view field, bool has) { Require(has, field, "is missing"); }

void FieldErrors::Count(std::string_view field, int size, int max) {
  if (size < 1) Add(std::string(field), "needs at least one element");
  if (size > max) Add(std::string(field), fmt::format("has {} elements, {} at most", size, max));
}

std::string FieldErrors::Text(std::string_view field, std::string_view value,
                              std::size_t characters_max) {
  if (value.empty()) {
    Add(std::string(field), "is missing");
    return {};
  }
  return OptionalText(field, value, characters_max);
}

std::string FieldErrors::OptionalText(std::string_view field, std::string_view value,
                                      std::size_t characters_max) {
  if (!eventstore::IsPlainText(value)) {
    Add(std::string(field), "must be UTF-8 text without control characters");
  } else if (const std::size_t characters = CharactersOf(value); characters > characters_max) {
    Add(std::string(field),
        fmt::format("has {} characters, {} at most", characters, characters_max));
  } else if (!value.empty() && value.find_first_not_of(' ') == std::string_view::npos) {
    Add(std::string(field), "is blank");
  }
  return std::string(value);
}

std::string FieldErrors::Name(std::string_view field, std::string_view value,
                              std::size_t bytes_max) {
  if (value.empty()) {
    Add(std::string(field), "is missing");
  } else if (value.size() > bytes_max || !std::ranges::all_of(value, IsNameCharacter)) {
    Add(std::string(field), fmt::format("must be 1 to {} of A-Z a-z 0-9 . _ : -", bytes_max));
  }
  return std::string(value);
}

std::string FieldErrors::Id(std::string_view field, std::string_view value) {
  return Name(field, value, kIdBytesMax);
}

std::string FieldErrors::RequestId(std::string_view field, std::string_view value) {
  return Name(field, value, kRequestIdBytesMax);
}

calendar::Date FieldErrors::Date(std::string_view field, std::string_view value) {
  if (value.empty()) {
    Add(std::string(field), "is missing; write it as 2020-10-09");
    return {};
  }
  return OptionalDate(field, value).value_or(calendar::Date());
}

std::optional<calendar::Date> FieldErrors::OptionalDate(std::string_view field,
                                                        std::string_view value) {
  if (value.empty()) return std::nullopt;
  const absl::StatusOr<calendar::Date> date = calendar::ParseDate(value);
  if (date.ok()) return *date;
  Add(std::string(field), std::string(date.status().message()));
  return std::nullopt;
}

std::int64_t FieldErrors::Positive(std::string_view field, std::int64_t value, std::int64_t max) {
  return InRange(field, value, 1, max);
}

std::int64_t FieldErrors::InRange(std::string_view field, std::int64_t value, std::int64_t min,
                                  std::int64_t max) {
  if (value < min || value > max) {
    Add(std::string(field), fmt::format("is {}, must be {} to {}", value, min, max));
  }
  return value;
}

void FieldErrors::RequireNamed(std::string_view field, int value,
                               const google::protobuf::EnumDescriptor& names) {
  if (value != 0 && names.FindValueByNumber(value) != nullptr) return;
  std::string choice;
  for (int i = 0; i < names.value_count(); ++i) {
    if (names.value(i)->number() == 0) continue;
    choice += choice.empty() ? "" : ", ";
    choice += names.value(i)->name();
  }
  Add(std::string(field),
      fmt::format("{}; choose one of {}",
                  value == 0 ? "is missing" : "is a value that doesn't exist", choice));
}

absl::Status FieldErrors::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  rpc::v1::BadRequest details;
  std::string message;
  for (const auto& [field, description] : violations_) {
    auto& violation = *details.add_field_violations();
    violation.set_field(field);
    violation.set_description(description);
    message += fmt::format("{}{} {}", message.empty() ? "" : "; ", field, description);
  }
  absl::Status status =
      ReasonError(absl::StatusCode::kInvalidArgument, kRpcDomain, "FIELDS_INVALID", message);
  AttachDetail(status, details);
  return status;
}

}  // namespace debut::runtime
