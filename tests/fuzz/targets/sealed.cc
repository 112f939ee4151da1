// Sealed texts and the files of their keys.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/escaping.h"
#include "sealing/cipher.h"
#include "sealing/vault.h"
#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/target.h"
#include "transparency/hash.h"

namespace debut::fuzz {
namespace {

constexpr char kField[] = "debut.registry.v1.ContactIdentified.personal_id";
constexpr char kSubject[] = "contact:CT-1";

const std::filesystem::path& Folder() {
  static const auto* const path = [] {
    std::string name = "/tmp/debut-fuzz-XXXXXX";
    ENSURE(mkdtemp(name.data()) != nullptr, "no temporary folder can be made");
    return new std::filesystem::path(name);
  }();
  return *path;
}

// What nobody sealed opens for nobody.
void TryCipher(std::string_view sealed) {
  const std::string key(sealing::kKeyBytes, 'k');
  ENSURE(!sealing::Decrypt(key, "bound", sealed).ok(), "bytes of nobody are opened");
  const std::string ours = sealing::Encrypt(key, "bound", sealed);
  const auto opened = sealing::Decrypt(key, "bound", ours);
  ENSURE(opened.ok() && *opened == sealed, "a sealed text is opened as another");
  std::string changed = ours;
  const std::size_t place = sealed.size() % changed.size();
  changed[place] = static_cast<char>(changed[place] ^ 1);
  ENSURE(!sealing::Decrypt(key, "bound", changed).ok(), "a changed text is opened");
  ENSURE(!sealing::Decrypt(key, "another", ours).ok(), "a text is opened elsewhere");
}

void TryKeyFile(std::string_view file) {
  const std::string name = transparency::ToHex(transparency::Sha256(kSubject));
  std::filesystem::create_directories(Folder() / "keys");
  std::ofstream(Folder() / "keys" / name, std::ios::binary) << file;
  const sealing::Vault vault(Folder());
  const auto opened = vault.Open(kField, kSubject, std::string(32, 'd'));
  ENSURE(!opened.ok(), "a text that isn't there is opened");
  const bool tombstone = file.starts_with("erased");
  ENSURE(!tombstone || !vault.HasKey(kSubject), "an erased key is there");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryCipher(text);
  debut::fuzz::TryKeyFile(text);
  return 0;
}
