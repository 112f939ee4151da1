#include "services/readmodels/work_items.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "debut/certification/v1/certification_service.pb.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "debut/options/v1/options.pb.h"

namespace debut::readmodels {
namespace {

// After every date.
constexpr char kNoDate[] = "9999-99-99";

const google::protobuf::MethodDescriptor* FindStep(const google::protobuf::FileDescriptor& file,
                                                   const std::string& step) {
  for (int i = 0; i < file.service_count(); ++i) {
    const auto* method = file.service(i)->FindMethodByName(step);
    if (method != nullptr) return method;
  }
  return nullptr;
}

}  // namespace

std::string WorkKey(const v1::WorkItem& item) {
  return fmt::format("{}/{}/{}", item.due_date().empty() ? kNoDate : item.due_date(), item.step(),
                     item.subject_id());
}

std::string RoleOfStep(std::string_view step) {
  const std::string name(step);
  const auto* method = FindStep(*grants::v1::SubmitClaimRequest::descriptor()->file(), name);
  if (method == nullptr) {
    method = FindStep(*grants::v1::RequestCorrectionRequest::descriptor()->file(), name);
  }
  if (method == nullptr) {
    method = FindStep(*certification::v1::SubmitProductRequest::descriptor()->file(), name);
  }
  ENSURE(method != nullptr, "every next step is an RPC: " + name);
  return method->options().GetExtension(options::v1::role);
}

void ReplaceWork(const std::optional<v1::WorkItem>& before,
                 const std::optional<v1::WorkItem>& after, projection::Rows& rows) {
  if (before && (!after || WorkKey(*before) != WorkKey(*after))) {
    rows.Erase(kWork, WorkKey(*before));
  }
  if (after) rows.Put(kWork, WorkKey(*after), *after);
}

}  // namespace debut::readmodels
