#include "eventstore_rocksdb/testing/fault_file_system.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

namespace debut::eventstore_rocksdb {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

constexpr std::size_t kSectorBytes = 512;

std::string DirectoryOf(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class FaultWritableFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultWritableFile(std::unique_ptr<rocksdb::FSWritableFile> file, FaultFileSystem& disk,
                    std::string path)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), path_(std::move(path)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    const IOStatus status = disk_.BeforeAppend(path_, data.size());
    return status.ok() ? FSWritableFileOwnerWrapper::Append(data, options, debug) : status;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus status = disk_.BeforeSync();
    if (!status.ok()) return status;
    status = FSWritableFileOwnerWrapper::Flush(options, debug);
    if (status.ok()) disk_.Synced(path_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  FaultFileSystem& disk_;
  const std::string path_;
};

class FaultRandomFile final : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  FaultRandomFile(std::unique_ptr<rocksdb::FSRandomRWFile> file, FaultFileSystem& disk,
                  std::string path)
      : FSRandomRWFileOwnerWrapper(std::move(file)), disk_(disk), path_(std::move(path)) {}

  IOStatus Write(std::uint64_t offset, const Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    std::string old_bytes(data.size(), '\0');
    Slice read;
    IOStatus status = Read(offset, data.size(), options, &read, old_bytes.data(), debug);
    if (!status.ok()) return status;
    status = disk_.BeforeOverwrite(path_, offset, std::move(old_bytes));
    return status.ok() ? FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug) : status;
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    const IOStatus status = disk_.BeforeSync();
    if (status.ok()) disk_.Synced(path_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  FaultFileSystem& disk_;
  const std::string path_;
};

class FaultDirectory final : public rocksdb::FSDirectoryWrapper {
 public:
  FaultDirectory(std::unique_ptr<rocksdb::FSDirectory> directory, FaultFileSystem& disk,
                 std::string path)
      : FSDirectoryWrapper(std::move(directory)), disk_(disk), path_(std::move(path)) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    const IOStatus status = disk_.BeforeSync();
    if (status.ok()) disk_.DirectorySynced(path_);
    return status;
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  FaultFileSystem& disk_;
  const std::string path_;
};

}  // namespace

void FaultFileSystem::CutPower() {
  {
    const std::lock_guard lock(mutex_);
    power_ = false;
  }
  syncs_changed_.notify_all();
}

void FaultFileSystem::Restart() {
  const std::lock_guard lock(mutex_);
  power_ = true;
  hold_syncs_ = false;
}

void FaultFileSystem::FailAfter(Fault fault, int operations) {
  const std::lock_guard lock(mutex_);
  fail_after_[fault] = operations;
}

void FaultFileSystem::HoldSyncs() {
  const std::lock_guard lock(mutex_);
  hold_syncs_ = true;
}

void FaultFileSystem::ReleaseSyncs() {
  {
    const std::lock_guard lock(mutex_);
    hold_syncs_ = false;
  }
  syncs_changed_.notify_all();
}

void FaultFileSystem::AwaitHeldSync() {
  std::unique_lock lock(mutex_);
  syncs_changed_.wait(lock, [&] { return held_syncs_ > 0; });
}

IOStatus FaultFileSystem::CheckPower() const {
  return power_ ? IOStatus::OK() : IOStatus::IOError("the power is cut");
}

bool FaultFileSystem::Fails(Fault fault) {
  const auto found = fail_after_.find(fault);
  return found != fail_after_.end() && found->second-- <= 0;
}

IOStatus FaultFileSystem::BeforeChange() {
  const std::lock_guard lock(mutex_);
  return CheckPower();
}

IOStatus FaultFileSystem::BeforeAppend(const std::string& path, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  if (!power_) return CheckPower();
  if (Fails(Fault::kNoSpace)) return IOStatus::NoSpace("the disk is full");
  files_[path].size += bytes;
  return IOStatus::OK();
}

IOStatus FaultFileSystem::BeforeOverwrite(const std::string& path, std::uint64_t offset,
                                          std::string old_bytes) {
  const std::lock_guard lock(mutex_);
  if (!power_) return CheckPower();
  files_[path].overwrites.push_back({offset, std::move(old_bytes)});
  return IOStatus::OK();
}

IOStatus FaultFileSystem::BeforeSync() {
  std::unique_lock lock(mutex_);
  ++held_syncs_;
  syncs_changed_.notify_all();
  syncs_changed_.wait(lock, [&] { return !hold_syncs_ || !power_; });
  --held_syncs_;
  if (power_ && Fails(Fault::kSyncError)) return IOStatus::IOError("the sync failed");
  return CheckPower();
}

void FaultFileSystem::Synced(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!power_) return;
  File& file = files_[path];
  file.synced = file.size;
  file.overwrites.clear();
}

