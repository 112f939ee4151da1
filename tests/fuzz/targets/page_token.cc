// Tokens of pages, which come back from clients.
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "eventstore/plain_text.h"
#include "services/readmodels/paging.h"
#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  fuzz::FuzzedBytes choices(bytes, size);
  readmodels::v1::ListCapsRequest request;
  request.set_page_size(static_cast<std::uint32_t>(choices.Number()));
  const std::string text(choices.Rest());
  // What a server gave comes back as it was; keys are text of facts.
  runtime::FieldErrors none;
  const readmodels::Page first = readmodels::ReadPage(request, none);
  ENSURE(none.ok() && first.after.empty(), "a list doesn't begin at its start");
  ENSURE(first.rows_max >= 1 && first.rows_max <= readmodels::kPageRowsMax, "a page is too large");
  if (eventstore::IsPlainText(text)) {
    request.set_page_token(readmodels::TokenAfter(first, text));
    runtime::FieldErrors given;
    ENSURE(readmodels::ReadPage(request, given).after == text && given.ok(), "a token is lost");
  }
  // Any other is refused, unless it says that it is of this very request.
  request.set_page_token(text);
  runtime::FieldErrors errors;
  const readmodels::Page page = readmodels::ReadPage(request, errors);
  if (!errors.ok() || text.empty()) return 0;
  request.set_page_token(readmodels::TokenAfter(page, page.after));
  runtime::FieldErrors again;
  ENSURE(readmodels::ReadPage(request, again).after == page.after, "a token changes");
  return 0;
}
