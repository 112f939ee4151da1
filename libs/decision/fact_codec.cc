#include "decision/fact_codec.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <memory>

#include "debut/options/v1/options.pb.h"

namespace debut::decision {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void AddTag(const std::string& name, const std::string& value, std::vector<std::string>& tags) {
  if (!value.empty()) tags.push_back(Tag(name, value));
}

void AddFieldTags(const Message& message, const FieldDescriptor& field,
                  std::vector<std::string>& tags) {
  const std::string& name = field.options().GetExtension(options::v1::tag);
  if (name.empty()) return;
  ENSURE(field.type() == FieldDescriptor::TYPE_STRING,
         field.full_name() + " has a tag but is not a string");
  const Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) return AddTag(name, reflection.GetString(message, &field), tags);
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    AddTag(name, reflection.GetRepeatedString(message, &field, i), tags);
  }
}

void RefuseMaps(const google::protobuf::Descriptor& descriptor) {
  for (int i = 0; i < descriptor.field_count(); ++i) {
    ENSURE(!descriptor.field(i)->is_map(), descriptor.field(i)->full_name() + " is a map");
  }
}

void AddTags(const Message& message, std::vector<std::string>& tags) {
  RefuseMaps(*message.GetDescriptor());
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    AddFieldTags(message, *field, tags);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      AddTags(reflection.GetMessage(message, field), tags);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      AddTags(reflection.GetRepeatedMessage(message, field, i), tags);
    }
  }
}

// Deciding again must give the same bytes.
std::string SerializeDeterministically(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  ENSURE(message.SerializeToCodedStream(&coded), "a fact serialises");
  coded.Trim();
  // A string that is not UTF-8 is written, but never read again: no reader would get past the
  // event.
  const std::unique_ptr<Message> again(message.New());
  ENSURE(again->ParseFromString(bytes), message.GetTypeName() + " does not read back");
  return bytes;
}

}  // namespace

eventstore::Event EncodeFact(const Message& fact) {
  const auto& descriptor = *fact.GetDescriptor();
  const std::uint32_t schema = descriptor.options().GetExtension(options::v1::fact);
  ENSURE(schema > 0, descriptor.full_name() + " is not marked as a fact");
  eventstore::Event event;
  event.type = descriptor.full_name();
  event.schema = schema;
  event.payload = SerializeDeterministically(fact);
  AddTags(fact, event.tags);
  std::ranges::sort(event.tags);
  const auto repeated = std::ranges::unique(event.tags);
  event.tags.erase(repeated.begin(), repeated.end());
  return event;
}

std::string TextOf(const eventstore::Event& event) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(event.type);
  const Message* prototype =
      descriptor == nullptr
          ? nullptr
          : google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor);
  const std::unique_ptr<Message> fact(prototype == nullptr ? nullptr : prototype->New());
  if (fact == nullptr || !fact->ParseFromString(event.payload)) {
    return fmt::format("{} ({} bytes)", event.type, event.payload.size());
  }
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(*fact, &text);
  return fmt::format("{} {{ {}}}", event.type, text);
}

std::string Tag(std::string_view name, std::string_view value) {
  return fmt::format("{}:{}", name, value);
}

}  // namespace debut::decision
