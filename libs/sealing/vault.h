#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "sealing/sealer.h"

namespace debut::sealing {

// Sealed texts and their keys, beside the log, as files: what is deleted from a database lives on
// in its older files, and a key that is destroyed must be gone. Thread-safe; one process at a time.
//
//   keys/<SHA-256 of the subject>              "active", the subject, the key in hex; mode 0600
//                                              "erased", the subject: the tombstone, for ever
//   keys/comparison                            the key of hashes that compare across subjects
//   texts/<SHA-256 of the subject>/<digest>    nonce ‖ ciphertext ‖ tag
//
// The ciphertext is bound to the field's full name and the subject, and named by its SHA-256.
class Vault final : public Sealer {
 public:
  // Makes nothing; directories come with the first text.
  explicit Vault(std::filesystem::path directory);

  absl::StatusOr<SealedValue> Seal(std::string_view field, const std::string& subject,
                                   std::string_view text) override;

  // NOT_FOUND: the sealed text isn't there. DATA_LOSS: it, or the key, isn't what it was.
  // FAILED_PRECONDITION: the subject was erased, or never had a key.
  absl::StatusOr<std::string> Open(std::string_view field, const std::string& subject,
                                   const std::string& digest) const;

  // OK: it is there, and has this digest. NOT_FOUND, DATA_LOSS as above.
  absl::Status Check(const std::string& subject, const std::string& digest) const;
  // Whether there is a key that would open the subject's texts.
  bool HasKey(const std::string& subject) const;

  // Overwrites the key and puts a tombstone in its place, also for a subject that never had one.
  // May be repeated. Durable when it returns.
  absl::Status DestroyKey(const std::string& subject);
  // Removes all sealed texts of the subject. May be repeated.
  absl::Status PurgeTexts(const std::string& subject);

  // Removes texts last written before `older_than` that no fact commits to: a crash, or a refused
  // command, left them. Returns how many. `is_committed(digest)`.
  absl::StatusOr<std::size_t> Sweep(absl::Time older_than,
                                    const std::function<bool(const std::string&)>& is_committed);

 private:
  std::filesystem::path KeyFile(const std::string& subject) const;
  std::filesystem::path TextsOf(const std::string& subject) const;
  absl::StatusOr<std::string> ReadKey(const std::string& subject) const;
  absl::StatusOr<std::string> KeyToSealWith(const std::string& subject);
  absl::StatusOr<std::string> ComparisonKey();

  const std::filesystem::path directory_;
  mutable std::mutex mutex_;  // For the files.
};

}  // namespace debut::sealing
