#include "services/debut/message_text.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <vector>

#include "money/amount_text.h"
#include "services/debut/output.h"

namespace debut::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kNotRepeated = -1;

std::string ScalarText(const Message& message, const FieldDescriptor& field, int index) {
  const auto* reflection = message.GetReflection();
  const bool one = index == kNotRepeated;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return one ? reflection->GetString(message, &field)
                 : reflection->GetRepeatedString(message, &field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return ShortName(*field.enum_type(),
                       one ? reflection->GetEnumValue(message, &field)
                           : reflection->GetRepeatedEnumValue(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return (one ? reflection->GetBool(message, &field)
                  : reflection->GetRepeatedBool(message, &field, index))
                 ? "yes"
                 : "no";
    case FieldDescriptor::CPPTYPE_INT64: {
      const std::int64_t value = one ? reflection->GetInt64(message, &field)
                                     : reflection->GetRepeatedInt64(message, &field, index);
      return field.name().ends_with("_fen") ? money::FormatAmount(money::Fen(value)) + "元"
                                            : std::to_string(value);
    }
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(one ? reflection->GetUInt64(message, &field)
                                : reflection->GetRepeatedUInt64(message, &field, index));
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(one ? reflection->GetUInt32(message, &field)
                                : reflection->GetRepeatedUInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(one ? reflection->GetInt32(message, &field)
                                : reflection->GetRepeatedInt32(message, &field, index));
    default:
      return "?";
  }
}

void Append(const Message& message, const std::string& indent, std::string& text) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->message_type() == nullptr) {
        text += fmt::format("{}{}: {}\n", indent, field->name(),
                            ScalarText(message, *field, field->is_repeated() ? i : kNotRepeated));
        continue;
      }
      text += fmt::format("{}{}:\n", indent, field->name());
      Append(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                  : reflection->GetMessage(message, field),
             indent + "  ", text);
    }
  }
}

}  // namespace

std::string ToText(const Message& message) {
  std::string text;
  Append(message, "", text);
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace debut::cli
