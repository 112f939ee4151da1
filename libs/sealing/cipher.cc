#include "sealing/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

#include "base/ensure.h"

namespace debut::sealing {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* In(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* Out(std::string& bytes, std::size_t at = 0) {
  return reinterpret_cast<unsigned char*>(bytes.data() + at);
}

int Size(std::string_view bytes) { return static_cast<int>(bytes.size()); }

Context NewContext() {
  Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  ENSURE(context != nullptr, "OpenSSL has no memory for a cipher");
  return context;
}

}  // namespace

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  ENSURE(RAND_bytes(Out(bytes), static_cast<int>(count)) == 1, "OpenSSL has no random bytes");
  return bytes;
}

std::string Encrypt(std::string_view key, std::string_view bound, std::string_view text) {
  ENSURE(key.size() == kKeyBytes, "a key has 32 bytes");
  const Context context = NewContext();
  std::string sealed = RandomBytes(kNonceBytes);
  sealed.resize(kNonceBytes + text.size() + kTagBytes);
  int count = 0;
  const bool done =
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, In(key), In(sealed)) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &count, In(bound), Size(bound)) == 1 &&
      EVP_EncryptUpdate(context.get(), Out(sealed, kNonceBytes), &count, In(text), Size(text)) ==
          1 &&
      EVP_EncryptFinal_ex(context.get(), Out(sealed, kNonceBytes + text.size()), &count) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                          Out(sealed, kNonceBytes + text.size())) == 1;
  ENSURE(done, "AES-256-GCM failed");
  return sealed;
}

absl::StatusOr<std::string> Decrypt(std::string_view key, std::string_view bound,
                                    std::string_view sealed) {
  ENSURE(key.size() == kKeyBytes, "a key has 32 bytes");
  if (sealed.size() < kNonceBytes + kTagBytes) {
    return absl::DataLossError("a sealed text is cut short");
  }
  const Context context = NewContext();
  const std::string_view cipher =
      sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  std::string text(cipher.size() + kTagBytes, '\0');  // Never empty, so it has an address.
  int count = 0;
  const bool done =
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, In(key), In(sealed)) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &count, In(bound), Size(bound)) == 1 &&
      EVP_DecryptUpdate(context.get(), Out(text), &count, In(cipher), Size(cipher)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, Out(tag)) == 1 &&
      EVP_DecryptFinal_ex(context.get(), Out(text, cipher.size()), &count) == 1;
  if (!done) {
    Forget(text);
    return absl::DataLossError("a sealed text was not sealed for this place with this key");
  }
  text.resize(cipher.size());
  return text;
}

std::string KeyedHash(std::string_view key, std::string_view text) {
  std::string hash(32, '\0');
  unsigned int size = 0;
  const auto* done =
      HMAC(EVP_sha256(), key.data(), Size(key), In(text), text.size(), Out(hash), &size);
  ENSURE(done != nullptr && size == hash.size(), "HMAC-SHA-256 failed");
  return hash;
}

void Forget(std::string& secret) {
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

}  // namespace debut::sealing
