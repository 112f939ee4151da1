#include "runtime/tls.h"

#include <fmt/format.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <utility>

#include "base/status_macros.h"
#include "runtime/limits.h"
#include "runtime/openssl_handles.h"

namespace debut::runtime {
namespace {

namespace tls_api = grpc::experimental;

absl::Status Bad(const std::string& path, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("tls: {} {}", path, what));
}

// `forbidden`: bits of the mode.
absl::StatusOr<std::string> ReadChecked(const std::string& path, mode_t forbidden,
                                        std::string_view remedy) {
  struct stat file {};
  if (stat(path.c_str(), &file) != 0) return Bad(path, fmt::format("{}", std::strerror(errno)));
  if (!S_ISREG(file.st_mode)) return Bad(path, "is no file");
  if ((file.st_mode & forbidden) != 0) {
    return Bad(path, fmt::format("has the mode {:04o}: {}", file.st_mode & 07777, remedy));
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(kTlsFileBytesMax, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.empty()) return Bad(path, "can't be read");
  return text;
}

absl::StatusOr<KeyHandle> ReadKey(const std::string& path) {
  struct stat file {};
  if (stat(path.c_str(), &file) == 0 && file.st_uid != geteuid()) {
    return Bad(path, "belongs to another user: a private key is of the user who runs the program");
  }
  ASSIGN_OR_RETURN(std::string text,
                   ReadChecked(path, 0077, "a private key is its owner's alone, chmod 600"));
  const BioHandle pem = BioOf(text);
  // Without a callback OpenSSL would ask the terminal for a password.
  const auto no_password = [](char*, int, int, void*) { return 0; };
  KeyHandle key(PEM_read_bio_PrivateKey(pem.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  OPENSSL_cleanse(text.data(), text.size());
  if (key == nullptr) return Bad(path, "holds no private key (PEM, without password)");
  return key;
}

// The own certificate; `chain` receives those that follow it.
absl::StatusOr<CertificateHandle> ReadCertificates(const std::string& text, const std::string& path,
                                                   STACK_OF(X509) * chain) {
  const BioHandle pem = BioOf(text);
  CertificateHandle own = NextCertificate(pem.get());
  if (own == nullptr) return Bad(path, "holds no certificate (PEM)");
  while (CertificateHandle next = NextCertificate(pem.get())) {
    sk_X509_push(chain, next.release());
  }
  return own;
}

absl::Status VerifyChain(X509& own, STACK_OF(X509) * chain, const std::string& authorities,
                         const config::v1::Tls& tls, absl::Time now) {
  const StoreHandle store(X509_STORE_new());
  const BioHandle pem = BioOf(authorities);
  int count = 0;
  while (const CertificateHandle authority = NextCertificate(pem.get())) {
    X509_STORE_add_cert(store.get(), authority.get());
    ++count;
  }
  if (count == 0) return Bad(tls.ca_file(), "holds no certificate (PEM)");
  const VerificationHandle verification(X509_STORE_CTX_new());
  X509_STORE_CTX_init(verification.get(), store.get(), &own, chain);
  X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(verification.get()), absl::ToTimeT(now));
  const bool verified = X509_verify_cert(verification.get()) == 1;
  ERR_clear_error();
  if (verified) return absl::OkStatus();
  const int error = X509_STORE_CTX_get_error(verification.get());
  const bool expired = error == X509_V_ERR_CERT_HAS_EXPIRED;
  return Bad(
      tls.certificate_file(),
      fmt::format("is not good under {}: {}{}", tls.ca_file(), X509_verify_cert_error_string(error),
                  expired ? "; renew it with deploy/certs renew" : ""));
}

// The checks beyond the handshake's own. gRPC calls it once for every connection.
class PeerVerifier final : public tls_api::ExternalCertificateVerifier {
 public:
  using Check = std::function<absl::Status(tls_api::TlsCustomVerificationCheckRequest&)>;

  explicit PeerVerifier(Check check) : check_(std::move(check)) {}

  bool Verify(tls_api::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)>, grpc::Status* outcome) override {
    const absl::Status status = check_(*request);
    if (!status.ok()) {
      *outcome = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, std::string(status.message()));
    }
    return true;
  }
  void Cancel(tls_api::TlsCustomVerificationCheckRequest*) override {}

 private:
  const Check check_;
};

std::shared_ptr<tls_api::CertificateProviderInterface> WatchFiles(const config::v1::Tls& tls) {
  return std::make_shared<tls_api::FileWatcherCertificateProvider>(
      tls.key_file(), tls.certificate_file(), tls.ca_file(),
      static_cast<unsigned>(absl::ToInt64Seconds(kTlsReloadInterval)));
}

}  // namespace

