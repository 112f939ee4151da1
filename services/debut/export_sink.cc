#include "services/debut/export_sink.h"

#include <fmt/format.h>

namespace debut::cli {

absl::Status WritingSink::Put(const std::string& file, std::string_view bytes, std::uint64_t) {
  auto [found, is_new] = files_.try_emplace(file);
  std::ofstream& out = found->second;
  if (is_new) {
    std::error_code error;
    std::filesystem::create_directories((directory_ / file).parent_path(), error);
    out.open(directory_ / file, std::ios::binary | std::ios::trunc);
  }
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (out) return absl::OkStatus();
  return absl::UnavailableError(fmt::format("{} can't be written", (directory_ / file).string()));
}

absl::Status WritingSink::Close() {
  for (auto& [file, out] : files_) {
    out.close();
    if (!out) return absl::UnavailableError(fmt::format("{} can't be written", file));
  }
  return absl::OkStatus();
}

absl::Status ComparingSink::Put(const std::string& file, std::string_view bytes,
                                std::uint64_t position) {
  if (difference_) return absl::OkStatus();
  auto [found, is_new] = files_.try_emplace(file);
  std::ifstream& in = found->second;
  if (is_new) in.open(directory_ / file, std::ios::binary);
  std::string theirs(bytes.size(), '\0');
  in.read(theirs.data(), static_cast<std::streamsize>(theirs.size()));
  if (!in || theirs != bytes) difference_ = {file, position};
  return absl::OkStatus();
}

absl::Status ComparingSink::Close() {
  for (auto& [file, in] : files_) {
    if (!difference_ && in.peek() != std::ifstream::traits_type::eof()) difference_ = {file, 0};
  }
  return absl::OkStatus();
}

}  // namespace debut::cli
