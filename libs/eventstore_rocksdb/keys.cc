#include "eventstore_rocksdb/keys.h"

#include "base/ensure.h"

namespace debut::eventstore_rocksdb {
namespace {

// Kinds of posting lists.
constexpr char kTagPosting = 1;
constexpr char kTypePosting = 2;

}  // namespace

PositionKey BigEndian(std::uint64_t value) {
  PositionKey key;
  for (std::size_t i = kPositionBytes; i-- > 0; value >>= 8) key[i] = static_cast<char>(value);
  return key;
}

std::string BigEndian32(std::uint32_t value) {
  return std::string(View(BigEndian(value)).substr(4));
}

std::uint64_t LoadBigEndian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

void AppendTagPostingPrefix(std::string_view tag, std::string& out) {
  ENSURE(tag.size() <= 0xffff, "a tag's length has two bytes");
  out.push_back(kTagPosting);
  out.push_back(static_cast<char>(tag.size() >> 8));
  out.push_back(static_cast<char>(tag.size()));
  out.append(tag);
}

std::string TagPostingPrefix(std::string_view tag) {
  std::string prefix;
  prefix.reserve(3 + tag.size() + kPositionBytes);
  AppendTagPostingPrefix(tag, prefix);
  return prefix;
}

bool IsTagPosting(std::string_view key) { return key.starts_with(kTagPosting); }

std::size_t PostingHintBytes(std::string_view key) { return IsTagPosting(key) ? 1 : 5; }

std::string TypePostingPrefix(std::uint32_t type_id) {
  return std::string(1, kTypePosting) + BigEndian32(type_id);
}

std::string PostingKey(std::string_view prefix, std::uint64_t position) {
  std::string key(prefix);
  key.append(View(BigEndian(position)));
  return key;
}

std::optional<PostingKeyParts> SplitPostingKey(std::string_view key) {
  if (key.size() <= kPositionBytes) return std::nullopt;
  const std::size_t prefix = key.size() - kPositionBytes;
  return PostingKeyParts{key.substr(0, prefix), LoadBigEndian(key.substr(prefix))};
}

std::string PostingValue(std::uint32_t type_id) {
  std::string value;
  for (; type_id >= 0x80; type_id >>= 7) value.push_back(static_cast<char>(type_id | 0x80));
  value.push_back(static_cast<char>(type_id));
  return value;
}

std::optional<std::uint32_t> ParsePostingValue(std::string_view value) {
  std::uint32_t type_id = 0;
  unsigned shift = 0;
  for (const char byte : value) {
    if (shift > 28) return std::nullopt;
    type_id |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
    shift += 7;
  }
  if (value.empty() || (value.back() & 0x80) != 0) return std::nullopt;
  return type_id;
}

std::string TypeKey(std::uint32_t type_id) {
  return std::string(kTypePrefix) + BigEndian32(type_id);
}

std::string TileKey(const transparency::TileId& tile) {
  std::string key(1, static_cast<char>(tile.level));
  key.append(View(BigEndian(tile.index)));
  return key;
}

}  // namespace debut::eventstore_rocksdb
