#include "tests/architecture/contracts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/ensure.h"
#include "debut/options/v1/options.pb.h"

namespace debut::architecture {
namespace {

namespace pb = google::protobuf;

bool IsLowerSnake(std::string_view name) {
  return !name.empty() && !name.starts_with('_') && !name.ends_with('_') &&
         name.find("__") == std::string_view::npos && std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

// ReductionMode -> REDUCTION_MODE_.
std::string ValuePrefix(std::string_view enum_name) {
  std::string prefix;
  for (const char c : enum_name) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !prefix.empty()) prefix += '_';
    prefix += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

bool HasTag(const pb::Descriptor& message, std::set<const pb::Descriptor*>& seen) {
  if (!seen.insert(&message).second) return false;
  for (int i = 0; i < message.field_count(); ++i) {
    const pb::FieldDescriptor& field = *message.field(i);
    if (!field.options().GetExtension(options::v1::tag).empty()) return true;
    if (field.message_type() != nullptr && HasTag(*field.message_type(), seen)) return true;
  }
  return false;
}

std::string_view LastName(std::string_view full_name) {
  return full_name.substr(full_name.rfind('.') + 1);
}

class Checker {
 public:
  explicit Checker(const pb::FileDescriptor& proto) : proto_(proto) {}

  Findings Run() {
    std::string folder = proto_.name().substr(0, proto_.name().rfind('/'));
    std::ranges::replace(folder, '/', '.');
    if (proto_.package() != folder) Report(proto_.package(), "the package should be " + folder);
    for (int i = 0; i < proto_.enum_type_count(); ++i) Check(*proto_.enum_type(i));
    for (int i = 0; i < proto_.message_type_count(); ++i) Check(*proto_.message_type(i));
    for (int i = 0; i < proto_.service_count(); ++i) Check(*proto_.service(i));
    return std::move(findings_);
  }

 private:
  void Report(std::string_view name, std::string_view what) {
    findings_.push_back({"proto/" + proto_.name(), 0, fmt::format("{}: {}", name, what)});
  }

  void Check(const pb::EnumDescriptor& type) {
    const std::string prefix = ValuePrefix(type.name());
    const pb::EnumValueDescriptor* zero = type.FindValueByNumber(0);
    if (zero == nullptr || zero->name() != prefix + "UNSPECIFIED") {
      Report(type.full_name(), "the zero value should be " + prefix + "UNSPECIFIED");
    }
    for (int i = 0; i < type.value_count(); ++i) {
      if (type.value(i)->name().starts_with(prefix)) continue;
      Report(type.full_name(), type.value(i)->name() + " should begin with " + prefix);
    }
  }

  void Check(const pb::Descriptor& message) {
    if (message.options().map_entry()) return;
    for (int i = 0; i < message.field_count(); ++i) Check(*message.field(i));
    for (int i = 0; i < message.enum_type_count(); ++i) Check(*message.enum_type(i));
    for (int i = 0; i < message.nested_type_count(); ++i) Check(*message.nested_type(i));
    if (!message.options().HasExtension(options::v1::fact)) return;
    if (message.options().GetExtension(options::v1::fact) == 0) {
      Report(message.full_name(), "the version of a fact counts from 1");
    }
    std::set<const pb::Descriptor*> seen;
    if (!HasTag(message, seen)) Report(message.full_name(), "a fact needs a tag");
    if (!proto_.name().ends_with("_events.proto")) {
      Report(message.full_name(), "facts stand in <context>_events.proto");
    }
  }

  void Check(const pb::FieldDescriptor& field) {
    if (!IsLowerSnake(field.name())) Report(field.full_name(), "should be lower_snake_case");
    if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_DOUBLE ||
        field.cpp_type() == pb::FieldDescriptor::CPPTYPE_FLOAT) {
      Report(field.full_name(), "no floating point");
    }
    const bool tagged = !field.options().GetExtension(options::v1::tag).empty();
    if (tagged && field.type() != pb::FieldDescriptor::TYPE_STRING) {
      Report(field.full_name(), "only a string can be a tag");
    }
    if (field.name().ends_with("_fen") && field.type() != pb::FieldDescriptor::TYPE_INT64) {
      Report(field.full_name(), "money is int64");
    }
  }

  void Check(const pb::ServiceDescriptor& service) {
    if (!service.name().ends_with("Service"))
      Report(service.full_name(), "should end with Service");
    for (int i = 0; i < service.method_count(); ++i) {
      const pb::MethodDescriptor& method = *service.method(i);
      if (method.options().GetExtension(options::v1::role).empty()) {
        Report(method.full_name(), "a method needs a role");
      }
      if (LastName(method.input_type()->full_name()) != method.name() + "Request") {
        Report(method.full_name(), "should take " + method.name() + "Request");
      }
      if (LastName(method.output_type()->full_name()) != method.name() + "Response") {
        Report(method.full_name(), "should return " + method.name() + "Response");
      }
    }
  }

  const pb::FileDescriptor& proto_;
  Findings findings_;
};

void CollectFacts(const pb::Descriptor& message, std::vector<const pb::Descriptor*>& facts) {
  if (message.options().HasExtension(options::v1::fact)) facts.push_back(&message);
  for (int i = 0; i < message.nested_type_count(); ++i) {
    CollectFacts(*message.nested_type(i), facts);
  }
}

}  // namespace

Findings ContractFindings(const pb::FileDescriptor& proto) { return Checker(proto).Run(); }

std::vector<const pb::FileDescriptor*> Contracts() {
  std::vector<const pb::FileDescriptor*> protos;
  for (const SourceFile& file : Tree()) {
    static constexpr std::string_view kFolder = "proto/";
    if (!file.IsProto() || !file.IsUnder(kFolder)) continue;
    const std::string name = file.path.substr(kFolder.size());
    protos.push_back(pb::DescriptorPool::generated_pool()->FindFileByName(name));
    ENSURE(protos.back() != nullptr, name + " is not compiled: see proto/CMakeLists.txt");
  }
  return protos;
}

std::vector<const pb::Descriptor*> Facts() {
  std::vector<const pb::Descriptor*> facts;
  for (const pb::FileDescriptor* proto : Contracts()) {
    for (int i = 0; i < proto->message_type_count(); ++i) {
      CollectFacts(*proto->message_type(i), facts);
    }
  }
  std::ranges::sort(facts, {}, [](const pb::Descriptor* fact) { return fact->full_name(); });
  return facts;
}

}  // namespace debut::architecture
