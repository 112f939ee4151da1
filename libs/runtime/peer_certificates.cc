#include "runtime/peer_certificates.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "eventstore/plain_text.h"
#include "runtime/access.h"
#include "runtime/caller.h"
#include "runtime/limits.h"
#include "runtime/openssl_handles.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "runtime/text.h"

namespace debut::runtime {
namespace {

constexpr std::string_view kScheme = "debut:";
constexpr std::string_view kPerson = "debut://person/";
constexpr std::string_view kService = "debut://service/";
constexpr std::string_view kRoleKey = "role=";
constexpr std::string_view kRoleCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-";

absl::Status Refused(std::string_view reason, std::string_view explanation) {
  return ReasonError(absl::StatusCode::kUnauthenticated, kRpcDomain, reason, explanation);
}

absl::Status Unusable(std::string_view what) {
  return Refused("CERTIFICATE_UNUSABLE",
                 fmt::format("the certificate names no account: {} (see docs/security.md)", what));
}

absl::Status ReadName(std::string_view encoded, PeerCertificate& certificate) {
  certificate.name = PercentDecode(encoded);
  if (certificate.name.empty() || certificate.name.size() > kPrincipalBytesMax ||
      !eventstore::IsPlainText(certificate.name) || PercentEncode(certificate.name) != encoded) {
    return Unusable(
        fmt::format("a name is 1 to {} bytes of UTF-8 without control characters, "
                    "percent-encoded",
                    kPrincipalBytesMax));
  }
  if (certificate.name == kSystemPrincipal) {
    return Unusable("the name system is that of the calendar's automatic steps");
  }
  return absl::OkStatus();
}

absl::Status ReadRoles(std::string_view query, PeerCertificate& certificate) {
  while (true) {
    const std::size_t end = query.find('&');
    std::string_view role = query.substr(0, end);
    const bool keyed = role.starts_with(kRoleKey);
    if (keyed) role.remove_prefix(kRoleKey.size());
    const bool named =
        !role.empty() && role.find_first_not_of(kRoleCharacters) == std::string_view::npos;
    if (!keyed || (!named && role != kEveryRole)) {
      return Unusable("after the ? there are roles only, as role=grants.officer&role=reader");
    }
    if (!certificate.roles.emplace(role).second) return Unusable("a role is there twice");
    if (end == std::string_view::npos) return absl::OkStatus();
    query.remove_prefix(end + 1);
  }
}

// The URIs of the subject alternative names that are ours.
std::vector<std::string> PrincipalUrisOf(const X509& certificate) {
  std::vector<std::string> uris;
  const NamesHandle names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* const text = name->d.uniformResourceIdentifier;
    std::string uri(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                    static_cast<std::size_t>(ASN1_STRING_length(text)));
    if (uri.starts_with(kScheme)) uris.push_back(std::move(uri));
  }
  return uris;
}

}  // namespace

absl::StatusOr<PeerCertificate> ReadPrincipalUri(std::string_view uri) {
  PeerCertificate certificate;
  if (uri.size() > kPrincipalUriBytesMax) return Unusable("its URI is too long");
  const std::size_t query = uri.find('?');
  std::string_view path = uri.substr(0, query);
  if (path.starts_with(kService)) {
    certificate.kind = PeerKind::kService;
    path.remove_prefix(kService.size());
  } else if (path.starts_with(kPerson)) {
    path.remove_prefix(kPerson.size());
  } else {
    return Unusable("the URI begins with debut://person/ or debut://service/");
  }
  RETURN_IF_ERROR(ReadName(path, certificate));
  if (query != std::string_view::npos) {
    RETURN_IF_ERROR(ReadRoles(uri.substr(query + 1), certificate));
  }
  return certificate;
}

absl::StatusOr<PeerCertificate> ReadPeerCertificate(std::string_view pem) {
  const BioHandle text = BioOf(pem);
  const CertificateHandle x509 = NextCertificate(text.get());
  if (x509 == nullptr) return Unusable("it can't be read");
  const std::vector<std::string> uris = PrincipalUrisOf(*x509);
  if (uris.size() != 1) {
    return Unusable("one subject alternative name is a URI like debut://person/wang.fang");
  }
  ASSIGN_OR_RETURN(PeerCertificate certificate, ReadPrincipalUri(uris[0]));
  certificate.number = {.issuer = DerOf<X509_NAME>(X509_get_issuer_name(x509.get()), i2d_X509_NAME),
                        .serial = DerOf(X509_get0_serialNumber(x509.get()), i2d_ASN1_INTEGER)};
  certificate.not_before = TimeOf(X509_get0_notBefore(x509.get()));
  certificate.not_after = TimeOf(X509_get0_notAfter(x509.get()));
  return certificate;
}

absl::StatusOr<std::shared_ptr<const PeerCertificate>> PeerCertificates::Read(
    const std::string& pem) const {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(pem);
  if (known != known_.end()) return known->second;
  ASSIGN_OR_RETURN(PeerCertificate read, ReadPeerCertificate(pem));
  if (known_.size() >= kCertificatesRememberedMax) known_.clear();
  return known_.emplace(pem, std::make_shared<const PeerCertificate>(std::move(read)))
      .first->second;
}

absl::StatusOr<std::shared_ptr<const PeerCertificate>> PeerCertificates::Check(
    const std::string& pem) const {
  if (pem.empty()) {
    return Refused("CERTIFICATE_MISSING", "who calls here must show a certificate");
  }
  ASSIGN_OR_RETURN(auto certificate, Read(pem));
  const absl::Time now = clock_.Now();
  if (now < certificate->not_before || now > certificate->not_after) {
    return Refused("CERTIFICATE_EXPIRED",
                   fmt::format("the certificate of {} is valid from {} to {}: renew it with "
                               "deploy/certs renew",
                               certificate->name,
                               absl::FormatTime(certificate->not_before, absl::UTCTimeZone()),
                               absl::FormatTime(certificate->not_after, absl::UTCTimeZone())));
  }
  RETURN_IF_ERROR(revocations_.Check(certificate->number));
  return certificate;
}

}  // namespace debut::runtime
