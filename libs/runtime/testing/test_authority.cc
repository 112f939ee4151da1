#include "runtime/testing/test_authority.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "base/ensure.h"
#include "runtime/openssl_handles.h"

namespace debut::runtime::testing {
namespace {

KeyHandle NewKey() { return KeyHandle(EVP_EC_gen("P-256")); }

std::string TextOf(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  return std::string(text, static_cast<std::size_t>(size));
}

std::string PemOf(EVP_PKEY& key) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr);
  return TextOf(bio.get());
}

std::string PemOf(X509& certificate) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), &certificate);
  return TextOf(bio.get());
}

void Extend(X509& certificate, X509& issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  ENSURE(extension != nullptr, value);
  X509_add_ext(&certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// With everything but its extensions and its signature.
CertificateHandle NewCertificate(long serial, const std::string& name, X509_NAME* issuer,
                                 EVP_PKEY& key) {
  CertificateHandle certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), issuer != nullptr ? issuer : subject);
  X509_set_pubkey(certificate.get(), &key);
  return certificate;
}

void SetTime(ASN1_TIME* to, absl::Time time) { ASN1_TIME_set(to, absl::ToTimeT(time)); }

}  // namespace

struct TestAuthority::Keys {
  KeyHandle key = NewKey();
  CertificateHandle certificate;
  std::vector<std::pair<std::string, long>> issued = {};  // By certificate file.
  std::vector<long> revoked = {};
};

std::string TextOf(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void Write(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path draft = path.string() + ".new";
  std::ofstream(draft, std::ios::binary) << text;
  chmod(draft.c_str(), 0600);
  std::filesystem::rename(draft, path);
}

TestAuthority::TestAuthority(std::filesystem::path directory)
    : directory_(std::move(directory)), keys_(std::make_unique<Keys>()) {
  std::filesystem::create_directories(directory_ / "crl");
  // The directory tells authorities apart by name.
  keys_->certificate =
      NewCertificate(1, "Authority of " + directory_.string().substr(0, 40), nullptr, *keys_->key);
  X509& own = *keys_->certificate;
  SetTime(X509_getm_notBefore(&own), absl::Now() - absl::Hours(24));
  SetTime(X509_getm_notAfter(&own), absl::Now() + absl::Hours(24 * 365));
  Extend(own, own, NID_basic_constraints, "critical,CA:TRUE");
  Extend(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
  X509_sign(&own, keys_->key.get(), EVP_sha256());
  Write(ca_file(), PemOf(own));
}

TestAuthority::~TestAuthority() = default;

config::v1::Tls TestAuthority::Issue(const std::string& name, const Wanted& wanted) {
  const std::filesystem::path folder = directory_ / name;
  std::filesystem::create_directories(folder);
  config::v1::Tls tls;
  tls.set_certificate_file(folder / "cert.pem");
  tls.set_key_file(folder / "key.pem");
  tls.set_ca_file(ca_file());

  const KeyHandle key = NewKey();
  X509& authority = *keys_->certificate;
  const CertificateHandle certificate =
      NewCertificate(++last_serial_, name, X509_get_subject_name(&authority), *key);
  SetTime(X509_getm_notBefore(certificate.get()), wanted.not_before);
  SetTime(X509_getm_notAfter(certificate.get()), wanted.not_after);
  std::string names = "IP:127.0.0.1,DNS:localhost";
  if (!wanted.uri.empty()) names += ",URI:" + wanted.uri;
  for (const std::string& uri : wanted.more_uris) names += ",URI:" + uri;
  Extend(*certificate, authority, NID_subject_alt_name, names);
  Extend(*certificate, authority, NID_ext_key_usage, "serverAuth,clientAuth");
  X509_sign(certificate.get(), keys_->key.get(), EVP_sha256());
  // The old key under the new certificate is refused by who reads them in between.
  Write(tls.key_file(), PemOf(*key));
  Write(tls.certificate_file(), PemOf(*certificate));
  keys_->issued.emplace_back(tls.certificate_file(), last_serial_);
  return tls;
}

void TestAuthority::Revoke(const config::v1::Tls& tls) {
  for (const auto& [file, serial] : keys_->issued) {
    if (file == tls.certificate_file()) keys_->revoked.push_back(serial);
  }
}

void TestAuthority::Publish(absl::Time made, absl::Time next) {
  const RevocationListHandle list(X509_CRL_new());
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(keys_->certificate.get()));
  const std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>> time(ASN1_TIME_new());
  SetTime(time.get(), made);
  X509_CRL_set1_lastUpdate(list.get(), time.get());
  for (const long serial : keys_->revoked) {
    X509_REVOKED* const revoked = X509_REVOKED_new();
    const std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>> number(ASN1_INTEGER_new());
    ASN1_INTEGER_set(number.get(), serial);
    X509_REVOKED_set_serialNumber(revoked, number.get());
    X509_REVOKED_set_revocationDate(revoked, time.get());
    X509_CRL_add0_revoked(list.get(), revoked);
  }
  SetTime(time.get(), next);
  X509_CRL_set1_nextUpdate(list.get(), time.get());
  X509_CRL_sign(list.get(), keys_->key.get(), EVP_sha256());
  const BioHandle bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509_CRL(bio.get(), list.get());
  Write(std::filesystem::path(crl_dir()) / "ca.crl", TextOf(bio.get()));
}

}  // namespace debut::runtime::testing
