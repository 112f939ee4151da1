#include "tests/fuzz/trusted_keys.h"

#include <string>

#include "base/ensure.h"
#include "transparency/base64.h"

namespace debut::fuzz {
namespace {

// A private key of 32 equal bytes, PKCS #8.
std::string PemOf(char byte) {
  constexpr std::string_view kHead(
      "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
  const std::string der = std::string(kHead) + std::string(32, byte);
  return "-----BEGIN PRIVATE KEY-----\n" + transparency::ToBase64(der) +
         "\n-----END PRIVATE KEY-----\n";
}

transparency::NoteSigner SignerOf(const char* name, char byte,
                                  transparency::NoteAlgorithm algorithm) {
  auto signer = transparency::NoteSigner::FromPem(name, PemOf(byte), "", algorithm);
  ENSURE(signer.ok(), "the key of the corpora can't be read");
  return *std::move(signer);
}

}  // namespace

const transparency::NoteSigner& TrustedLog() {
  static const auto* const signer = new transparency::NoteSigner(
      SignerOf(kTrustedOrigin, 'l', transparency::NoteAlgorithm::kEd25519));
  return *signer;
}

const transparency::NoteSigner& TrustedWitness() {
  static const auto* const signer = new transparency::NoteSigner(
      SignerOf(kWitnessName, 'w', transparency::NoteAlgorithm::kCosignature));
  return *signer;
}

bool IsSignedSize(std::uint64_t size) { return size == 1 || size == 100 || size == 300; }

}  // namespace debut::fuzz
