#include "services/debut/typed_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "base/status_macros.h"
#include "base/typed_text.h"
#include "calendar/date.h"
#include "money/amount_text.h"
#include "services/debut/amounts_in_json.h"
#include "services/debut/input_file.h"
#include "services/debut/output.h"

namespace debut::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsAmount(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_INT64 && field.name().ends_with("_fen");
}

bool IsDate(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_STRING && field.name().ends_with("_date");
}

template <typename Integer>
absl::StatusOr<Integer> ReadInteger(const std::string& text) {
  const std::string typed = base::NormaliseTyped(text);
  Integer value = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
  if (error == std::errc() && end == typed.data() + typed.size()) return value;
  return absl::InvalidArgumentError(fmt::format("{} is not a whole number that fits", text));
}

absl::StatusOr<bool> ReadBool(const std::string& text) {
  for (const char* yes : {"yes", "true", "1", "是"})
    if (text == yes) return true;
  for (const char* no : {"no", "false", "0", "否"})
    if (text == no) return false;
  return absl::InvalidArgumentError(fmt::format("{} is neither yes nor no", text));
}

absl::StatusOr<std::string> ReadText(const std::string& text) {
  if (!text.starts_with('@')) return text;
  return ReadInputFile("@FILE", text.substr(1));
}

std::string Trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

absl::Status ReadMessage(const std::string& text, Message& message) {
  if (text.starts_with('{')) return ParseRequest(text, message);
  const std::vector<std::string> parts = absl::StrSplit(text, ';', absl::SkipWhitespace());
  for (const std::string& part : parts) {
    const auto equals = part.find('=');
    const std::string name = Trimmed(part.substr(0, equals));
    const auto& type = *message.GetDescriptor();
    const FieldDescriptor* field = nullptr;
    for (int i = 0; i < type.field_count() && field == nullptr; ++i) {
      const FieldDescriptor& each = *type.field(i);
      if (name == OptionNameOf(each) || name == each.name()) field = &each;
    }
    if (field == nullptr || equals == std::string::npos) {
      return absl::InvalidArgumentError(
          fmt::format("\"{}\" is not NAME=VALUE of {}", Trimmed(part), type.name()));
    }
    RETURN_IF_ERROR(
        base::Annotate(SetFromText(message, *field, Trimmed(part.substr(equals + 1))), name));
  }
  return absl::OkStatus();
}

// Sets or adds: protobuf has a function of its own for each.
template <typename Set, typename Add, typename Value>
void Put(Message& message, const FieldDescriptor& field, Set set, Add add, Value value) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) {
    (reflection->*add)(&message, &field, std::move(value));
  } else {
    (reflection->*set)(&message, &field, std::move(value));
  }
}

absl::Status SetNumber(Message& message, const FieldDescriptor& field, const std::string& text) {
  using R = google::protobuf::Reflection;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64: {
      if (IsAmount(field)) {
        ASSIGN_OR_RETURN(const money::Fen fen,
                         money::ParseAmount(text, money::Sign::kMayBeNegative));
        Put(message, field, &R::SetInt64, &R::AddInt64, fen.count);
        return absl::OkStatus();
      }
      ASSIGN_OR_RETURN(const auto value, ReadInteger<std::int64_t>(text));
      Put(message, field, &R::SetInt64, &R::AddInt64, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      ASSIGN_OR_RETURN(const auto value, ReadInteger<std::uint64_t>(text));
      Put(message, field, &R::SetUInt64, &R::AddUInt64, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      ASSIGN_OR_RETURN(const auto value, ReadInteger<std::int32_t>(text));
      Put(message, field, &R::SetInt32, &R::AddInt32, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_UINT32: {
      ASSIGN_OR_RETURN(const auto value, ReadInteger<std::uint32_t>(text));
      Put(message, field, &R::SetUInt32, &R::AddUInt32, value);
      return absl::OkStatus();
    }
    default:
      return absl::InvalidArgumentError("can't be typed: use `debut call`");
  }
}

}  // namespace

absl::StatusOr<std::string> ReadTypedDate(const std::string& text) {
  if (text == "today" || text == "今天")
    return calendar::FormatDate(calendar::DateInShanghai(absl::Now()));
  const std::string typed = absl::StrReplaceAll(
      base::NormaliseTyped(text), {{"年", "-"}, {"月", "-"}, {"日", ""}, {"/", "-"}, {".", "-"}});
  std::vector<std::string> parts = absl::StrSplit(typed, '-');
  for (std::string& part : parts)
    if (part.size() == 1) part.insert(0, "0");
  const auto date = calendar::ParseDate(fmt::format("{}", fmt::join(parts, "-")));
  if (!date.ok())
    return absl::InvalidArgumentError(
        fmt::format("{}: {}", text, std::string(date.status().message())));
  return calendar::FormatDate(*date);
}

absl::Status SetFromText(Message& message, const FieldDescriptor& field, const std::string& text) {
  using R = google::protobuf::Reflection;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      ASSIGN_OR_RETURN(std::string value, IsDate(field) ? ReadTypedDate(text) : ReadText(text));
      using SetString = void (R::*)(Message*, const FieldDescriptor*, std::string) const;
      Put(message, field, static_cast<SetString>(&R::SetString),
          static_cast<SetString>(&R::AddString), std::move(value));
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      int number = 0;
      RETURN_IF_ERROR(ParseEnum(*field.enum_type(), text, number));
      Put(message, field, &R::SetEnumValue, &R::AddEnumValue, number);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      ASSIGN_OR_RETURN(const bool value, ReadBool(text));
      Put(message, field, &R::SetBool, &R::AddBool, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const auto* reflection = message.GetReflection();
      return ReadMessage(text, field.is_repeated() ? *reflection->AddMessage(&message, &field)
                                                   : *reflection->MutableMessage(&message, &field));
    }
    default:
      return SetNumber(message, field, text);
  }
}

std::string OptionNameOf(const FieldDescriptor& field) {
  std::string name = field.name();
  if (IsAmount(field)) name.resize(name.size() - std::string_view("_fen").size());
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string TypeNameOf(const FieldDescriptor& field) {
  if (IsAmount(field)) return "AMOUNT";
  if (IsDate(field)) return "DATE";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return "TEXT";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "yes|no";
    case FieldDescriptor::CPPTYPE_ENUM: {
      std::vector<std::string> names;
      for (int i = 1; i < field.enum_type()->value_count(); ++i)
        names.push_back(ShortName(*field.enum_type(), field.enum_type()->value(i)->number()));
      return fmt::format("{}", fmt::join(names, "|"));
    }
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      std::vector<std::string> parts;
      for (int i = 0; i < field.message_type()->field_count(); ++i)
        parts.push_back(OptionNameOf(*field.message_type()->field(i)) + "=…");
      return fmt::format("\"{}\"", fmt::join(parts, "; "));
    }
    default:
      return "NUMBER";
  }
}

}  // namespace debut::cli
