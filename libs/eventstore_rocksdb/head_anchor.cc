#include "eventstore_rocksdb/head_anchor.h"

#include <fmt/format.h>
#include <rocksdb/file_system.h>

#include <algorithm>
#include <utility>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::uint64_t kSlotStride = 16 << 20;  // No group is longer.
constexpr std::size_t kSlotZeroed = 1 << 20;     // Most groups overwrite blocks that are there.

const rocksdb::IOOptions kIo;

// `File`: one of the two kinds that RocksDB reads anywhere.
template <typename File>
absl::StatusOr<std::string> ReadAt(const File& file, std::uint64_t offset, std::size_t bytes) {
  // RocksDB takes a read of nothing for one that has failed.
  if (bytes == 0) return std::string();
  std::string scratch(bytes, '\0');
  rocksdb::Slice read;
  RETURN_IF_ERROR(FromRocksDb(file.Read(offset, bytes, kIo, &read, scratch.data(), nullptr),
                              "reading the head anchor"));
  return read.ToString();
}

// Nothing if the slot isn't whole.
template <typename File>
absl::StatusOr<std::optional<HeadAnchor::Slot>> ReadSlot(const File& file, std::size_t number) {
  const std::uint64_t offset = number * kSlotStride;
  ASSIGN_OR_RETURN(const std::string header_bytes, ReadAt(file, offset, kAnchorHeaderBytes));
  if (header_bytes.size() < kAnchorHeaderBytes) return std::optional<HeadAnchor::Slot>();
  const auto header = DecodeAnchorHeader(header_bytes);
  if (absl::IsFailedPrecondition(header.status())) return header.status();
  if (!header.ok() || header->entries_bytes > kSlotStride - kAnchorHeaderBytes) {
    return std::optional<HeadAnchor::Slot>();
  }
  ASSIGN_OR_RETURN(const std::string entry_bytes,
                   ReadAt(file, offset + kAnchorHeaderBytes, header->entries_bytes));
  auto entries = DecodeAnchorEntries(*header, header_bytes, entry_bytes);
  if (!entries.ok()) return std::optional<HeadAnchor::Slot>();
  return HeadAnchor::Slot{header->mark, *std::move(entries)};
}

struct NewestSlot {
  HeadAnchor::Slot slot;
  std::size_t number = 0;
};

template <typename File>
absl::StatusOr<NewestSlot> ReadNewestSlot(const File& file, const std::string& path) {
  std::optional<NewestSlot> newest;
  for (const std::size_t number : {0, 1}) {
    ASSIGN_OR_RETURN(std::optional<HeadAnchor::Slot> slot, ReadSlot(file, number));
    if (!slot || (newest && newest->slot.mark.sequence > slot->mark.sequence)) continue;
    newest = {*std::move(slot), number};
  }
  if (newest) return *std::move(newest);
  return Damage(fmt::format("the head anchor {} is damaged", path));
}

absl::Status CreateFile(rocksdb::FileSystem& file_system, const std::string& path,
                        const std::string& first_slot) {
  const std::string temporary = path + ".tmp";
  std::unique_ptr<rocksdb::FSWritableFile> file;
  const std::string context = fmt::format("creating the head anchor {}", path);
  RETURN_IF_ERROR(FromRocksDb(
      file_system.NewWritableFile(temporary, rocksdb::FileOptions(), &file, nullptr), context));
  std::string zeroed(kSlotZeroed, '\0');
  std::ranges::copy(first_slot, zeroed.begin());
  RETURN_IF_ERROR(FromRocksDb(file->Append(zeroed, kIo, nullptr), context));
  RETURN_IF_ERROR(FromRocksDb(file->Fsync(kIo, nullptr), context));
  RETURN_IF_ERROR(FromRocksDb(file->Close(kIo, nullptr), context));
  RETURN_IF_ERROR(FromRocksDb(file_system.RenameFile(temporary, path, kIo, nullptr), context));
  std::unique_ptr<rocksdb::FSDirectory> directory;
  RETURN_IF_ERROR(FromRocksDb(
      file_system.NewDirectory(path.substr(0, path.rfind('/')), kIo, &directory, nullptr),
      context));
  return FromRocksDb(directory->Fsync(kIo, nullptr), context);
}

}  // namespace

