#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "transparency/hash.h"
#include "transparency/proofs.h"

// An RFC 6962 tree as its text defines it, by recursion over all leaves, sharing nothing but the
// plain SHA-256 with the code under test. For tests.
namespace debut::transparency::naive {

using Leaves = std::vector<std::string>;

inline Leaves Slice(const Leaves& leaves, std::size_t begin, std::size_t end) {
  return {leaves.begin() + static_cast<std::ptrdiff_t>(begin),
          leaves.begin() + static_cast<std::ptrdiff_t>(end)};
}

inline std::size_t LargestPowerBelow(std::size_t n) {
  std::size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

// MTH (RFC 6962 §2.1).
inline Hash Root(const Leaves& d) {
  if (d.empty()) return Sha256("");
  if (d.size() == 1) return Sha256(std::string(1, '\0') + d[0]);
  const std::size_t k = LargestPowerBelow(d.size());
  const Hash left = Root(Slice(d, 0, k));
  const Hash right = Root(Slice(d, k, d.size()));
  return Sha256("\x01" + std::string(Bytes(left)) + std::string(Bytes(right)));
}

// PATH (§2.1.1).
inline Proof Path(std::size_t m, const Leaves& d) {
  if (d.size() == 1) return {};
  const std::size_t k = LargestPowerBelow(d.size());
  const bool left = m < k;
  Proof proof = left ? Path(m, Slice(d, 0, k)) : Path(m - k, Slice(d, k, d.size()));
  proof.push_back(Root(left ? Slice(d, k, d.size()) : Slice(d, 0, k)));
  return proof;
}

// SUBPROOF (§2.1.2); PROOF(m, D) is SubProof(m, D, true).
inline Proof SubProof(std::size_t m, const Leaves& d, bool known) {
  if (m == d.size()) return known ? Proof{} : Proof{Root(d)};
  const std::size_t k = LargestPowerBelow(d.size());
  const bool left = m <= k;
  Proof proof =
      left ? SubProof(m, Slice(d, 0, k), known) : SubProof(m - k, Slice(d, k, d.size()), false);
  proof.push_back(Root(left ? Slice(d, k, d.size()) : Slice(d, 0, k)));
  return proof;
}

}  // namespace debut::transparency::naive
