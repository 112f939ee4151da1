#include "transparency/note.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "base/ensure.h"
#include "base/status_macros.h"
#include "transparency/base64.h"
#include "transparency/hash.h"

namespace debut::transparency {
namespace {

constexpr std::string_view kDash = "— ";
constexpr std::string_view kSignaturesBegin = "\n\n— ";
constexpr std::size_t kPublicKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

const unsigned char* Data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Key Own(EVP_PKEY* key) { return {key, FreeKey()}; }

// SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key), its first four bytes.
std::string KeyId(std::string_view name, NoteAlgorithm algorithm, std::string_view public_key) {
  const Hash hash = Sha256(fmt::format("{}\n{}{}", name, static_cast<char>(algorithm), public_key));
  return std::string(Bytes(hash).substr(0, kKeyIdBytes));
}

// What a witness signs.
std::string CosignedText(std::string_view text, std::uint64_t unix_seconds) {
  return fmt::format("cosignature/v1\ntime {}\n{}", unix_seconds, text);
}

std::uint64_t TimeIn(std::string_view bytes) {
  std::uint64_t time = 0;
  for (const char c : bytes.substr(0, kTimeBytes)) time = time << 8 | static_cast<unsigned char>(c);
  return time;
}

std::string TimeBytes(std::uint64_t time) {
  std::string bytes(kTimeBytes, '\0');
  for (std::size_t i = kTimeBytes; i-- > 0; time >>= 8) bytes[i] = static_cast<char>(time & 0xff);
  return bytes;
}

bool IsAlgorithm(char number) {
  return number == static_cast<char>(NoteAlgorithm::kEd25519) ||
         number == static_cast<char>(NoteAlgorithm::kCosignature);
}

// Asked for when a key is encrypted. Never prompts.
int Password(char* buffer, int size, int, void* password) {
  const auto& text = *static_cast<const std::string*>(password);
  const auto length = std::min(text.size(), static_cast<std::size_t>(size));
  std::copy_n(text.begin(), length, buffer);
  return static_cast<int>(length);
}

struct Signature {
  std::string name;
  std::string key_id;
  std::string bytes;
};

// "<name> <base64>".
absl::StatusOr<Signature> ReadSignature(std::string_view line) {
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !IsKeyName(line.substr(0, space))) {
    return absl::InvalidArgumentError("a signature line has no name");
  }
  ASSIGN_OR_RETURN(const std::string bytes, FromBase64(line.substr(space + 1)));
  if (bytes.size() <= kKeyIdBytes) return absl::InvalidArgumentError("a signature is too short");
  return Signature{std::string(line.substr(0, space)), bytes.substr(0, kKeyIdBytes),
                   bytes.substr(kKeyIdBytes)};
}

absl::StatusOr<std::vector<Signature>> ReadSignatures(std::string_view lines) {
  std::vector<Signature> signatures;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (!lines.starts_with(kDash) || end == std::string_view::npos ||
        signatures.size() == kNoteSignaturesMax) {
      return absl::InvalidArgumentError("a signature line is malformed");
    }
    ASSIGN_OR_RETURN(Signature signature,
                     ReadSignature(lines.substr(kDash.size(), end - kDash.size())));
    signatures.push_back(std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return signatures;
}

}  // namespace

void FreeKey::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

bool IsKeyName(std::string_view name) {
  return !name.empty() && name.find_first_of(" \t\r\n\v\f+") == std::string_view::npos;
}

NoteVerifier::NoteVerifier(std::string name, NoteAlgorithm algorithm, std::string public_key,
                           Key key)
    : name_(std::move(name)),
      algorithm_(algorithm),
      public_key_(std::move(public_key)),
      key_id_(KeyId(name_, algorithm_, public_key_)),
      key_(std::move(key)) {}

absl::StatusOr<NoteVerifier> NoteVerifier::FromText(std::string_view text) {
  const auto wrong = [](std::string_view what) {
    return absl::InvalidArgumentError(fmt::format("verifier key: {}", what));
  };
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return wrong("expected <name>+<key id>+<base64>");
  const auto name = text.substr(0, first);
  if (!IsKeyName(name)) return wrong("the name is empty or has spaces");
  const auto bytes = FromBase64(text.substr(second + 1));
  if (!bytes.ok() || bytes->size() != 1 + kPublicKeyBytes || !IsAlgorithm((*bytes)[0])) {
    return wrong("not an Ed25519 key");
  }
  const std::string public_key = bytes->substr(1);
  Key key = Own(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Data(public_key), public_key.size()));
  if (key == nullptr) return wrong("not an Ed25519 key");
  NoteVerifier verifier(std::string(name), static_cast<NoteAlgorithm>((*bytes)[0]), public_key,
                        std::move(key));
  if (verifier.ToText() != text) return wrong("the key id is another key's");
  return verifier;
}

