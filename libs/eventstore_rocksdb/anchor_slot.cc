#include "eventstore_rocksdb/anchor_slot.h"

#include "base/ensure.h"
#include "base/status_macros.h"
#include "eventstore_rocksdb/keys.h"

namespace debut::eventstore_rocksdb {
namespace {

using transparency::Hash;

constexpr std::string_view kMagic = "DEBUTANC";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kDigestAt = kAnchorHeaderBytes - transparency::kHashBytes;
constexpr std::size_t kZeroBytes = 28;
constexpr std::size_t kLengthBytes = 4;

std::string MarkBytes(const TreeMark& mark) {
  return std::string(View(BigEndian(mark.size))) + std::string(transparency::Bytes(mark.root));
}

// Takes fixed-width fields off the front of a header.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view bytes) : rest_(bytes) {}

  std::string_view Take(std::size_t bytes) {
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }
  std::uint64_t Number(std::size_t bytes) { return LoadBigEndian(Take(bytes)); }
  Hash TakeHash() { return transparency::HashFromBytes(Take(transparency::kHashBytes)); }

 private:
  std::string_view rest_;
};

Hash Digest(std::string_view header, std::span<const Hash> leaves) {
  std::string covered(header.substr(0, kDigestAt));
  covered.reserve(kDigestAt + leaves.size() * transparency::kHashBytes);
  for (const Hash& leaf : leaves) covered.append(transparency::Bytes(leaf));
  return transparency::Sha256(covered);
}

}  // namespace

std::string EncodeAnchorSlot(const AnchorMark& mark, std::span<const std::string_view> entries,
                             std::span<const Hash> leaves) {
  ENSURE(mark.log_id.size() == kLogIdBytes, "a log id has 16 bytes");
  ENSURE(entries.size() == leaves.size(), "each entry has its leaf hash");
  std::uint64_t entries_bytes = 0;
  for (const std::string_view entry : entries) entries_bytes += kLengthBytes + entry.size();
  std::string bytes;
  bytes.reserve(kAnchorHeaderBytes + entries_bytes);
  bytes.append(kMagic);
  bytes.append(BigEndian32(kVersion));
  bytes.append(BigEndian32(static_cast<std::uint32_t>(mark.kind)));
  bytes.append(mark.log_id);
  bytes.append(View(BigEndian(mark.sequence)));
  bytes.append(MarkBytes(mark.before));
  bytes.append(MarkBytes(mark.after));
  bytes.append(BigEndian32(static_cast<std::uint32_t>(entries.size())));
  bytes.append(View(BigEndian(entries_bytes)));
  bytes.append(kDigestAt - bytes.size(), '\0');
  bytes.append(transparency::Bytes(Digest(bytes, leaves)));
  for (const std::string_view entry : entries) {
    bytes.append(BigEndian32(static_cast<std::uint32_t>(entry.size())));
    bytes.append(entry);
  }
  return bytes;
}

absl::StatusOr<AnchorHeader> DecodeAnchorHeader(std::string_view bytes) {
  ENSURE(bytes.size() == kAnchorHeaderBytes, "the header of a slot has a constant length");
  HeaderReader reader(bytes);
  if (reader.Take(kMagic.size()) != kMagic) return absl::DataLossError("not an anchor slot");
  const std::uint64_t version = reader.Number(4);
  if (version > kVersion) {
    return absl::FailedPreconditionError("the head anchor was written by a newer version");
  }
  AnchorHeader header;
  header.mark.kind = static_cast<AnchorKind>(reader.Number(4));
  const bool known =
      header.mark.kind == AnchorKind::kGroup || header.mark.kind == AnchorKind::kLagging;
  if (version != kVersion || !known) return absl::DataLossError("an anchor slot of no known kind");
  header.mark.log_id = std::string(reader.Take(kLogIdBytes));
  header.mark.sequence = reader.Number(8);
  header.mark.before.size = reader.Number(8);
  header.mark.before.root = reader.TakeHash();
  header.mark.after.size = reader.Number(8);
  header.mark.after.root = reader.TakeHash();
  header.entry_count = static_cast<std::uint32_t>(reader.Number(4));
  header.entries_bytes = reader.Number(8);
  if (reader.Take(kZeroBytes) != std::string(kZeroBytes, '\0')) {
    return absl::DataLossError("an anchor slot has more in it than is known");
  }
  header.digest = transparency::HashFromBytes(bytes.substr(kDigestAt));
  return header;
}

absl::StatusOr<std::vector<std::string>> DecodeAnchorEntries(const AnchorHeader& header,
                                                             std::string_view header_bytes,
                                                             std::string_view entries) {
  const std::size_t given = entries.size();
  std::vector<std::string> result;
  std::vector<Hash> leaves;
  while (entries.size() >= kLengthBytes) {
    const std::uint64_t length = LoadBigEndian(entries.substr(0, kLengthBytes));
    entries.remove_prefix(kLengthBytes);
    if (length > entries.size()) return absl::DataLossError("an entry of the slot is cut short");
    result.emplace_back(entries.substr(0, length));
    leaves.push_back(transparency::LeafHash(result.back()));
    entries.remove_prefix(length);
  }
  if (given != header.entries_bytes || !entries.empty() || result.size() != header.entry_count ||
      Digest(header_bytes, leaves) != header.digest) {
    return absl::DataLossError("the slot's digest doesn't fit");
  }
  return result;
}

}  // namespace debut::eventstore_rocksdb