HeadAnchor::~HeadAnchor() = default;

absl::StatusOr<std::unique_ptr<HeadAnchor>> HeadAnchor::Create(rocksdb::FileSystem& file_system,
                                                               const std::string& path,
                                                               const std::string& log_id) {
  AnchorMark mark;
  mark.log_id = log_id;
  RETURN_IF_ERROR(CreateFile(file_system, path, EncodeAnchorSlot(mark, {}, {})));
  ASSIGN_OR_RETURN(auto anchor, Open(file_system, path));
  ENSURE(anchor != nullptr, "the head anchor was made just now");
  // The other slot's blocks, too, so that no group waits for the file system's metadata.
  const std::string zeroed(kSlotZeroed, '\0');
  RETURN_IF_ERROR(FromRocksDb(anchor->file_->Write(kSlotStride, zeroed, kIo, nullptr),
                              "writing the head anchor"));
  RETURN_IF_ERROR(FromRocksDb(anchor->file_->Fsync(kIo, nullptr), "writing the head anchor"));
  return anchor;
}

absl::StatusOr<std::unique_ptr<HeadAnchor>> HeadAnchor::Open(rocksdb::FileSystem& file_system,
                                                             const std::string& path) {
  const rocksdb::IOStatus exists = file_system.FileExists(path, kIo, nullptr);
  if (exists.IsNotFound()) return std::unique_ptr<HeadAnchor>();
  RETURN_IF_ERROR(FromRocksDb(exists, "looking for the head anchor"));
  auto anchor = std::unique_ptr<HeadAnchor>(new HeadAnchor);
  RETURN_IF_ERROR(FromRocksDb(
      file_system.NewRandomRWFile(path, rocksdb::FileOptions(), &anchor->file_, nullptr),
      fmt::format("opening the head anchor {}", path)));
  anchor->write_out_.emplace(path);
  ASSIGN_OR_RETURN(NewestSlot newest, ReadNewestSlot(*anchor->file_, path));
  anchor->newest_ = std::move(newest.slot);
  anchor->next_slot_ = 1 - newest.number;
  return anchor;
}

absl::StatusOr<std::optional<HeadAnchor::Slot>> HeadAnchor::Read(rocksdb::FileSystem& file_system,
                                                                 const std::string& path) {
  const rocksdb::IOStatus exists = file_system.FileExists(path, kIo, nullptr);
  if (exists.IsNotFound()) return std::optional<Slot>();
  RETURN_IF_ERROR(FromRocksDb(exists, "looking for the head anchor"));
  std::unique_ptr<rocksdb::FSRandomAccessFile> file;
  RETURN_IF_ERROR(
      FromRocksDb(file_system.NewRandomAccessFile(path, rocksdb::FileOptions(), &file, nullptr),
                  fmt::format("opening the head anchor {}", path)));
  ASSIGN_OR_RETURN(NewestSlot newest, ReadNewestSlot(*file, path));
  return std::optional<Slot>(std::move(newest.slot));
}

absl::Status HeadAnchor::Begin(const AnchorMark& mark, std::span<const std::string_view> entries,
                               std::span<const transparency::Hash> leaves) {
  const std::string bytes = EncodeAnchorSlot(mark, entries, leaves);
  ENSURE(bytes.size() <= kSlotStride, "a group is longer than a slot of the head anchor");
  const std::uint64_t offset = next_slot_ * kSlotStride;
  next_slot_ = 1 - next_slot_;
  RETURN_IF_ERROR(
      FromRocksDb(file_->Write(offset, bytes, kIo, nullptr), "writing the head anchor"));
  write_out_->Begin(offset, bytes.size());
  return absl::OkStatus();
}

absl::Status HeadAnchor::Sync() {
  return FromRocksDb(file_->Sync(kIo, nullptr), "syncing the head anchor");
}

absl::Status HeadAnchor::Write(const AnchorMark& mark, std::span<const std::string_view> entries,
                               std::span<const transparency::Hash> leaves) {
  RETURN_IF_ERROR(Begin(mark, entries, leaves));
  return Sync();
}

}  // namespace debut::eventstore_rocksdb
