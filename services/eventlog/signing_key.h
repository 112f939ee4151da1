#pragma once

#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "transparency/note.h"

namespace debut::eventlog {

struct SigningKeyFile {
  std::filesystem::path path = {};
  std::filesystem::path password_file = {};  // Empty: the key isn't encrypted.
  bool may_create = false;
};

// The key of a file that nobody but its owner can read. INVALID_ARGUMENT: it isn't there and may
// not be made, others can read it, it is no Ed25519 key, or the password is wrong. UNAVAILABLE: it
// can't be made.
absl::StatusOr<transparency::NoteSigner> LoadSigningKey(const SigningKeyFile& file,
                                                        const std::string& name);

}  // namespace debut::eventlog
