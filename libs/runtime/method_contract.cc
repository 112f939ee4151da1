#include "runtime/method_contract.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/evp.h>

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/ensure.h"
#include "debut/options/v1/options.pb.h"
#include "debut/options/v1/sealed.pb.h"

namespace debut::runtime {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// The contract's files whose services may take the request: its own, and where its package is in
// several files, debut/<context>/v1/<context>_service.proto.
std::vector<const FileDescriptor*> FilesOfService(const Descriptor& request) {
  std::vector<const FileDescriptor*> files = {request.file()};
  const std::string& name = request.file()->name();
  const std::string folder = name.substr(0, name.rfind('/'));
  const std::size_t context_begin = folder.find('/') + 1;
  const std::string context =
      folder.substr(context_begin, folder.find('/', context_begin) - context_begin);
  const FileDescriptor* main =
      request.file()->pool()->FindFileByName(fmt::format("{}/{}_service.proto", folder, context));
  if (main != nullptr && main != request.file()) files.push_back(main);
  return files;
}

const google::protobuf::MethodDescriptor* FindMethod(const Descriptor& request) {
  const google::protobuf::MethodDescriptor* found = nullptr;
  for (const FileDescriptor* file : FilesOfService(request)) {
    for (int i = 0; i < file->service_count(); ++i) {
      const auto& service = *file->service(i);
      for (int j = 0; j < service.method_count(); ++j) {
        if (service.method(j)->input_type() != &request) continue;
        ENSURE(found == nullptr, fmt::format("two methods take {}", request.full_name()));
        found = service.method(j);
      }
    }
  }
  return found;
}

MethodContract MakeContract(const Descriptor& request) {
  const google::protobuf::MethodDescriptor* found = FindMethod(request);
  ENSURE(found != nullptr, fmt::format("no method takes {}", request.full_name()));
  const auto* request_id = request.FindFieldByName("request_id");
  ENSURE(request_id == nullptr ||
             (request_id->type() == FieldDescriptor::TYPE_STRING && !request_id->is_repeated()),
         fmt::format("{} isn't a string", request_id->full_name()));
  return {.name = fmt::format("{}/{}", found->service()->full_name(), found->name()),
          .role = found->options().GetExtension(options::v1::role),
          .streams = found->server_streaming(),
          .request_id = request_id};
}

std::string DeterministicBytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

// Without its personal data, which could be guessed from the digest. A copy only if it has any.
std::string BytesToDigest(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> copy;
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    if (!field->options().GetExtension(options::v1::personal)) continue;
    if (copy == nullptr) {
      copy.reset(request.New());
      copy->CopyFrom(request);
    }
    copy->GetReflection()->ClearField(copy.get(), field);
  }
  return DeterministicBytes(copy == nullptr ? request : *copy);
}

}  // namespace

const MethodContract& FindMethodContract(const Descriptor& request) {
  static std::mutex mutex;
  static auto& contracts = *new std::map<const Descriptor*, MethodContract>();
  const std::lock_guard lock(mutex);
  const auto known = contracts.find(&request);
  if (known != contracts.end()) return known->second;
  return contracts.emplace(&request, MakeContract(request)).first->second;
}

std::string DigestOf(const google::protobuf::Message& request, const std::string& principal) {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  ENSURE(sha256 != nullptr, "OpenSSL has no SHA-256");
  std::string content = request.GetDescriptor()->full_name();
  content += '\0';
  content += principal;
  content += '\0';
  content += BytesToDigest(request);
  std::string digest(32, '\0');
  const int done =
      EVP_Digest(content.data(), content.size(), reinterpret_cast<unsigned char*>(digest.data()),
                 nullptr, sha256, nullptr);
  ENSURE(done == 1, "SHA-256 failed");
  return digest;
}

}  // namespace debut::runtime
