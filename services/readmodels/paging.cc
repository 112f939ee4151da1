#include "services/readmodels/paging.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "base/ensure.h"
#include "debut/readmodels/v1/readmodels_rows.pb.h"
#include "runtime/method_contract.h"

namespace debut::readmodels {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kDigestBytes = 16;

const FieldDescriptor& FieldOf(const Message& request, const std::string& name) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  ENSURE(field != nullptr, "a list request has the field " + name);
  return *field;
}

std::string FilterDigestOf(const Message& request) {
  const std::unique_ptr<Message> filter(request.New());
  filter->CopyFrom(request);
  for (const char* name : {"page_size", "page_token", "at_least_position"}) {
    filter->GetReflection()->ClearField(filter.get(), &FieldOf(request, name));
  }
  return runtime::DigestOf(*filter, "").substr(0, kDigestBytes);
}

bool ReadToken(const std::string& text, v1::PageToken& token) {
  std::string bytes;
  return absl::WebSafeBase64Unescape(text, &bytes) && token.ParseFromString(bytes) &&
         !token.last_key().empty();
}

}  // namespace

Page ReadPage(const Message& request, runtime::FieldErrors& errors) {
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  const std::uint32_t size = reflection.GetUInt32(request, &FieldOf(request, "page_size"));
  const std::string text = reflection.GetString(request, &FieldOf(request, "page_token"));
  Page page{.rows_max = size == 0 ? kPageRowsDefault : std::min(size, kPageRowsMax),
            .after = {},
            .filter_digest = FilterDigestOf(request)};
  if (text.empty()) return page;
  v1::PageToken token;
  if (!ReadToken(text, token)) {
    errors.Add("page_token", "isn't the next_page_token of an answer");
  } else if (token.filter_digest() != page.filter_digest) {
    errors.Add("page_token", "belongs to a request with another filter");
  }
  page.after = token.last_key();
  return page;
}

std::string TokenAfter(const Page& page, const std::string& last_key) {
  if (last_key.empty()) return {};
  v1::PageToken token;
  token.set_last_key(last_key);
  token.set_filter_digest(page.filter_digest);
  return absl::WebSafeBase64Escape(token.SerializeAsString());
}

}  // namespace debut::readmodels