void FaultFileSystem::DirectorySynced(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!power_) return;
  std::erase_if(new_files_, [&](const std::string& file) { return DirectoryOf(file) == path; });
  std::erase_if(renames_, [&](const Rename& rename) { return DirectoryOf(rename.to) == path; });
}

IOStatus FaultFileSystem::NewWritableFile(const std::string& path,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSWritableFile>* result,
                                          IODebugContext* debug) {
  IOStatus status = BeforeChange();
  if (status.ok()) status = FileSystemWrapper::NewWritableFile(path, options, result, debug);
  if (!status.ok()) return status;
  const std::lock_guard lock(mutex_);
  files_[path] = {};
  new_files_.insert(path);
  *result = std::make_unique<FaultWritableFile>(std::move(*result), *this, path);
  return status;
}

IOStatus FaultFileSystem::NewRandomRWFile(const std::string& path,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSRandomRWFile>* result,
                                          IODebugContext* debug) {
  IOStatus status = BeforeChange();
  if (status.ok()) status = FileSystemWrapper::NewRandomRWFile(path, options, result, debug);
  if (status.ok()) *result = std::make_unique<FaultRandomFile>(std::move(*result), *this, path);
  return status;
}

IOStatus FaultFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                       std::unique_ptr<rocksdb::FSDirectory>* result,
                                       IODebugContext* debug) {
  const IOStatus status = FileSystemWrapper::NewDirectory(path, options, result, debug);
  if (status.ok()) *result = std::make_unique<FaultDirectory>(std::move(*result), *this, path);
  return status;
}

IOStatus FaultFileSystem::RenameFile(const std::string& from, const std::string& to,
                                     const IOOptions& options, IODebugContext* debug) {
  const std::lock_guard lock(mutex_);
  if (!power_) return CheckPower();
  std::optional<std::string> replaced;
  if (std::filesystem::exists(to)) replaced = ReadFile(to);
  const IOStatus status = FileSystemWrapper::RenameFile(from, to, options, debug);
  if (!status.ok()) return status;
  renames_.push_back({from, to, std::move(replaced)});
  files_[to] = std::exchange(files_[from], {});
  files_.erase(from);
  if (new_files_.erase(from) > 0 && !renames_.back().replaced) new_files_.insert(to);
  return status;
}

IOStatus FaultFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                     IODebugContext* debug) {
  const std::lock_guard lock(mutex_);
  if (!power_) return CheckPower();
  files_.erase(path);
  new_files_.erase(path);
  return FileSystemWrapper::DeleteFile(path, options, debug);
}

void FaultFileSystem::LoseTail(const std::string& path, const File& file, std::mt19937* random) {
  if (file.size == file.synced || !std::filesystem::exists(path)) return;
  const std::uint64_t kept = random == nullptr ? file.synced
                                               : std::uniform_int_distribution<std::uint64_t>(
                                                     file.synced, file.size)(*random);
  std::filesystem::resize_file(path, std::min(kept, std::filesystem::file_size(path)));
}

void FaultFileSystem::LoseOverwrites(const std::string& path, const File& file,
                                     std::mt19937* random) {
  std::fstream out(path, std::ios::binary | std::ios::in | std::ios::out);
  for (auto overwrite = file.overwrites.rbegin(); overwrite != file.overwrites.rend();
       ++overwrite) {
    const std::string& old_bytes = overwrite->old_bytes;
    for (std::size_t at = 0; at < old_bytes.size(); at += kSectorBytes) {
      if (random != nullptr && std::bernoulli_distribution(0.5)(*random)) continue;
      const std::size_t bytes = std::min(kSectorBytes, old_bytes.size() - at);
      out.seekp(static_cast<std::streamoff>(overwrite->offset + at));
      out.write(old_bytes.data() + at, static_cast<std::streamsize>(bytes));
    }
  }
}

void FaultFileSystem::LoseUnsynced(std::mt19937* random) {
  const std::lock_guard lock(mutex_);
  for (const auto& [path, file] : files_) {
    LoseTail(path, file, random);
    LoseOverwrites(path, file, random);
  }
  for (auto rename = renames_.rbegin(); rename != renames_.rend(); ++rename) {
    std::filesystem::rename(rename->to, rename->from);
    if (rename->replaced) {
      std::ofstream(rename->to, std::ios::binary) << *rename->replaced;
    }
  }
  for (const std::string& path : new_files_) std::filesystem::remove(path);
}

}  // namespace debut::eventstore_rocksdb
