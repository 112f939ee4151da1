// Replies of an authority for time stamps. Its only one is in the corpus: nothing else holds.
#include "transparency/timestamp.h"

#include "tests/fuzz/target.h"

namespace {

// Valid until 2120; its key is gone.
constexpr char kAuthority[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBhjCCAS2gAwIBAgIUaGG7jgvY1NUlVblMGWEvEtkLtpUwCgYIKoZIzj0EAwIw\n"
    "FjEUMBIGA1UEAwwLRnV6emVkIFRpbWUwIBcNMjAxMDA5MDAwMDAwWhgPMjEyMDA5\n"
    "MTUwMDAwMDBaMBYxFDASBgNVBAMMC0Z1enplZCBUaW1lMFkwEwYHKoZIzj0CAQYI\n"
    "KoZIzj0DAQcDQgAEyva9Bs7fejG/afJ/WIeDlMlstNE8ofqXkxYm7L9v/HO0baec\n"
    "ULLYjZlYr90fccwPJlbNbWcZgMzJg1dbWltCv6NXMFUwDAYDVR0TAQH/BAIwADAO\n"
    "BgNVHQ8BAf8EBAMCB4AwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwHQYDVR0OBBYE\n"
    "FMjpEF6CZCfl9XQ1IWsvcouhK3RUMAoGCCqGSM49BAMCA0cAMEQCIFPaZxBGQQrj\n"
    "bngwBl9Nqx0pcRvkaDOUFnT0GPHHY9O/AiAbYVaIdFTHK9n0s1mJMmxSpYyMk9ul\n"
    "rJOzKkvK0bOI/Q==\n"
    "-----END CERTIFICATE-----\n";
constexpr absl::string_view kStamped = "2020-10-09T00:00:00+00:00";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using debut::transparency::VerifyTimestamp;
  const std::string_view reply = debut::fuzz::TextOf(bytes, size);
  const auto time = VerifyTimestamp(reply, "bytes", kAuthority);
  if (time.ok()) {
    ENSURE(absl::FormatTime(absl::RFC3339_sec, *time, absl::UTCTimeZone()) == kStamped,
           "a time that nobody stamped");
    ENSURE(!VerifyTimestamp(reply, "others", kAuthority).ok(), "other bytes were stamped");
  }
  // What says whom to trust is a file, too.
  ENSURE(!VerifyTimestamp(reply, "bytes", reply).ok(), "a reply vouches for itself");
  return 0;
}
