#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "transparency/hash.h"

namespace debut::eventstore_rocksdb {

inline constexpr std::size_t kLogIdBytes = 16;
inline constexpr std::size_t kAnchorHeaderBytes = 192;

// A tree's size and root.
struct TreeMark {
  std::uint64_t size = 0;
  transparency::Hash root = transparency::EmptyRoot();

  bool operator==(const TreeMark&) const = default;
};

// How closely a slot follows the log. Never renumber.
enum class AnchorKind : std::uint32_t {
  kGroup = 1,    // Written with the group: the log may be one group ahead or behind, no more.
  kLagging = 2,  // Written later: the log may be ahead by any number of groups.
};

// What a slot of the head anchor says without its entries.
struct AnchorMark {
  AnchorKind kind = AnchorKind::kGroup;
  std::string log_id;          // kLogIdBytes.
  std::uint64_t sequence = 0;  // Of the group, see LogState.
  TreeMark before;             // What the group was added to.
  TreeMark after;

  bool operator==(const AnchorMark&) const = default;
};

// A slot's bytes: the header, then each entry with its length in front. The header's digest covers
// the header and, by their leaf hashes, the entries.
std::string EncodeAnchorSlot(const AnchorMark& mark, std::span<const std::string_view> entries,
                             std::span<const transparency::Hash> leaves);

struct AnchorHeader {
  AnchorMark mark;
  std::uint32_t entry_count = 0;
  std::uint64_t entries_bytes = 0;  // With the lengths.
  transparency::Hash digest;
};
// Requires kAnchorHeaderBytes. DATA_LOSS: not a slot. FAILED_PRECONDITION: of a newer version.
absl::StatusOr<AnchorHeader> DecodeAnchorHeader(std::string_view bytes);

// The entries behind a header. DATA_LOSS: they aren't those that the digest covers.
absl::StatusOr<std::vector<std::string>> DecodeAnchorEntries(const AnchorHeader& header,
                                                             std::string_view header_bytes,
                                                             std::string_view entries);

}  // namespace debut::eventstore_rocksdb
