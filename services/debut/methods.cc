#include "services/debut/methods.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/ensure.h"
#include "debut/certification/v1/certification_service.pb.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "debut/exchange/v1/exchange_service.pb.h"
#include "debut/financing/v1/financing_service.pb.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "debut/insurance/v1/insurance_service.pb.h"
#include "debut/market/v1/market_service.pb.h"
#include "debut/options/v1/options.pb.h"
#include "debut/policy/v1/policy_service.pb.h"
#include "debut/privacy/v1/privacy_service.pb.h"
#include "debut/promotion/v1/promotion_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "debut/registry/v1/registry_service.pb.h"
#include "debut/standards/v1/standards_service.pb.h"
#include "eventstore/event_id.h"
#include "services/debut/output.h"

namespace debut::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// One message of each contract leads to its file, and so to its services.
std::vector<const FileDescriptor*> ContractFiles() {
  return {certification::v1::SubmitProductRequest::descriptor()->file(),
          eventlog::v1::AppendRequest::descriptor()->file(),
          exchange::v1::PlanEventRequest::descriptor()->file(),
          financing::v1::SignLoanRequest::descriptor()->file(),
          grants::v1::SubmitClaimRequest::descriptor()->file(),
          grants::v1::RequestCorrectionRequest::descriptor()->file(),
          insurance::v1::BindInsurancePolicyRequest::descriptor()->file(),
          market::v1::SignContractRequest::descriptor()->file(),
          policy::v1::AdoptPolicyRequest::descriptor()->file(),
          privacy::v1::EraseSubjectRequest::descriptor()->file(),
          promotion::v1::PublishDemandRequest::descriptor()->file(),
          readmodels::v1::ListCapsRequest::descriptor()->file(),
          registry::v1::RegisterEnterpriseRequest::descriptor()->file(),
          standards::v1::ProposeStandardRequest::descriptor()->file()};
}

// "grants.ProposeAward"
std::string ShortPathOf(const MethodDescriptor& method) {
  const std::string& package = method.file()->package();  // "debut.grants.v1"
  const auto begin = package.find('.') + 1;
  return fmt::format("{}.{}", package.substr(begin, package.rfind('.') - begin), method.name());
}

// Under each of its names.
const std::map<std::string, const MethodDescriptor*, std::less<>>& MethodsByName() {
  static const auto by_name = [] {
    std::map<std::string, const MethodDescriptor*, std::less<>> methods;
    for (const MethodDescriptor* method : AllMethods()) {
      const std::string path = PathOf(*method);
      for (const std::string& name :
           {path, path.substr(sizeof("debut.") - 1), ShortPathOf(*method)}) {
        methods.emplace(name, method);
      }
    }
    return methods;
  }();
  return by_name;
}

// A value in every field, so that the JSON shows them all; one level of each repeated field.
void FillForDisplay(Message& message) {
  const auto* reflection = message.GetReflection();
  const Descriptor* type = message.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (field->message_type()->file()->package().starts_with("google.")) continue;
    FillForDisplay(field->is_repeated() ? *reflection->AddMessage(&message, field)
                                        : *reflection->MutableMessage(&message, field));
  }
}

}  // namespace

const std::vector<const MethodDescriptor*>& AllMethods() {
  static const std::vector<const MethodDescriptor*> all = [] {
    std::vector<const MethodDescriptor*> methods;
    for (const FileDescriptor* file : ContractFiles())
      for (int s = 0; s < file->service_count(); ++s)
        for (int m = 0; m < file->service(s)->method_count(); ++m)
          methods.push_back(file->service(s)->method(m));
    std::ranges::sort(methods, {}, [](const MethodDescriptor* method) { return PathOf(*method); });
    return methods;
  }();
  return all;
}

absl::StatusOr<const MethodDescriptor*> FindMethod(std::string_view name) {
  const auto& by_name = MethodsByName();
  if (const auto found = by_name.find(name); found != by_name.end()) return found->second;
  std::vector<std::string> close;
  const std::string_view last = name.substr(name.find_last_of("./") + 1);
  for (const MethodDescriptor* method : AllMethods()) {
    if (method->name() == last) close.push_back(ShortPathOf(*method));
  }
  return absl::InvalidArgumentError(
      fmt::format("no method {}{}; `debut call --list` shows all", name,
                  close.empty() ? "" : fmt::format(", but {}", fmt::join(close, ", "))));
}

std::string PathOf(const MethodDescriptor& method) {
  return fmt::format("{}/{}", method.service()->full_name(), method.name());
}

std::string RoleOf(const MethodDescriptor& method) {
  return method.options().GetExtension(options::v1::role);
}

std::unique_ptr<Message> NewMessage(const Descriptor& type) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
  ENSURE(prototype != nullptr, type.full_name());
  return std::unique_ptr<Message>(prototype->New());
}

void EnsureRequestId(Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || !request.GetReflection()->GetString(request, field).empty()) return;
  const std::string id = eventstore::FormatEventId(eventstore::MakeEventId());
  request.GetReflection()->SetString(&request, field, id);
  fmt::print(stderr, "request_id {}\n", id);
}

std::string RequestTemplate(const MethodDescriptor& method) {
  const auto request = NewMessage(*method.input_type());
  FillForDisplay(*request);
  return ToPrettyJson(*request);
}

}  // namespace debut::cli