std::string NoteVerifier::ToText() const {
  const std::string id = absl::BytesToHexString({key_id_.data(), key_id_.size()});
  return fmt::format("{}+{}+{}", name_, id, ToBase64(static_cast<char>(algorithm_) + public_key_));
}

bool NoteVerifier::Verify(std::string_view text, std::string_view signature) const {
  std::string cosigned;
  if (algorithm_ == NoteAlgorithm::kCosignature) {
    if (signature.size() != kTimeBytes + kSignatureBytes) return false;
    cosigned = CosignedText(text, TimeIn(signature));
    text = cosigned;
    signature.remove_prefix(kTimeBytes);
  }
  if (signature.size() != kSignatureBytes) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), Data(signature), signature.size(), Data(text),
                          text.size()) == 1;
}

NoteSigner::NoteSigner(NoteVerifier verifier, Key key)
    : verifier_(std::move(verifier)), key_(std::move(key)) {}

absl::StatusOr<NoteSigner> NoteSigner::FromPem(std::string name, const std::string& pem,
                                               const std::string& password,
                                               NoteAlgorithm algorithm) {
  if (!IsKeyName(name)) return absl::InvalidArgumentError("the key's name is empty or has spaces");
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::string secret = password;
  Key key = Own(PEM_read_bio_PrivateKey(bio.get(), nullptr, Password, &secret));
  std::string public_key(kPublicKeyBytes, '\0');
  std::size_t length = public_key.size();
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(public_key.data()),
                                  &length) != 1) {
    return absl::InvalidArgumentError(
        "not a private Ed25519 key in PEM form, or the password is wrong");
  }
  NoteVerifier verifier(std::move(name), algorithm, std::move(public_key), key);
  return NoteSigner(std::move(verifier), std::move(key));
}

std::string NoteSigner::MakeKeyPem() {
  const Key key = Own(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  const Bio bio(BIO_new(BIO_s_mem()));
  ENSURE(key != nullptr && PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0,
                                                         nullptr, nullptr) == 1,
         "OpenSSL can't make an Ed25519 key");
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string NoteSigner::Sign(std::string_view text) const {
  ENSURE(text.ends_with('\n') && text.find(kSignaturesBegin) == std::string_view::npos,
         "a note's text ends with a newline and has no signature");
  return fmt::format("{}\n{}{} {}\n", text, kDash, verifier_.name(),
                     ToBase64(verifier_.key_id() + SignBytes(text)));
}

std::string NoteSigner::CosignatureLine(std::string_view text, std::int64_t unix_seconds) const {
  ENSURE(verifier_.algorithm() == NoteAlgorithm::kCosignature && unix_seconds > 0,
         "a witness signs with a key of its own kind, and says when");
  const auto time = static_cast<std::uint64_t>(unix_seconds);
  return fmt::format(
      "{}{} {}\n", kDash, verifier_.name(),
      ToBase64(verifier_.key_id() + TimeBytes(time) + SignBytes(CosignedText(text, time))));
}

std::string NoteSigner::SignBytes(std::string_view bytes) const {
  std::string signature(kSignatureBytes, '\0');
  std::size_t length = signature.size();
  const Context context(EVP_MD_CTX_new());
  ENSURE(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
             EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                            &length, Data(bytes), bytes.size()) == 1,
         "Ed25519 failed");
  return signature;
}

absl::StatusOr<Note> OpenNote(std::string_view note, std::span<const NoteVerifier> verifiers) {
  if (note.size() > kNoteBytesMax) return absl::InvalidArgumentError("the note is too long");
  const auto split = note.rfind(kSignaturesBegin);
  if (split == std::string_view::npos || !note.ends_with('\n')) {
    return absl::InvalidArgumentError("the note has no signature");
  }
  Note opened{.text = std::string(note.substr(0, split + 1)), .verified_by = {}};
  ASSIGN_OR_RETURN(const auto signatures, ReadSignatures(note.substr(split + 2)));
  for (const Signature& signature : signatures) {
    const auto known = std::ranges::find_if(verifiers, [&](const NoteVerifier& verifier) {
      return verifier.name() == signature.name && verifier.key_id() == signature.key_id;
    });
    if (known == verifiers.end()) continue;
    if (!known->Verify(opened.text, signature.bytes)) {
      return absl::DataLossError(fmt::format("the signature of {} is wrong", signature.name));
    }
    opened.verified_by.push_back(signature.name);
  }
  if (opened.verified_by.empty()) return absl::DataLossError("no known key has signed the note");
  return opened;
}

std::string_view TextOfNote(std::string_view note) {
  const auto split = note.rfind(kSignaturesBegin);
  return split == std::string_view::npos ? note : note.substr(0, split + 1);
}

}  // namespace debut::transparency
