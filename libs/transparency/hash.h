#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace debut::transparency {

inline constexpr std::size_t kHashBytes = 32;

// A SHA-256 value. All functions here are thread-safe.
using Hash = std::array<std::uint8_t, kHashBytes>;

inline std::string_view Bytes(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Requires exactly kHashBytes bytes.
Hash HashFromBytes(std::string_view bytes);

std::string ToHex(const Hash& hash);

// Plain SHA-256.
Hash Sha256(std::string_view bytes);

// The hashes of an RFC 6962 tree; the prefixes keep a leaf from passing for a node.
Hash LeafHash(std::string_view entry);               // SHA-256(0x00 ‖ entry)
Hash NodeHash(const Hash& left, const Hash& right);  // SHA-256(0x01 ‖ left ‖ right)
Hash EmptyRoot();                                    // SHA-256("")

}  // namespace debut::transparency
