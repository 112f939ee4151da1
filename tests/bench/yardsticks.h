#pragma once

#include <filesystem>

namespace debut::bench {

// p50 in microseconds of appending 512 bytes to a file and fdatasync.
double WriteAndSyncP50(const std::filesystem::path& directory, int writes);

// Events a second of a bare RocksDB loop that writes the log's key-values for events of 256 bytes
// with 3 tags (entry and four postings) in synced batches of 1,000.
double BareRocksDb(const std::filesystem::path& directory, int batches);

// Events a second of an iterator over the entries of a log, which may be open.
double BareIterator(const std::filesystem::path& log_directory);

// A PostgreSQL 15 of its own in `directory`, fsync on: an append function with a stream version
// check and the log's own guarantee, positions without gaps in commit order (a head row). Not
// running if it isn't installed; says so on standard error.
class Postgres {
 public:
  explicit Postgres(const std::filesystem::path& directory);
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;
  bool running() const { return running_; }
  // Of `clients` connections, each append to a stream of its own.
  double AppendsPerSecond(int clients, double seconds) const;

 private:
  std::filesystem::path directory_;
  bool running_ = false;
};

}  // namespace debut::bench
