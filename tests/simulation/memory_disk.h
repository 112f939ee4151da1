#pragma once

#include <rocksdb/file_system.h>

#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/memory_file.h"

namespace debut::simulation {

// The disk of a machine that is simulated: files in memory, of which a power cut leaves what was
// synced, and by chance some of the rest. Files, and renames, whose directory was not synced are
// undone then; deletions count as durable at once. Of one thread.
class MemoryDisk final : public rocksdb::FileSystemWrapper {
 public:
  MemoryDisk();
  const char* Name() const override { return "MemoryDisk"; }

  // Called before a sync takes effect; what is done meanwhile happens beside it.
  std::function<void()> before_sync;

  // From now on every operation fails: the process that uses the disk is at its end.
  void Stop() { stopped_ = true; }
  // The syncs to come fail, after so many of them; as a disk that is about to die.
  void FailSyncsAfter(int syncs) { syncs_until_failure_ = syncs; }
  // Whether one has failed since the last restart.
  bool has_failed() const { return has_failed_; }

  enum class Loss {
    kNothing,   // The process was killed: what it has written is there.
    kUnsynced,  // The power was cut.
  };
  // What a new process finds. Requires that the old one uses nothing any more.
  void Restart(Loss loss, std::mt19937_64& random);

  rocksdb::IOStatus NewSequentialFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* result,
                                      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
                                        rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* result,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomRWFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* result,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus FileExists(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetChildren(const std::string& path, const rocksdb::IOOptions& options,
                                std::vector<std::string>* result,
                                rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus CreateDir(const std::string& path, const rocksdb::IOOptions& options,
                              rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus CreateDirIfMissing(const std::string& path, const rocksdb::IOOptions& options,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFileSize(const std::string& path, const rocksdb::IOOptions& options,
                                std::uint64_t* size, rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFileModificationTime(const std::string& path,
                                            const rocksdb::IOOptions& options, std::uint64_t* time,
                                            rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus LockFile(const std::string& path, const rocksdb::IOOptions& options,
                             rocksdb::FileLock** lock, rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus UnlockFile(rocksdb::FileLock* lock, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetAbsolutePath(const std::string& path, const rocksdb::IOOptions& options,
                                    std::string* result, rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options,
                                 std::uint64_t* free, rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus IsDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                bool* is_directory, rocksdb::IODebugContext* debug) override;

  // For the files: whether an operation goes on.
  rocksdb::IOStatus Check() const;
  rocksdb::IOStatus BeforeSync();
  void DirectorySynced(const std::string& path);

 private:
  using FilePtr = std::shared_ptr<MemoryFile>;
  // A name that the directory on disk doesn't have yet, and what it stood for before.
  struct Change {
    std::string path;
    FilePtr before;
  };

  rocksdb::IOStatus Find(const std::string& path, FilePtr* file) const;
  void Name(const std::string& path, FilePtr file);

  bool stopped_ = false;
  bool has_failed_ = false;
  int syncs_until_failure_ = -1;  // Negative: none fails.
  std::map<std::string, FilePtr> files_;
  std::set<std::string> directories_;
  std::vector<Change> changes_;
};

}  // namespace debut::simulation
