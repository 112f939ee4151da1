#include "tests/simulation/memory_disk.h"

#include <algorithm>
#include <utility>

namespace debut::simulation {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

std::string DirectoryOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

// Without slashes at its end.
std::string DirectoryPath(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path;
}

IOStatus ReadAt(const MemoryFile& file, std::uint64_t offset, std::size_t count, Slice* result,
                char* scratch) {
  const std::string bytes = file.Read(offset, count);
  std::ranges::copy(bytes, scratch);
  *result = {scratch, bytes.size()};
  return IOStatus::OK();
}

class SequentialFile final : public rocksdb::FSSequentialFile {
 public:
  SequentialFile(std::shared_ptr<MemoryFile> file, MemoryDisk& disk)
      : file_(std::move(file)), disk_(disk) {}

  IOStatus Read(std::size_t count, const IOOptions&, Slice* result, char* scratch,
                IODebugContext*) override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    const IOStatus read = ReadAt(*file_, at_, count, result, scratch);
    at_ += result->size();
    return read;
  }
  IOStatus Skip(std::uint64_t count) override {
    at_ += count;
    return IOStatus::OK();
  }

 private:
  const std::shared_ptr<MemoryFile> file_;
  MemoryDisk& disk_;
  std::uint64_t at_ = 0;
};

class RandomAccessFile final : public rocksdb::FSRandomAccessFile {
 public:
  RandomAccessFile(std::shared_ptr<MemoryFile> file, MemoryDisk& disk)
      : file_(std::move(file)), disk_(disk) {}

  IOStatus Read(std::uint64_t offset, std::size_t count, const IOOptions&, Slice* result,
                char* scratch, IODebugContext*) const override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    return ReadAt(*file_, offset, count, result, scratch);
  }

 private:
  const std::shared_ptr<MemoryFile> file_;
  MemoryDisk& disk_;
};

class WritableFile final : public rocksdb::FSWritableFile {
 public:
  WritableFile(std::shared_ptr<MemoryFile> file, MemoryDisk& disk)
      : file_(std::move(file)), disk_(disk) {}

  using FSWritableFile::Append;
  IOStatus Append(const Slice& data, const IOOptions&, IODebugContext*) override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    file_->Write(file_->size(), data.ToStringView());
    return IOStatus::OK();
  }
  IOStatus Truncate(std::uint64_t size, const IOOptions&, IODebugContext*) override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    file_->Truncate(size);
    return IOStatus::OK();
  }
  IOStatus Close(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }
  IOStatus Flush(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    if (IOStatus status = disk_.BeforeSync(); !status.ok()) return status;
    file_->Sync();
    return IOStatus::OK();
  }
  std::uint64_t GetFileSize(const IOOptions&, IODebugContext*) override { return file_->size(); }

 private:
  const std::shared_ptr<MemoryFile> file_;
  MemoryDisk& disk_;
};

class RandomRwFile final : public rocksdb::FSRandomRWFile {
 public:
  RandomRwFile(std::shared_ptr<MemoryFile> file, MemoryDisk& disk)
      : file_(std::move(file)), disk_(disk) {}

  IOStatus Write(std::uint64_t offset, const Slice& data, const IOOptions&,
                 IODebugContext*) override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    file_->Write(offset, data.ToStringView());
    return IOStatus::OK();
  }
  IOStatus Read(std::uint64_t offset, std::size_t count, const IOOptions&, Slice* result,
                char* scratch, IODebugContext*) const override {
    if (IOStatus status = disk_.Check(); !status.ok()) return status;
    return ReadAt(*file_, offset, count, result, scratch);
  }
  IOStatus Flush(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    if (IOStatus status = disk_.BeforeSync(); !status.ok()) return status;
    file_->Sync();
    return IOStatus::OK();
  }
  IOStatus Close(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }

 private:
  const std::shared_ptr<MemoryFile> file_;
  MemoryDisk& disk_;
};

class Directory final : public rocksdb::FSDirectory {
 public:
  Directory(std::string path, MemoryDisk& disk) : path_(std::move(path)), disk_(disk) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    if (IOStatus status = disk_.BeforeSync(); !status.ok()) return status;
    disk_.DirectorySynced(path_);
    return IOStatus::OK();
  }
  IOStatus Close(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }

 private:
  const std::string path_;
  MemoryDisk& disk_;
};

class Lock final : public rocksdb::FileLock {};

}  // namespace

MemoryDisk::MemoryDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

void MemoryDisk::Restart(Loss loss, std::mt19937_64& random) {
  stopped_ = has_failed_ = false;
  syncs_until_failure_ = -1;
  if (loss == Loss::kNothing) return;
  for (const auto& [path, file] : files_) file->LoseUnsynced(random);
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    if (change->before == nullptr) {
      files_.erase(change->path);
    } else {
      files_[change->path] = change->before;
    }
  }
  changes_.clear();
}

IOStatus MemoryDisk::Check() const {
  return stopped_ ? IOStatus::IOError("the process was stopped") : IOStatus::OK();
}

IOStatus MemoryDisk::BeforeSync() {
  if (IOStatus status = Check(); !status.ok()) return status;
  if (before_sync) before_sync();
  if (IOStatus status = Check(); !status.ok()) return status;
  if (syncs_until_failure_ < 0) return IOStatus::OK();
  has_failed_ |= syncs_until_failure_ == 0;
  if (has_failed_) return IOStatus::IOError("the sync failed");
  --syncs_until_failure_;
  return IOStatus::OK();
}

