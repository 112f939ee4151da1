#pragma once

#include <rocksdb/file_system.h>

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace debut::eventstore_rocksdb {

// The machine's file system with a disk that fails on demand: power cuts that lose what was not
// synced, full disks, failing syncs, slow syncs. Below it are real files. Thread-safe. For tests.
//
// A power cut keeps, of what was not synced, a random beginning of each file's new bytes and a
// random choice of the sectors that were overwritten in place; files and renames whose directory
// was not synced are undone. Deletions count as durable at once.
class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FaultFileSystem"; }

  // From now on nothing reaches the disk, and every write fails.
  void CutPower();
  // The process was killed, and another one begins: what was written is there, synced or not, and
  // can still be lost. Call once the old one uses nothing any more.
  void Restart();
  // Makes the files what they are when the power is back; without `random` all is lost that can
  // be. Call once nothing uses them any more.
  void LoseUnsynced(std::mt19937* random);

  enum class Fault { kNoSpace, kSyncError };
  // After this many more writes (kNoSpace) or syncs (kSyncError) each of them fails.
  void FailAfter(Fault fault, int operations);

  // Syncs wait from now on, until they are released or the power is cut.
  void HoldSyncs();
  void ReleaseSyncs();
  void AwaitHeldSync();

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomRWFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* result,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* result,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

  // For the files, which report each operation before they do it, and only do it if it is OK.
  rocksdb::IOStatus BeforeAppend(const std::string& path, std::uint64_t bytes);
  rocksdb::IOStatus BeforeOverwrite(const std::string& path, std::uint64_t offset,
                                    std::string old_bytes);
  rocksdb::IOStatus BeforeSync();
  rocksdb::IOStatus BeforeChange();
  void Synced(const std::string& path);
  void DirectorySynced(const std::string& path);

 private:
  struct Overwrite {
    std::uint64_t offset;
    std::string old_bytes;
  };
  struct File {
    std::uint64_t size = 0;
    std::uint64_t synced = 0;
    std::vector<Overwrite> overwrites;  // Since the last sync.
  };
  struct Rename {
    std::string from;
    std::string to;
    std::optional<std::string> replaced;  // The bytes of the file that was there.
  };

  rocksdb::IOStatus CheckPower() const;
  bool Fails(Fault fault);
  static void LoseTail(const std::string& path, const File& file, std::mt19937* random);
  static void LoseOverwrites(const std::string& path, const File& file, std::mt19937* random);

  std::mutex mutex_;
  std::condition_variable syncs_changed_;
  bool power_ = true;
  bool hold_syncs_ = false;
  int held_syncs_ = 0;
  std::map<Fault, int> fail_after_;
  std::map<std::string, File> files_;
  std::set<std::string> new_files_;  // Their directory isn't synced.
  std::vector<Rename> renames_;      // The same.
};

}  // namespace debut::eventstore_rocksdb
