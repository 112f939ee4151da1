#include "runtime/certificate_expiry.h"

#include <fstream>
#include <sstream>

#include "runtime/openssl_handles.h"

namespace debut::runtime {

absl::StatusOr<absl::Time> CertificateExpiry(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  const std::string bytes = text.str();
  const CertificateHandle certificate = NextCertificate(BioOf(bytes).get());
  if (certificate == nullptr) return absl::NotFoundError(file + ": no certificate (PEM)");
  return TimeOf(X509_get0_notAfter(certificate.get()));
}

}  // namespace debut::runtime
