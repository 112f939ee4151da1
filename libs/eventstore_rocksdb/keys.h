#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

// Keys and small values of the database, as docs/log_format.md lists them: never renumber.
inline constexpr std::uint32_t kFormatVersion = 1;

inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kLogIdKey = "log_id";
inline constexpr std::string_view kHeadKey = "head";
inline constexpr std::string_view kTypePrefix = "type/";

inline constexpr std::size_t kPositionBytes = 8;
using PositionKey = std::array<char, kPositionBytes>;

// Big-endian, so that keys sort like numbers.
PositionKey BigEndian(std::uint64_t value);
std::string BigEndian32(std::uint32_t value);
std::uint64_t LoadBigEndian(std::string_view bytes);

template <typename Bytes>
std::string_view View(const Bytes& bytes) {
  return {bytes.data(), bytes.size()};
}

// What the keys of one posting list begin with; a position follows. No prefix begins another.
std::string TagPostingPrefix(std::string_view tag);
std::string TypePostingPrefix(std::uint32_t type_id);
void AppendTagPostingPrefix(std::string_view tag, std::string& out);
bool IsTagPosting(std::string_view key);

// How much of a posting's key says near which other ones it stands in a group: its kind, or its
// type.
std::size_t PostingHintBytes(std::string_view key);

std::string PostingKey(std::string_view prefix, std::uint64_t position);

struct PostingKeyParts {
  std::string_view prefix;
  std::uint64_t position = 0;
};
// Nothing if the key is too short to be one.
std::optional<PostingKeyParts> SplitPostingKey(std::string_view key);

// The type id that a tag posting carries, so that a query for tags and types reads no entry.
std::string PostingValue(std::uint32_t type_id);
std::optional<std::uint32_t> ParsePostingValue(std::string_view value);

std::string TypeKey(std::uint32_t type_id);

std::string TileKey(const transparency::TileId& tile);

}  // namespace debut::eventstore_rocksdb
