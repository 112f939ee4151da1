#pragma once

#include <string>

#include "absl/status/status.h"
#include "base/status_macros.h"
#include "services/debut/session.h"

namespace debut::cli {

// Fetches every page of an AIP-158 list. `visit`: called with each Response.
template <typename Response, typename Request, typename Visit>
absl::Status ForEachPage(Session& session, const std::string& method, Request request,
                         Visit&& visit) {
  do {
    Response response;
    RETURN_IF_ERROR(session.client().Call(method, request, response));
    visit(response);
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace debut::cli
