#include "archive/signed_heads.h"

#include <fmt/format.h>

namespace debut::archive {

using transparency::Checkpoint;

SignedHeads::SignedHeads(const std::vector<transparency::NoteVerifier>& verifiers,
                         const std::filesystem::path& file, std::vector<Finding>& findings)
    : verifiers_(verifiers), reader_(file), findings_(findings) {}

std::optional<Checkpoint> SignedHeads::Read(std::string_view note, std::string_view what) {
  const auto bad = [&](const absl::Status& status) {
    findings_.push_back({FindingCode::kBadSignature, 0,
                         fmt::format("{}: {}", what, std::string(status.message()))});
  };
  if (const auto opened = transparency::OpenNote(note, verifiers_); !opened.ok()) {
    bad(opened.status());
  }
  auto head = Checkpoint::FromText(transparency::TextOfNote(note));
  if (head.ok()) return *std::move(head);
  bad(head.status());
  return std::nullopt;
}

void SignedHeads::Advance() {
  next_.reset();
  while (const auto note = reader_.Next()) {
    auto head = Read(*note, fmt::format("signed head {}", ++count_));
    if (!head) continue;
    if (origin_.empty()) origin_ = head->origin;
    if (head->origin != origin_) {
      findings_.push_back({FindingCode::kFork, 0,
                           fmt::format("a head of {} among those of {}", head->origin, origin_)});
      continue;
    }
    if (head->size < last_size_) {
      findings_.push_back(
          {FindingCode::kRollback, head->size + 1,
           fmt::format("a head of {} events was signed after one of {}", head->size, last_size_)});
      continue;
    }
    last_size_ = head->size;
    next_ = *std::move(head);
    return;
  }
}

}  // namespace debut::archive
