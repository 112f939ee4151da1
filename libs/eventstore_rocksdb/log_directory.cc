#include "eventstore_rocksdb/log_directory.h"

#include <fmt/format.h>
#include <rocksdb/file_system.h>

#include <vector>

#include "base/status_macros.h"
#include "eventstore/event_id.h"
#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/recovery.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

const rocksdb::IOOptions kIo;

// A process that was killed leaves to the kernel what it had written and not yet synced. What is
// read from there is shown and answered as if it were on disk, so it has to be there first.
absl::Status SyncJournals(rocksdb::FileSystem& files, const std::string& database_path) {
  const std::string context = "syncing what the last process has written";
  std::vector<std::string> names;
  RETURN_IF_ERROR(FromRocksDb(files.GetChildren(database_path, kIo, &names, nullptr), context));
  for (const std::string& name : names) {
    if (!name.ends_with(".log")) continue;
    std::unique_ptr<rocksdb::FSRandomRWFile> journal;
    RETURN_IF_ERROR(FromRocksDb(files.NewRandomRWFile(database_path + "/" + name,
                                                      rocksdb::FileOptions(), &journal, nullptr),
                                context));
    RETURN_IF_ERROR(FromRocksDb(journal->Fsync(kIo, nullptr), context));
    RETURN_IF_ERROR(FromRocksDb(journal->Close(kIo, nullptr), context));
  }
  std::unique_ptr<rocksdb::FSDirectory> directory;
  RETURN_IF_ERROR(
      FromRocksDb(files.NewDirectory(database_path, kIo, &directory, nullptr), context));
  return FromRocksDb(directory->Fsync(kIo, nullptr), context);
}

}  // namespace

LogDirectory::LogDirectory(const Options& options)
    : file_system_(options.file_system ? options.file_system : rocksdb::FileSystem::Default()),
      directory_(options.directory) {}

LogDirectory::~LogDirectory() {
  anchor_.reset();
  database_.reset();
  if (lock_ != nullptr) file_system_->UnlockFile(lock_, kIo, nullptr).PermitUncheckedError();
}

absl::Status LogDirectory::Lock() {
  RETURN_IF_ERROR(FromRocksDb(file_system_->CreateDirIfMissing(directory_, kIo, nullptr),
                              fmt::format("making the directory {}", directory_)));
  const rocksdb::IOStatus status =
      file_system_->LockFile(directory_ + "/LOCK", kIo, &lock_, nullptr);
  if (status.ok()) return absl::OkStatus();
  lock_ = nullptr;
  if (IsLockHeld(status)) {
    return absl::FailedPreconditionError(
        fmt::format("the log in {} is already open by another process", directory_));
  }
  return FromRocksDb(status, fmt::format("locking {}", directory_));
}

absl::StatusOr<std::unique_ptr<LogDirectory>> LogDirectory::Open(const Options& options) {
  auto directory = std::unique_ptr<LogDirectory>(new LogDirectory(options));
  RETURN_IF_ERROR(directory->Lock());
  RETURN_IF_ERROR(directory->OpenFiles(options));
  return directory;
}

absl::Status LogDirectory::OpenFiles(const Options& options) {
  const std::string anchor_path = directory_ + "/head.anchor";
  const std::string database_path = directory_ + "/db";
  const bool has_database = file_system_->FileExists(database_path + "/CURRENT", kIo, nullptr).ok();
  ASSIGN_OR_RETURN(anchor_, HeadAnchor::Open(*file_system_, anchor_path));
  const bool anchored = anchor_ != nullptr && anchor_->newest().mark.after.size > 0;
  if (!has_database && anchored) {
    return Damage(fmt::format("the database {} is missing, but the head anchor is at position {}",
                              database_path, anchor_->newest().mark.after.size));
  }
  // The anchor comes first: from then on an empty database can be told from a lost one.
  if (!has_database && anchor_ == nullptr) {
    const std::string log_id = options.log_id.empty() ? eventstore::MakeEventId() : options.log_id;
    ASSIGN_OR_RETURN(anchor_, HeadAnchor::Create(*file_system_, anchor_path, log_id));
  }
  if (!has_database) {
    RETURN_IF_ERROR(FromRocksDb(file_system_->CreateDirIfMissing(database_path, kIo, nullptr),
                                "making the database's directory"));
  }
  if (anchor_ != nullptr) RETURN_IF_ERROR(anchor_->Sync());
  RETURN_IF_ERROR(SyncJournals(*file_system_, database_path));
  const bool may_create = anchor_ != nullptr && !anchored;
  ASSIGN_OR_RETURN(database_, Database::Open(database_path, options, may_create));
  if (anchor_ == nullptr) {
    return Damage(
        fmt::format("the head anchor {} is missing, but there is a database", anchor_path));
  }
  return may_create ? Initialise(*database_, anchor_->log_id()) : absl::OkStatus();
}

}  // namespace debut::eventstore_rocksdb
