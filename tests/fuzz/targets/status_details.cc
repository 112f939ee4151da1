// Details of statuses, which a client reads of a server that it may not trust.
#include "decision/rejection_status.h"
#include "eventstore/event_store.h"
#include "runtime/limits.h"
#include "runtime/rpc_status.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  if (size == 0) return 0;
  const std::string details(fuzz::TextOf(bytes + 1, size - 1));
  const auto code = static_cast<grpc::StatusCode>(bytes[0] % 18);
  const absl::Status status = runtime::FromGrpcStatus(grpc::Status(code, "message", details));
  ENSURE(status.ok() == (code == grpc::StatusCode::OK), "details change a code");
  runtime::ReasonOf(status);
  runtime::RetryDelayOf(status);
  eventstore::ConflictOf(status);
  decision::RejectionOf(status);
  if (status.ok()) return 0;
  const grpc::Status again = runtime::ToGrpcStatus(status);
  ENSURE(again.error_code() == static_cast<grpc::StatusCode>(status.code()), "a code changes");
  ENSURE(again.error_details().size() <= runtime::kStatusDetailsBytesMax,
         "details don't fit into the trailers");
  return 0;
}
