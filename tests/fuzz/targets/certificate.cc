// Certificates that callers show: DER, which TLS hands on as PEM.
#include "eventstore/plain_text.h"
#include "runtime/peer_certificates.h"
#include "tests/fuzz/target.h"
#include "transparency/base64.h"

namespace debut::fuzz {
namespace {

std::string PemOf(std::string_view der) {
  std::string pem = "-----BEGIN CERTIFICATE-----\n";
  const std::string text = transparency::ToBase64(der);
  for (std::size_t i = 0; i < text.size(); i += 64) pem += text.substr(i, 64) + "\n";
  return pem + "-----END CERTIFICATE-----\n";
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  const std::string_view der = fuzz::TextOf(bytes, size);
  const std::string pem = fuzz::PemOf(der);
  const auto certificate = runtime::ReadPeerCertificate(pem);
  if (certificate.ok()) {
    ENSURE(!certificate->name.empty() && eventstore::IsPlainText(certificate->name),
           "a certificate's name isn't plain");
    ENSURE(!certificate->number.issuer.empty() && !certificate->number.serial.empty(),
           "a certificate can't be revoked");
  } else {
    ENSURE(absl::IsUnauthenticated(certificate.status()), "a bad certificate has another code");
  }
  return 0;
}
