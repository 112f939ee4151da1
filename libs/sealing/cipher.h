#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

// AES-256-GCM and HMAC-SHA-256 (OpenSSL), with keys of kKeyBytes. Thread-safe.
namespace debut::sealing {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kNonceBytes = 12;
inline constexpr std::size_t kTagBytes = 16;

std::string RandomBytes(std::size_t count);

// nonce ‖ ciphertext ‖ tag. The nonce is random: a key seals some dozens of texts, far from the
// 2^32 up to which that is sound (NIST SP 800-38D). `bound` is authenticated, not stored.
std::string Encrypt(std::string_view key, std::string_view bound, std::string_view text);

// DATA_LOSS: these bytes were not made with this key and this `bound`.
absl::StatusOr<std::string> Decrypt(std::string_view key, std::string_view bound,
                                    std::string_view sealed);

std::string KeyedHash(std::string_view key, std::string_view text);

// Overwrites a secret that is not needed any more.
void Forget(std::string& secret);

}  // namespace debut::sealing
