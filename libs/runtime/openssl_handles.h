#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

#include "absl/time/time.h"

// OpenSSL's objects as owned values, and its forms of text and time as ours.
namespace debut::runtime {

template <auto kFree>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using BioHandle = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, Freed<X509_free>>;
using RevocationListHandle = std::unique_ptr<X509_CRL, Freed<X509_CRL_free>>;
using StoreHandle = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using VerificationHandle = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
using NamesHandle = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

inline BioHandle BioOf(std::string_view text) {
  return BioHandle(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// `T`: X509_NAME with i2d_X509_NAME, ASN1_INTEGER with i2d_ASN1_INTEGER.
template <typename T>
std::string DerOf(const T* object, int (*encode)(const T*, unsigned char**)) {
  unsigned char* bytes = nullptr;
  const int size = encode(object, &bytes);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

// The infinite past if there is none.
inline absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

// For PEM that says it is encrypted; OpenSSL's own would ask at the terminal.
inline int NoPassword(char*, int, int, void*) { return -1; }

// The next certificate of a PEM file; null at its end.
inline CertificateHandle NextCertificate(BIO* pem) {
  CertificateHandle certificate(PEM_read_bio_X509(pem, nullptr, NoPassword, nullptr));
  ERR_clear_error();
  return certificate;
}

}  // namespace debut::runtime
