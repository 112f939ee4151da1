#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

// Signed notes as c2sp.org/signed-note defines them, with Ed25519 keys: a text of lines, a blank
// line, and for each signature "— <name> <base64>\n" over the text. All functions are thread-safe.
namespace debut::transparency {

struct FreeKey {
  void operator()(EVP_PKEY* key) const;
};
using Key = std::shared_ptr<EVP_PKEY>;

// A name that a key can have: not empty, without spaces and "+".
bool IsKeyName(std::string_view name);

// What a key signs. The numbers are those of c2sp.org/signed-note.
enum class NoteAlgorithm : char {
  kEd25519 = 1,      // The text: a log's own signature.
  kCosignature = 4,  // The text and when it was seen, c2sp.org/tlog-cosignature: a witness's.
};

// Checks the signatures of one public key.
class NoteVerifier {
 public:
  // "<name>+<key id, 8 hex digits>+<base64 of the algorithm and 32 bytes>", as Go's sumdb
  // tools write it.
  // INVALID_ARGUMENT: not a verifier key, of another algorithm, or with another key's id.
  static absl::StatusOr<NoteVerifier> FromText(std::string_view text);
  std::string ToText() const;

  const std::string& name() const { return name_; }
  // Four bytes that tell the keys of one name apart.
  const std::string& key_id() const { return key_id_; }
  NoteAlgorithm algorithm() const { return algorithm_; }
  bool Verify(std::string_view text, std::string_view signature) const;

  bool operator==(const NoteVerifier& other) const { return ToText() == other.ToText(); }

 private:
  friend class NoteSigner;
  NoteVerifier(std::string name, NoteAlgorithm algorithm, std::string public_key, Key key);

  std::string name_;
  NoteAlgorithm algorithm_;
  std::string public_key_;  // 32 bytes.
  std::string key_id_;
  Key key_;
};

// Signs notes under a name.
class NoteSigner {
 public:
  // `pem`: a private Ed25519 key (PKCS #8), with the password if it is encrypted.
  // INVALID_ARGUMENT: not such a key, the wrong password, or not a name.
  static absl::StatusOr<NoteSigner> FromPem(std::string name, const std::string& pem,
                                            const std::string& password = "",
                                            NoteAlgorithm algorithm = NoteAlgorithm::kEd25519);
  // A new key as PEM, without a password.
  static std::string MakeKeyPem();

  const NoteVerifier& verifier() const { return verifier_; }
  // The note of a text that ends with a newline.
  std::string Sign(std::string_view text) const;
  // A witness's signature over the text of a note, as the line that is put below it. Requires a key
  // of kCosignature.
  std::string CosignatureLine(std::string_view text, std::int64_t unix_seconds) const;

 private:
  std::string SignBytes(std::string_view bytes) const;

  NoteSigner(NoteVerifier verifier, Key key);

  NoteVerifier verifier_;
  Key key_;
};

struct Note {
  std::string text;                      // Ends with a newline.
  std::vector<std::string> verified_by;  // Names, in the order of the note.
};

inline constexpr std::size_t kNoteBytesMax = 100'000;
inline constexpr std::size_t kNoteSignaturesMax = 100;

// Signatures of unknown keys are passed over. INVALID_ARGUMENT: not a note. DATA_LOSS: no key is
// known, or a known key's signature is wrong.
absl::StatusOr<Note> OpenNote(std::string_view note, std::span<const NoteVerifier> verifiers);

// What is above the signatures, which aren't looked at; everything if there are none.
std::string_view TextOfNote(std::string_view note);

}  // namespace debut::transparency
