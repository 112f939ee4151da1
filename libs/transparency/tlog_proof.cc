#include "transparency/tlog_proof.h"

#include <fmt/format.h>

#include <charconv>

#include "base/status_macros.h"
#include "transparency/base64.h"

namespace debut::transparency {
namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

absl::Status Malformed(std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("not a receipt of {}: {}", kHeader.substr(0, kHeader.size() - 1), what));
}

// The next line without its newline, taken off `text`; empty if there is none.
std::string_view TakeLine(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::string TlogProof::ToText() const {
  std::string text = fmt::format("{}{}{}\n{}{}\n", kHeader, kExtra, ToBase64(entry), kIndex, index);
  for (const Hash& hash : hashes) text += ToBase64(Bytes(hash)) + "\n";
  return text + "\n" + note;
}

absl::StatusOr<TlogProof> TlogProof::FromText(std::string_view text) {
  const std::string_view whole = text;
  if (!text.starts_with(kHeader)) return Malformed("its first line is another");
  text.remove_prefix(kHeader.size());
  TlogProof proof;
  const std::string_view extra = TakeLine(text);
  if (!extra.starts_with(kExtra)) return Malformed("the entry is missing");
  ASSIGN_OR_RETURN(proof.entry, FromBase64(extra.substr(kExtra.size())));
  const std::string_view line = TakeLine(text);
  const char* const end = line.data() + line.size();
  if (!line.starts_with(kIndex)) return Malformed("the index is missing");
  const auto [rest, error] = std::from_chars(line.data() + kIndex.size(), end, proof.index);
  if (error != std::errc() || rest != end) return Malformed("the index is no number");
  for (std::string_view hash = TakeLine(text); !hash.empty(); hash = TakeLine(text)) {
    ASSIGN_OR_RETURN(const std::string bytes, FromBase64(hash));
    if (bytes.size() != kHashBytes) return Malformed("a hash has another length");
    proof.hashes.push_back(HashFromBytes(bytes));
  }
  proof.note = std::string(text);
  // What was signed may not have two forms, such as an index with zeros in front.
  if (proof.ToText() != whole) return Malformed("it is written in another form");
  return proof;
}

absl::StatusOr<Checkpoint> TlogProof::Verify(std::span<const NoteVerifier> verifiers) const {
  ASSIGN_OR_RETURN(const Note opened, OpenNote(note, verifiers));
  ASSIGN_OR_RETURN(Checkpoint head, Checkpoint::FromText(opened.text));
  RETURN_IF_ERROR(VerifyInclusion(LeafHash(entry), index, head.size, hashes, head.root));
  return head;
}

}  // namespace debut::transparency
