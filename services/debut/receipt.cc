#include "services/debut/receipt.h"

#include "base/status_macros.h"
#include "services/debut/proof_messages.h"

namespace debut::cli {

absl::StatusOr<transparency::TlogProof> FetchReceipt(Session& session, std::uint64_t position) {
  eventlog::v1::GetInclusionProofRequest request;
  request.set_position(position);
  eventlog::v1::GetInclusionProofResponse response;
  RETURN_IF_ERROR(session.client().Call("debut.eventlog.v1.TransparencyService/GetInclusionProof",
                                        request, response));
  return ReceiptIn(response);
}

}  // namespace debut::cli
