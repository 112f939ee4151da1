#include "tests/simulation/memory_file.h"

#include <algorithm>

namespace debut::simulation {
namespace {

constexpr std::size_t kSectorBytes = 512;

bool IsZero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

std::string SparseBytes::Read(std::uint64_t offset, std::size_t count) const {
  if (offset >= size_) return "";
  std::string bytes(std::min<std::uint64_t>(count, size_ - offset), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const std::uint64_t at = (offset + done) % kChunk;
    const std::size_t part = std::min<std::size_t>(kChunk - at, bytes.size() - done);
    const auto chunk = chunks_.find((offset + done) / kChunk);
    if (chunk != chunks_.end()) std::copy_n(chunk->second.data() + at, part, bytes.data() + done);
    done += part;
  }
  return bytes;
}

void SparseBytes::Write(std::uint64_t offset, std::string_view bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const std::uint64_t number = (offset + done) / kChunk;
    const std::uint64_t at = (offset + done) % kChunk;
    const std::string_view part = bytes.substr(done, kChunk - at);
    auto chunk = chunks_.find(number);
    if (chunk == chunks_.end() && !IsZero(part)) {
      chunk = chunks_.emplace(number, std::string(kChunk, '\0')).first;
    }
    if (chunk != chunks_.end()) std::ranges::copy(part, chunk->second.data() + at);
    done += part.size();
  }
  size_ = std::max<std::uint64_t>(size_, offset + bytes.size());
}

void SparseBytes::Truncate(std::uint64_t size) {
  if (size < size_) {
    const std::uint64_t last = size / kChunk;
    chunks_.erase(chunks_.upper_bound(last), chunks_.end());
    const auto edge = chunks_.find(last);
    if (edge != chunks_.end()) {
      edge->second.replace(size % kChunk, std::string::npos, kChunk - size % kChunk, '\0');
    }
  }
  size_ = size;
}

void MemoryFile::Write(std::uint64_t offset, std::string_view bytes) {
  if (offset < synced_size_) {
    const std::size_t overwritten = std::min<std::uint64_t>(bytes.size(), synced_size_ - offset);
    overwrites_.push_back({offset, bytes_.Read(offset, overwritten)});
  }
  bytes_.Write(offset, bytes);
}

void MemoryFile::Sync() {
  synced_size_ = bytes_.size();
  overwrites_.clear();
}

void MemoryFile::LoseUnsynced(std::mt19937_64& random) {
  if (bytes_.size() > synced_size_) {
    bytes_.Truncate(
        std::uniform_int_distribution<std::uint64_t>(synced_size_, bytes_.size())(random));
  }
  for (auto overwrite = overwrites_.rbegin(); overwrite != overwrites_.rend(); ++overwrite) {
    const std::string_view old_bytes = overwrite->old_bytes;
    for (std::size_t at = 0; at < old_bytes.size(); at += kSectorBytes) {
      if (random() % 2 == 0) continue;
      bytes_.Write(overwrite->offset + at, old_bytes.substr(at, kSectorBytes));
    }
  }
  Sync();
}

}  // namespace debut::simulation
