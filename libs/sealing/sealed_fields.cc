#include "sealing/sealed_fields.h"

#include <fmt/format.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <memory>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/options/v1/options.pb.h"
#include "debut/registry/v1/contact_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"

namespace debut::sealing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsSealed(const FieldDescriptor& field) {
  return field.message_type() == options::v1::SealedText::descriptor();
}

// The field that carries the tag.
const FieldDescriptor* TaggedField(const Descriptor& fact, const std::string& tag) {
  for (int i = 0; i < fact.field_count(); ++i) {
    if (fact.field(i)->options().GetExtension(options::v1::tag) == tag) return fact.field(i);
  }
  return nullptr;
}

std::string DateOf(const Message& fact) {
  for (int i = 0; i < fact.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *fact.GetDescriptor()->field(i);
    if (field.name().ends_with("_date")) return fact.GetReflection()->GetString(fact, &field);
  }
  return "";
}

std::vector<SealedField> FieldsOf(const Message& fact) {
  std::vector<SealedField> found;
  const auto& reflection = *fact.GetReflection();
  for (int i = 0; i < fact.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *fact.GetDescriptor()->field(i);
    if (!IsSealed(field) || !reflection.HasField(fact, &field)) continue;
    const FieldDescriptor* tagged =
        TaggedField(*fact.GetDescriptor(), field.options().GetExtension(options::v1::sealed_for));
    if (tagged == nullptr) continue;
    const auto& sealed =
        static_cast<const options::v1::SealedText&>(reflection.GetMessage(fact, &field));
    found.push_back({&field, SubjectOf(field, reflection.GetString(fact, tagged)), ValueOf(sealed),
                     DateOf(fact)});
  }
  return found;
}

}  // namespace

SealedValue ValueOf(const options::v1::SealedText& sealed) {
  return {sealed.digest(), sealed.keyed_hash()};
}

options::v1::SealedText TextOf(const SealedValue& value) {
  options::v1::SealedText sealed;
  sealed.set_digest(value.digest);
  sealed.set_keyed_hash(value.keyed_hash);
  return sealed;
}

const std::vector<const Descriptor*>& SealedFacts() {
  static const auto& facts = *new std::vector<const Descriptor*>{
      grants::v1::ObjectionRaised::descriptor(), registry::v1::ContactIdentified::descriptor(),
      registry::v1::ContactRecorded::descriptor()};
  return facts;
}

std::vector<std::string> SealedFactTypes() {
  std::vector<std::string> types;
  for (const Descriptor* fact : SealedFacts()) types.push_back(fact->full_name());
  return types;
}

const FieldDescriptor* FindSealedField(std::string_view full_name) {
  for (const Descriptor* fact : SealedFacts()) {
    for (int i = 0; i < fact->field_count(); ++i) {
      const FieldDescriptor* field = fact->field(i);
      if (IsSealed(*field) && field->full_name() == full_name) return field;
    }
  }
  return nullptr;
}

std::string SubjectOf(const FieldDescriptor& field, std::string_view id) {
  return fmt::format("{}:{}", field.options().GetExtension(options::v1::sealed_for), id);
}

bool IsSubject(std::string_view subject) {
  const auto colon = subject.find(':');
  if (colon == std::string_view::npos || colon + 1 == subject.size()) return false;
  for (const Descriptor* fact : SealedFacts()) {
    for (int i = 0; i < fact->field_count(); ++i) {
      const std::string tag = fact->field(i)->options().GetExtension(options::v1::sealed_for);
      if (!tag.empty() && tag == subject.substr(0, colon)) return true;
    }
  }
  return false;
}

std::vector<std::string> ReadersOf(const FieldDescriptor& field) {
  std::vector<std::string> readers;
  for (int i = 0; i < field.options().ExtensionSize(options::v1::sealed_readers); ++i) {
    readers.push_back(field.options().GetExtension(options::v1::sealed_readers, i));
  }
  return readers;
}

absl::StatusOr<std::vector<SealedField>> SealedFieldsIn(const eventstore::Event& event) {
  const auto type = std::ranges::find(SealedFacts(), event.type, &Descriptor::full_name);
  if (type == SealedFacts().end()) return std::vector<SealedField>();
  const std::unique_ptr<Message> fact(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(*type)->New());
  if (!fact->ParseFromString(event.payload)) {
    return absl::DataLossError(fmt::format("the payload of a {} does not parse", event.type));
  }
  return FieldsOf(*fact);
}

}  // namespace debut::sealing
