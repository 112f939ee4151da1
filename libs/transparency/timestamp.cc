#include "transparency/timestamp.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "base/ensure.h"
#include "transparency/hash.h"

namespace debut::transparency {
namespace {

template <typename T, void (*Free)(T*)>
struct Freer {
  void operator()(T* object) const { Free(object); }
};
template <typename T, void (*Free)(T*)>
using Owner = std::unique_ptr<T, Freer<T, Free>>;

using Query = Owner<TS_REQ, TS_REQ_free>;
using Imprint = Owner<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Owner<X509_ALGOR, X509_ALGOR_free>;
using Reply = Owner<TS_RESP, TS_RESP_free>;
using Verification = Owner<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Certificate = Owner<X509, X509_free>;

BIO* NewBio(std::string_view bytes) {
  return BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()));
}

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};

std::string LastError() {
  char text[256];
  ERR_error_string_n(ERR_peek_last_error(), text, sizeof(text));
  ERR_clear_error();
  return text;
}

// Asked for where PEM says that it is encrypted; OpenSSL's own would ask at the terminal.
int NoPassword(char*, int, int, void*) { return -1; }

// Null: there is no certificate.
X509_STORE* NewStore(std::string_view pem) {
  const std::unique_ptr<BIO, FreeBio> bio(NewBio(pem));
  X509_STORE* const store = X509_STORE_new();
  int count = 0;
  while (
      const Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, NoPassword, nullptr)}) {
    X509_STORE_add_cert(store, certificate.get());
    ++count;
  }
  ERR_clear_error();  // The end of the file is one.
  if (count > 0) return store;
  X509_STORE_free(store);
  return nullptr;
}

}  // namespace

std::string MakeTimestampQuery(std::string_view bytes) {
  const Hash digest = Sha256(bytes);
  const Query query(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  std::string copy(Bytes(digest));
  unsigned char* der = nullptr;
  ENSURE(TS_REQ_set_version(query.get(), 1) == 1 &&
             X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
             TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
             TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(copy.data()),
                                    static_cast<int>(copy.size())) == 1 &&
             TS_REQ_set_msg_imprint(query.get(), imprint.get()) == 1 &&
             TS_REQ_set_cert_req(query.get(), 1) == 1,
         "OpenSSL can't make a time stamp query");
  const int length = i2d_TS_REQ(query.get(), &der);
  ENSURE(length > 0, "OpenSSL can't write a time stamp query");
  std::string result(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return result;
}

absl::StatusOr<absl::Time> VerifyTimestamp(std::string_view reply, std::string_view bytes,
                                           std::string_view authorities) {
  const auto* der = reinterpret_cast<const unsigned char*>(reply.data());
  const Reply answer(d2i_TS_RESP(nullptr, &der, static_cast<long>(reply.size())));
  if (answer == nullptr) {
    return absl::InvalidArgumentError(fmt::format("not a time stamp reply: {}", LastError()));
  }
  X509_STORE* const store = NewStore(authorities);
  if (store == nullptr) return absl::InvalidArgumentError("no certificate of an authority");
  const Verification verification(TS_VERIFY_CTX_new());
  TS_VERIFY_CTX_set_flags(verification.get(), TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_store(verification.get(), store);         // Takes it over,
  TS_VERIFY_CTX_set_data(verification.get(), NewBio(bytes));  // and this as well.
  if (TS_RESP_verify_response(verification.get(), answer.get()) != 1) {
    return absl::DataLossError(fmt::format("the time stamp doesn't hold: {}", LastError()));
  }
  std::tm utc{};
  const auto* const time = TS_TST_INFO_get_time(TS_RESP_get_tst_info(answer.get()));
  if (ASN1_TIME_to_tm(time, &utc) != 1) return absl::DataLossError("the time stamp has no time");
  return absl::FromTM(utc, absl::UTCTimeZone());
}

}  // namespace debut::transparency
