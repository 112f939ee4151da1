#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "archive/findings.h"
#include "archive/heads_log.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

namespace debut::archive {

// The signed heads of a log in order of size, each looked at as it comes: signature, origin, order.
// Not thread-safe.
class SignedHeads {
 public:
  // `verifiers` and `findings` outlive it. Without a file there are no heads.
  SignedHeads(const std::vector<transparency::NoteVerifier>& verifiers,
              const std::filesystem::path& file, std::vector<Finding>& findings);

  // The head in a note, also of a note that is badly signed, which is a finding. Nothing: it has
  // none, which is one too.
  std::optional<transparency::Checkpoint> Read(std::string_view note, std::string_view what);

  // All heads are to be of this log. Empty: that of the first.
  void ExpectOrigin(const std::string& origin) { origin_ = origin; }
  const std::string& origin() const { return origin_; }

  // The one that is next; nothing: there is none. Requires Advance() first.
  const std::optional<transparency::Checkpoint>& next() const { return next_; }
  void Advance();

 private:
  const std::vector<transparency::NoteVerifier>& verifiers_;
  HeadsReader reader_;
  std::vector<Finding>& findings_;
  std::string origin_;
  std::optional<transparency::Checkpoint> next_;
  std::uint64_t count_ = 0;
  std::uint64_t last_size_ = 0;
};

}  // namespace debut::archive
