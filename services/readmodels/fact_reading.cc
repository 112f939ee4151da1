#include "services/readmodels/fact_reading.h"

#include <google/protobuf/descriptor.h>

#include <cctype>

#include "base/ensure.h"

namespace debut::readmodels {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// "signed_date" of ContractSigned.
std::string DateFieldName(const std::string& fact_name) {
  std::size_t verb = fact_name.size();
  while (verb > 0 && std::isupper(static_cast<unsigned char>(fact_name[verb - 1])) == 0) --verb;
  if (verb == 0) return {};
  std::string name = fact_name.substr(verb - 1) + "_date";
  name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
  return name;
}

bool IsDate(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_STRING && !field.is_repeated() &&
         field.name().ends_with("_date");
}

}  // namespace

std::unique_ptr<Message> FactIn(const eventstore::SequencedEvent& event) {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(event.event.type);
  if (type == nullptr) return nullptr;
  std::unique_ptr<Message> fact(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  ENSURE(fact->ParseFromString(event.event.payload), "a fact of the log parses");
  return fact;
}

std::string LegalDateOf(const Message& fact) {
  const auto& type = *fact.GetDescriptor();
  const FieldDescriptor* chosen = type.FindFieldByName(DateFieldName(type.name()));
  for (int i = type.field_count() - 1; chosen == nullptr && i >= 0; --i) {
    if (IsDate(*type.field(i))) chosen = type.field(i);
  }
  if (chosen == nullptr || !IsDate(*chosen)) return {};
  return fact.GetReflection()->GetString(fact, chosen);
}

std::int64_t AmountOf(const Message& fact) {
  const FieldDescriptor* field = fact.GetDescriptor()->FindFieldByName("amount_fen");
  const bool is_amount = field != nullptr && field->type() == FieldDescriptor::TYPE_INT64;
  return is_amount ? fact.GetReflection()->GetInt64(fact, field) : 0;
}

std::vector<std::string> TagValues(const eventstore::SequencedEvent& event, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string& tag : event.event.tags) {
    if (tag.size() > name.size() && tag.starts_with(name) && tag[name.size()] == ':') {
      values.push_back(tag.substr(name.size() + 1));
    }
  }
  return values;
}

}  // namespace debut::readmodels
