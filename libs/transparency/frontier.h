#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "transparency/hash.h"

namespace debut::transparency {

// The compact form of an RFC 6962 tree: the roots of its full subtrees, one for each bit of its
// size, the largest first. Enough to append leaves and to give the root. Not thread-safe.
class Frontier {
 public:
  Frontier() = default;

  std::uint64_t size() const { return size_; }
  const std::vector<Hash>& nodes() const { return nodes_; }

  // Called with each full subtree that a leaf completes, the leaf itself (height 0) first:
  // 2^height leaves, of which the new one is the last.
  using OnNode = absl::FunctionRef<void(int height, const Hash& node)>;

  void Append(const Hash& leaf);
  void Append(const Hash& leaf, OnNode on_node);

  Hash Root() const;

  // Size as 8 bytes big-endian, then the nodes.
  std::string Serialise() const;
  // DATA_LOSS: not a frontier.
  static absl::StatusOr<Frontier> Parse(std::string_view bytes);
  // Requires one node for each bit of `size`.
  static Frontier Of(std::uint64_t size, std::vector<Hash> nodes);

  bool operator==(const Frontier&) const = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> nodes_;
};

}  // namespace debut::transparency
