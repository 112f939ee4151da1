#include "transparency/frontier.h"

#include <bit>
#include <utility>

#include "base/ensure.h"

namespace debut::transparency {
namespace {

constexpr std::size_t kSizeBytes = 8;

}  // namespace

void Frontier::Append(const Hash& leaf) {
  Append(leaf, [](int, const Hash&) {});
}

void Frontier::Append(const Hash& leaf, OnNode on_node) {
  Hash node = leaf;
  on_node(0, node);
  // Like a binary counter: each trailing one of the size carries.
  int height = 0;
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    node = NodeHash(nodes_.back(), node);
    nodes_.pop_back();
    on_node(++height, node);
  }
  nodes_.push_back(node);
  ++size_;
}

Hash Frontier::Root() const {
  if (nodes_.empty()) return EmptyRoot();
  Hash root = nodes_.back();
  for (std::size_t i = nodes_.size() - 1; i-- > 0;) root = NodeHash(nodes_[i], root);
  return root;
}

std::string Frontier::Serialise() const {
  std::string bytes;
  bytes.reserve(kSizeBytes + nodes_.size() * kHashBytes);
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(size_ >> shift));
  for (const Hash& node : nodes_) bytes.append(Bytes(node));
  return bytes;
}

absl::StatusOr<Frontier> Frontier::Parse(std::string_view bytes) {
  if (bytes.size() < kSizeBytes) return absl::DataLossError("a frontier without its size");
  Frontier frontier;
  for (std::size_t i = 0; i < kSizeBytes; ++i) {
    frontier.size_ = frontier.size_ << 8 | static_cast<unsigned char>(bytes[i]);
  }
  bytes.remove_prefix(kSizeBytes);
  const auto nodes = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (bytes.size() != nodes * kHashBytes) {
    return absl::DataLossError("a frontier's nodes don't fit its size");
  }
  frontier.nodes_.reserve(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    frontier.nodes_.push_back(HashFromBytes(bytes.substr(i * kHashBytes, kHashBytes)));
  }
  return frontier;
}

Frontier Frontier::Of(std::uint64_t size, std::vector<Hash> nodes) {
  ENSURE(nodes.size() == static_cast<std::size_t>(std::popcount(size)),
         "a frontier has one node for each bit of its size");
  Frontier frontier;
  frontier.size_ = size;
  frontier.nodes_ = std::move(nodes);
  return frontier;
}

}  // namespace debut::transparency
