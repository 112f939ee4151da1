#include "services/debut/contract_comments.h"

#include <google/protobuf/descriptor.pb.h>

#include <memory>
#include <string_view>

#include "base/ensure.h"

namespace debut::cli {

// Made by the build: a FileDescriptorSet with the places of all comments.
extern const std::string_view kContractDescriptors;

namespace {

using google::protobuf::DescriptorPool;

// Built on first use: only help texts need it.
const DescriptorPool& CommentedContract() {
  static const std::unique_ptr<const DescriptorPool> pool = [] {
    google::protobuf::FileDescriptorSet files;
    ENSURE(files.ParseFromArray(kContractDescriptors.data(),
                                static_cast<int>(kContractDescriptors.size())),
           "the build embeds the contract");
    auto built = std::make_unique<DescriptorPool>();
    for (const auto& file : files.file()) {
      ENSURE(built->BuildFile(file) != nullptr, "the contract holds together: " + file.name());
    }
    return built;
  }();
  return *pool;
}

template <typename Element>
std::string CommentAt(const Element* element) {
  google::protobuf::SourceLocation place;
  if (element == nullptr || !element->GetSourceLocation(&place)) return {};
  std::string line;
  for (const std::string* text : {&place.leading_comments, &place.trailing_comments}) {
    bool after_space = true;
    for (const char c : *text) {
      const bool is_space = c == ' ' || c == '\n';
      if (!is_space) line += c;
      if (is_space && !after_space) line += ' ';
      after_space = is_space;
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace

std::string CommentOf(const google::protobuf::FieldDescriptor& field) {
  return CommentAt(CommentedContract().FindFieldByName(field.full_name()));
}

std::string CommentOf(const google::protobuf::MethodDescriptor& method) {
  return CommentAt(CommentedContract().FindMethodByName(method.full_name()));
}

}  // namespace debut::cli
