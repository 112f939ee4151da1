#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace debut::cli {

// Takes the files of an export piece by piece. Not thread-safe.
class ExportSink {
 public:
  virtual ~ExportSink() = default;
  // The next bytes of a file, which come from the event at `position` (0: from none).
  // UNAVAILABLE: the disk can't be read or written.
  virtual absl::Status Put(const std::string& file, std::string_view bytes,
                           std::uint64_t position) = 0;
  // There is no more of any file.
  virtual absl::Status Close() = 0;
};

// Writes them.
class WritingSink final : public ExportSink {
 public:
  explicit WritingSink(std::filesystem::path directory) : directory_(std::move(directory)) {}
  absl::Status Put(const std::string& file, std::string_view bytes,
                   std::uint64_t position) override;
  absl::Status Close() override;

 private:
  const std::filesystem::path directory_;
  std::map<std::string, std::ofstream> files_;
};

// Compares them with those that are there. The first difference ends it.
class ComparingSink final : public ExportSink {
 public:
  struct Difference {
    std::string file;
    std::uint64_t position = 0;
  };

  explicit ComparingSink(std::filesystem::path directory) : directory_(std::move(directory)) {}
  absl::Status Put(const std::string& file, std::string_view bytes,
                   std::uint64_t position) override;
  absl::Status Close() override;

  const std::optional<Difference>& difference() const { return difference_; }

 private:
  const std::filesystem::path directory_;
  std::map<std::string, std::ifstream> files_;
  std::optional<Difference> difference_;
};

}  // namespace debut::cli
