#include "services/grants/calendar_command.h"

#include <fmt/format.h>

#include <string_view>

#include "calendar/date.h"
#include "debut/grants/v1/claim_review_service.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "runtime/command_context.h"
#include "runtime/method_contract.h"
#include "services/grants/preparation.h"

namespace debut::grants {
namespace {

// What would be asked over gRPC, so that the step is the same for whoever repeats it.
template <typename Request>
decision::CommandContext ContextOf(const CalendarStep& step, std::string_view name,
                                   Request request) {
  decision::CommandContext context = runtime::SystemContext(kDomain);
  request.set_request_id(fmt::format("{}.{}.{}", context.principal, name, step.origin.value));
  request.set_claim_id(step.claim_id);
  context.request_id = request.request_id();
  context.request_digest = runtime::DigestOf(request, context.principal);
  return context;
}

}  // namespace

CalendarCommand CommandOf(const CalendarStep& step) {
  if (step.kind == CalendarStep::Kind::kCloseNotice) {
    v1::CloseNoticeRequest request;
    request.set_closed_date(calendar::FormatDate(step.date));
    return {CloseNotice{.claim_id = step.claim_id, .closed_date = step.date},
            ContextOf(step, "close-notice", request)};
  }
  v1::ExpireCorrectionRequest request;
  request.set_expired_date(calendar::FormatDate(step.date));
  return {ExpireCorrection{.claim_id = step.claim_id, .expired_date = step.date},
          ContextOf(step, "expire-correction", request)};
}

}  // namespace debut::grants
