#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace debut::simulation {

// A file's bytes, of which long zeros take no memory.
class SparseBytes {
 public:
  std::uint64_t size() const { return size_; }
  // Fewer than `count` at the end.
  std::string Read(std::uint64_t offset, std::size_t count) const;
  void Write(std::uint64_t offset, std::string_view bytes);
  void Truncate(std::uint64_t size);

 private:
  static constexpr std::uint64_t kChunk = 16 << 10;

  std::uint64_t size_ = 0;
  std::map<std::uint64_t, std::string> chunks_;  // By number; none: zeros.
};

// A file in memory that knows which of its bytes are on disk.
class MemoryFile {
 public:
  std::uint64_t size() const { return bytes_.size(); }
  std::string Read(std::uint64_t offset, std::size_t count) const {
    return bytes_.Read(offset, count);
  }
  void Write(std::uint64_t offset, std::string_view bytes);
  void Truncate(std::uint64_t size) { bytes_.Truncate(size); }
  void Sync();

  // The power was cut: of the bytes that are new behind the synced ones a random beginning is
  // there, and of the overwritten sectors a random choice.
  void LoseUnsynced(std::mt19937_64& random);

 private:
  struct Overwrite {
    std::uint64_t offset;
    std::string old_bytes;
  };

  SparseBytes bytes_;
  std::uint64_t synced_size_ = 0;
  std::vector<Overwrite> overwrites_;  // Of synced bytes.
};

}  // namespace debut::simulation
