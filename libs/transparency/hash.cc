#include "transparency/hash.h"

#include <openssl/evp.h>

#include <cstring>
#include <memory>
#include <span>

#include "base/ensure.h"

namespace debut::transparency {
namespace {

// Fetching an algorithm walks OpenSSL's providers: once for the program.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  ENSURE(algorithm != nullptr, "OpenSSL has no SHA-256");
  return algorithm;
}

Hash Digest(std::span<const std::string_view> parts) {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  Hash hash;
  bool ok = EVP_DigestInit_ex2(context.get(), Algorithm(), nullptr) == 1;
  for (const std::string_view part : parts) {
    ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  ENSURE(ok && EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1, "SHA-256 failed");
  return hash;
}

}  // namespace

Hash HashFromBytes(std::string_view bytes) {
  ENSURE(bytes.size() == kHashBytes, "a hash has 32 bytes");
  Hash hash;
  std::memcpy(hash.data(), bytes.data(), kHashBytes);
  return hash;
}

std::string ToHex(const Hash& hash) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * kHashBytes);
  for (const std::uint8_t byte : hash) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

Hash Sha256(std::string_view bytes) { return Digest(std::array{bytes}); }

Hash LeafHash(std::string_view entry) {
  return Digest(std::array{std::string_view("\x00", 1), entry});
}

Hash NodeHash(const Hash& left, const Hash& right) {
  std::array<char, 1 + 2 * kHashBytes> node;
  node[0] = '\x01';
  std::memcpy(node.data() + 1, left.data(), kHashBytes);
  std::memcpy(node.data() + 1 + kHashBytes, right.data(), kHashBytes);
  return Digest(std::array{std::string_view(node.data(), node.size())});
}

Hash EmptyRoot() { return Sha256(""); }

}  // namespace debut::transparency