void MemoryDisk::DirectorySynced(const std::string& path) {
  std::erase_if(changes_, [&](const Change& change) { return DirectoryOf(change.path) == path; });
}

IOStatus MemoryDisk::Find(const std::string& path, FilePtr* file) const {
  if (IOStatus status = Check(); !status.ok()) return status;
  const auto found = files_.find(path);
  if (found == files_.end()) return IOStatus::PathNotFound(path);
  *file = found->second;
  return IOStatus::OK();
}

void MemoryDisk::Name(const std::string& path, FilePtr file) {
  FilePtr& named = files_[path];
  changes_.push_back({path, std::exchange(named, std::move(file))});
}

IOStatus MemoryDisk::NewSequentialFile(const std::string& path, const rocksdb::FileOptions&,
                                       std::unique_ptr<rocksdb::FSSequentialFile>* result,
                                       IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  *result = std::make_unique<SequentialFile>(std::move(file), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::NewRandomAccessFile(const std::string& path, const rocksdb::FileOptions&,
                                         std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
                                         IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  *result = std::make_unique<RandomAccessFile>(std::move(file), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::NewWritableFile(const std::string& path, const rocksdb::FileOptions&,
                                     std::unique_ptr<rocksdb::FSWritableFile>* result,
                                     IODebugContext*) {
  if (IOStatus status = Check(); !status.ok()) return status;
  auto file = std::make_shared<MemoryFile>();
  Name(path, file);
  *result = std::make_unique<WritableFile>(std::move(file), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::ReopenWritableFile(const std::string& path,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSWritableFile>* result,
                                        IODebugContext* debug) {
  if (!files_.contains(path)) return NewWritableFile(path, options, result, debug);
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  *result = std::make_unique<WritableFile>(std::move(file), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::NewRandomRWFile(const std::string& path, const rocksdb::FileOptions&,
                                     std::unique_ptr<rocksdb::FSRandomRWFile>* result,
                                     IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  *result = std::make_unique<RandomRwFile>(std::move(file), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::NewDirectory(const std::string& path, const IOOptions&,
                                  std::unique_ptr<rocksdb::FSDirectory>* result, IODebugContext*) {
  if (IOStatus status = Check(); !status.ok()) return status;
  *result = std::make_unique<Directory>(DirectoryPath(path), *this);
  return IOStatus::OK();
}

IOStatus MemoryDisk::FileExists(const std::string& path, const IOOptions&, IODebugContext*) {
  if (IOStatus status = Check(); !status.ok()) return status;
  const bool exists = files_.contains(path) || directories_.contains(DirectoryPath(path));
  return exists ? IOStatus::OK() : IOStatus::NotFound(path);
}

IOStatus MemoryDisk::GetChildren(const std::string& path, const IOOptions&,
                                 std::vector<std::string>* result, IODebugContext*) {
  if (IOStatus status = Check(); !status.ok()) return status;
  result->clear();
  const std::string directory = DirectoryPath(path);
  for (const auto& [child, file] : files_) {
    if (DirectoryOf(child) == directory) result->push_back(child.substr(directory.size() + 1));
  }
  return IOStatus::OK();
}

IOStatus MemoryDisk::DeleteFile(const std::string& path, const IOOptions&, IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  files_.erase(path);
  std::erase_if(changes_, [&](const Change& change) { return change.path == path; });
  return IOStatus::OK();
}

IOStatus MemoryDisk::CreateDir(const std::string& path, const IOOptions& options,
                               IODebugContext* debug) {
  return CreateDirIfMissing(path, options, debug);
}

IOStatus MemoryDisk::CreateDirIfMissing(const std::string& path, const IOOptions&,
                                        IODebugContext*) {
  if (IOStatus status = Check(); !status.ok()) return status;
  directories_.insert(DirectoryPath(path));
  return IOStatus::OK();
}

IOStatus MemoryDisk::GetFileSize(const std::string& path, const IOOptions&, std::uint64_t* size,
                                 IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(path, &file); !status.ok()) return status;
  *size = file->size();
  return IOStatus::OK();
}

IOStatus MemoryDisk::GetFileModificationTime(const std::string&, const IOOptions&,
                                             std::uint64_t* time, IODebugContext*) {
  *time = 0;
  return Check();
}

IOStatus MemoryDisk::RenameFile(const std::string& from, const std::string& to, const IOOptions&,
                                IODebugContext*) {
  FilePtr file;
  if (IOStatus status = Find(from, &file); !status.ok()) return status;
  Name(to, file);
  changes_.push_back({from, file});
  files_.erase(from);
  return IOStatus::OK();
}

IOStatus MemoryDisk::LockFile(const std::string&, const IOOptions&, rocksdb::FileLock** lock,
                              IODebugContext*) {
  *lock = new Lock;
  return Check();
}

IOStatus MemoryDisk::UnlockFile(rocksdb::FileLock* lock, const IOOptions&, IODebugContext*) {
  delete lock;
  return IOStatus::OK();
}

IOStatus MemoryDisk::GetAbsolutePath(const std::string& path, const IOOptions&, std::string* result,
                                     IODebugContext*) {
  *result = path;
  return Check();
}

IOStatus MemoryDisk::GetFreeSpace(const std::string&, const IOOptions&, std::uint64_t* free,
                                  IODebugContext*) {
  *free = std::uint64_t{1} << 40;
  return Check();
}

IOStatus MemoryDisk::IsDirectory(const std::string& path, const IOOptions&, bool* is_directory,
                                 IODebugContext*) {
  *is_directory = directories_.contains(DirectoryPath(path));
  return Check();
}

}  // namespace debut::simulation