config::v1::Tls TlsOf(const std::string& directory) {
  config::v1::Tls tls;
  tls.set_certificate_file(directory + "/cert.pem");
  tls.set_key_file(directory + "/key.pem");
  tls.set_ca_file(directory + "/ca.pem");
  tls.set_crl_dir(directory + "/crl");
  return tls;
}

absl::Status CheckTlsFiles(const config::v1::Tls& tls, const base::Clock& clock) {
  ASSIGN_OR_RETURN(const KeyHandle key, ReadKey(tls.key_file()));
  constexpr std::string_view kRemedy = "others must not write to it, chmod go-w";
  ASSIGN_OR_RETURN(const std::string authorities, ReadChecked(tls.ca_file(), 0022, kRemedy));
  ASSIGN_OR_RETURN(const std::string text, ReadChecked(tls.certificate_file(), 0022, kRemedy));
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> chain(
      sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); });
  ASSIGN_OR_RETURN(const CertificateHandle own,
                   ReadCertificates(text, tls.certificate_file(), chain.get()));
  const bool fits = X509_check_private_key(own.get(), key.get()) == 1;
  ERR_clear_error();
  if (!fits) return Bad(tls.key_file(), "is not the key of " + tls.certificate_file());
  RETURN_IF_ERROR(VerifyChain(*own, chain.get(), authorities, tls, clock.Now()));
  if (const auto account = ReadPeerCertificate(text); !account.ok()) {
    return Bad(tls.certificate_file(), std::string(account.status().message()));
  }
  if (tls.crl_dir().empty()) return absl::OkStatus();
  struct stat directory {};
  const bool there = stat(tls.crl_dir().c_str(), &directory) == 0 && S_ISDIR(directory.st_mode);
  return there ? absl::OkStatus() : Bad(tls.crl_dir(), "is no directory");
}

absl::StatusOr<std::string> NameInCertificate(const std::string& certificate_file) {
  ASSIGN_OR_RETURN(const std::string text, ReadChecked(certificate_file, 0, ""));
  ASSIGN_OR_RETURN(const PeerCertificate certificate, ReadPeerCertificate(text));
  return certificate.name;
}

MutualTls::MutualTls(const config::v1::Tls& tls, const base::Clock& clock)
    : tls_(tls),
      revocations_(std::make_shared<const Revocations>(tls.ca_file(), tls.crl_dir(), clock)),
      peers_(std::make_shared<const PeerCertificates>(*revocations_, clock)) {}

std::shared_ptr<grpc::ServerCredentials> MutualTls::ServerCredentials() const {
  tls_api::TlsServerCredentialsOptions options(WatchFiles(tls_));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.set_certificate_verifier(tls_api::ExternalCertificateVerifier::Create<PeerVerifier>(
      [revocations = revocations_, peers = peers_](auto& request) {
        const auto pem = request.peer_cert();
        return peers->Check(std::string(pem.data(), pem.size())).status();
      }));
  return tls_api::TlsServerCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> MutualTls::ChannelCredentials() const {
  tls_api::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(WatchFiles(tls_));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  // A verifier of our own takes the place of gRPC's check of the host's name, so it asks for that.
  auto host_name = std::make_shared<tls_api::HostNameCertificateVerifier>();
  options.set_certificate_verifier(tls_api::ExternalCertificateVerifier::Create<PeerVerifier>(
      [host_name, revocations = revocations_, peers = peers_](auto& request) -> absl::Status {
        grpc::Status host;
        host_name->Verify(&request, nullptr, &host);
        if (!host.ok()) return absl::UnauthenticatedError(host.error_message());
        const auto pem = request.peer_cert();
        ASSIGN_OR_RETURN(const auto server, peers->Check(std::string(pem.data(), pem.size())));
        if (server->kind == PeerKind::kService) return absl::OkStatus();
        return absl::UnauthenticatedError("the server shows the certificate of a person");
      }));
  return tls_api::TlsCredentials(options);
}

}  // namespace debut::runtime
