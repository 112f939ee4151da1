#include <fmt/format.h>
#include <google/protobuf/message.h>

#include "base/ensure.h"
#include "tests/architecture/golden.h"

namespace debut::architecture {
namespace {

namespace pb = google::protobuf;

// Facts are shallow; a deeper nesting would be a recursive message.
constexpr int kDepthMax = 6;
constexpr int kRepeated = 2;

std::string TextFor(const pb::FieldDescriptor& field, int index) {
  const std::string& name = field.name();
  if (name.ends_with("_date") || name == "date") return fmt::format("2020-09-{:02}", 25 + index);
  if (name.ends_with("name")) return fmt::format("首创示例 {}", index + 1);
  if (name.ends_with("credit_code")) return "91350100M000100Y43";
  return fmt::format("{}-{}", name, index + 1);
}

std::int64_t NumberFor(const pb::FieldDescriptor& field, int index) {
  if (field.name().ends_with("year")) return 2021 + index;
  if (field.name().ends_with("_fen")) return 123'456'789 + field.number() + index;
  return field.number() + index;
}

void Fill(pb::Message& message, int depth);

// Sets the field, or adds the next element of a repeated one.
void FillField(pb::Message& message, const pb::FieldDescriptor& field, int index, int depth) {
  const pb::Reflection& r = *message.GetReflection();
  const auto put = [&](auto set, auto add, const auto& value) {
    field.is_repeated() ? (r.*add)(&message, &field, value) : (r.*set)(&message, &field, value);
  };
  using Type = pb::FieldDescriptor;
  using R = pb::Reflection;
  const std::int64_t number = NumberFor(field, index);
  switch (field.cpp_type()) {
    case Type::CPPTYPE_STRING:
      return put(&R::SetString, &R::AddString, TextFor(field, index));
    case Type::CPPTYPE_INT64:
      return put(&R::SetInt64, &R::AddInt64, number);
    case Type::CPPTYPE_UINT64:
      return put(&R::SetUInt64, &R::AddUInt64, static_cast<std::uint64_t>(number));
    case Type::CPPTYPE_INT32:
      return put(&R::SetInt32, &R::AddInt32, static_cast<std::int32_t>(number));
    case Type::CPPTYPE_UINT32:
      return put(&R::SetUInt32, &R::AddUInt32, static_cast<std::uint32_t>(number));
    case Type::CPPTYPE_BOOL:
      return put(&R::SetBool, &R::AddBool, true);
    case Type::CPPTYPE_ENUM:
      return put(&R::SetEnumValue, &R::AddEnumValue, field.enum_type()->value(1)->number());
    case Type::CPPTYPE_MESSAGE:
      return Fill(*(field.is_repeated() ? r.AddMessage(&message, &field)
                                        : r.MutableMessage(&message, &field)),
                  depth + 1);
    default:
      ENSURE(false, field.full_name() + " has a type that no fact should have");
  }
}

void Fill(pb::Message& message, int depth) {
  ENSURE(depth < kDepthMax, message.GetDescriptor()->full_name() + " is nested too deeply");
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const pb::OneofDescriptor* oneof = field.real_containing_oneof();
    if (oneof != nullptr && oneof->field(0) != &field) continue;
    const int count = field.is_map() || !field.is_repeated() ? 1 : kRepeated;
    for (int index = 0; index < count; ++index) FillField(message, field, index, depth);
  }
}

}  // namespace

std::unique_ptr<pb::Message> ExampleOf(const pb::Descriptor& fact) {
  std::unique_ptr<pb::Message> example(
      pb::MessageFactory::generated_factory()->GetPrototype(&fact)->New());
  Fill(*example, 0);
  return example;
}

}  // namespace debut::architecture
