// Manifests of backups, which anybody may have changed who can write where they are kept.
#include <filesystem>

#include "services/debut/backup_repository.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  const auto backup = cli::ReadManifest("fuzzed", fuzz::TextOf(bytes, size));
  if (!backup.ok()) return 0;
  for (const cli::BackupFile& file : backup->files) {
    const std::filesystem::path path = std::filesystem::path("/data") / file.name;
    const std::string written = path.lexically_normal();
    ENSURE(written.starts_with("/data/") && written.size() > 6, "a file would lie elsewhere");
    ENSURE(file.sha256.find('/') == std::string::npos, "an object would be read elsewhere");
  }
  const std::string manifest = cli::ManifestOf(*backup);
  const auto again = cli::ReadManifest("fuzzed", manifest);
  ENSURE(again.ok() && cli::ManifestOf(*again) == manifest, "a manifest reads back as another");
  return 0;
}
