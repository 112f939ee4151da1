#include "archive/witness.h"

#include <fmt/format.h>

#include <charconv>

#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "transparency/base64.h"
#include "transparency/checkpoint.h"

namespace debut::archive {
namespace {

using transparency::Checkpoint;
using transparency::NoteVerifier;

constexpr std::string_view kOld = "old ";

absl::Status Malformed(std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("not an add-checkpoint request: {}", what));
}

std::string_view TakeLine(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::string WitnessRequest::ToText() const {
  std::string text = fmt::format("{}{}\n", kOld, old_size);
  for (const auto& hash : proof) text += transparency::ToBase64(transparency::Bytes(hash)) + "\n";
  return text + "\n" + note;
}

absl::StatusOr<WitnessRequest> WitnessRequest::FromText(std::string_view text) {
  WitnessRequest request;
  const std::string_view whole = text;
  const std::string_view old = TakeLine(text);
  if (!old.starts_with(kOld)) return Malformed("its first line says no old size");
  const char* const end = old.data() + old.size();
  const auto [rest, error] = std::from_chars(old.data() + kOld.size(), end, request.old_size);
  if (error != std::errc() || rest != end) return Malformed("the old size is no number");
  for (std::string_view line = TakeLine(text); !line.empty(); line = TakeLine(text)) {
    const auto hash = transparency::FromBase64(line);
    if (!hash.ok() || hash->size() != transparency::kHashBytes || request.proof.size() == 64) {
      return Malformed("the proof");
    }
    request.proof.push_back(transparency::HashFromBytes(*hash));
  }
  request.note = std::string(text);
  if (request.ToText() != whole) return Malformed("it is written in another form");
  return request;
}

Witness::Witness(transparency::NoteSigner signer, std::vector<NoteVerifier> logs,
                 std::filesystem::path directory)
    : signer_(std::move(signer)), logs_(std::move(logs)), directory_(std::move(directory)) {}

std::filesystem::path Witness::BookOf(const std::string& origin) const {
  return directory_ / (transparency::ToHex(transparency::Sha256(origin)) + ".heads");
}

absl::StatusOr<std::optional<std::string>> Witness::LastOf(const std::string& origin) const {
  ASSIGN_OR_RETURN(const HeadsLog book, HeadsLog::Open(BookOf(origin)));
  return book.last();
}

absl::StatusOr<std::string> Witness::Cosign(const WitnessRequest& request,
                                            std::int64_t unix_seconds) {
  const std::string_view text = transparency::TextOfNote(request.note);
  const auto head = Checkpoint::FromText(text);
  if (!head.ok()) return Malformed(std::string(head.status().message()));
  bool known = false;
  for (const NoteVerifier& log : logs_) known |= log.name() == head->origin;
  if (!known) return absl::NotFoundError(fmt::format("{} is no log of mine", head->origin));
  if (const auto opened = transparency::OpenNote(request.note, logs_); !opened.ok()) {
    return absl::PermissionDeniedError(std::string(opened.status().message()));
  }
  ASSIGN_OR_RETURN(HeadsLog book, HeadsLog::Open(BookOf(head->origin)));
  Checkpoint held{.origin = head->origin};
  if (book.last()) {
    ASSIGN_OR_RETURN(held, Checkpoint::FromText(transparency::TextOfNote(*book.last())));
  }
  if (request.old_size != held.size)
    return absl::FailedPreconditionError(fmt::format("{}", held.size));
  if (head->size < held.size) return Malformed("it is older than the old one");
  const bool continues = held.size == 0
                             ? request.proof.empty()
                             : transparency::VerifyConsistency(held.size, head->size, held.root,
                                                               head->root, request.proof)
                                   .ok();
  if (!continues) {
    return absl::DataLossError(
        fmt::format("FORK: it does not continue this head:\n{}", book.last().value_or("")));
  }
  std::string line = signer_.CosignatureLine(text, unix_seconds);
  RETURN_IF_ERROR(book.Append(request.note + line));
  return line;
}

}  // namespace debut::archive
