#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "transparency/hash.h"
#include "transparency/tiles.h"

namespace debut::transparency {

// Audit paths of an RFC 6962 tree, the lowest node first.
using Proof = std::vector<Hash>;

// The full subtree number `index` of `height` in a tree of `size` leaves.
// Requires (index + 1) · 2^height ≤ size.
absl::StatusOr<Hash> NodeFromTiles(int height, std::uint64_t index, std::uint64_t size,
                                   ReadTile read);

// The root of the tree of the first `size` leaves.
absl::StatusOr<Hash> RootFromTiles(std::uint64_t size, ReadTile read);

// That the leaf `index` (position − 1) is in the tree of `size` leaves (RFC 9162 §2.1.3.1).
// INVALID_ARGUMENT: the tree has no such leaf.
absl::StatusOr<Proof> InclusionProof(std::uint64_t index, std::uint64_t size, ReadTile read);

// That the tree of `old_size` leaves is a prefix of that of `new_size` (RFC 9162 §2.1.4.1).
// INVALID_ARGUMENT: the old size is zero, which would prove nothing, or beyond the new one.
absl::StatusOr<Proof> ConsistencyProof(std::uint64_t old_size, std::uint64_t new_size,
                                       ReadTile read);

// RFC 9162 §2.1.3.2. INVALID_ARGUMENT: the index isn't below the size. DATA_LOSS: not proved.
absl::Status VerifyInclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                             const Proof& proof, const Hash& root);

// RFC 9162 §2.1.4.2. INVALID_ARGUMENT: the old size is zero, or beyond the new one.
// DATA_LOSS: not proved.
absl::Status VerifyConsistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                               const Hash& new_root, const Proof& proof);

}  // namespace debut::transparency
