// Signed notes, heads, keys of notes, and files that say whom to trust.
#include "transparency/note.h"

#include "archive/trust_policy.h"
#include "tests/fuzz/reference_tree.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/trusted_keys.h"
#include "transparency/base64.h"
#include "transparency/checkpoint.h"

namespace debut::fuzz {
namespace {

using transparency::Checkpoint;

// Nobody else has the keys: what they are said to have signed was signed when the corpus was made.
void TryNote(std::string_view note) {
  const std::vector keys{TrustedLog().verifier(), TrustedWitness().verifier()};
  const auto opened = transparency::OpenNote(note, keys);
  if (!opened.ok()) return;
  ENSURE(!opened->verified_by.empty(), "a note was opened that nobody has signed");
  const auto head = Checkpoint::FromText(opened->text);
  ENSURE(head.ok() && IsSignedSize(head->size) && head->root == Reference().Root(head->size) &&
             head->ToText() == opened->text,
         "a note was taken that was never signed");
  ENSURE(transparency::TextOfNote(note) == opened->text, "a note has two texts");
}

void TryHead(std::string_view text) {
  const auto head = Checkpoint::FromText(text);
  if (!head.ok()) return;
  const auto again = Checkpoint::FromText(head->ToText());
  ENSURE(again.ok() && *again == *head, "a head reads back as another");
  ENSURE(text.starts_with(head->ToText()), "a head has two forms");
}

void TryKey(std::string_view text) {
  const auto key = transparency::NoteVerifier::FromText(text);
  ENSURE(!key.ok() || key->ToText() == text, "a key has two forms");
  const auto bytes = transparency::FromBase64(text);
  ENSURE(!bytes.ok() || transparency::ToBase64(*bytes) == text, "base64 has two forms");
}

void TryTrust(std::string_view text) {
  const auto trust = archive::TrustPolicy::FromText(text);
  if (!trust.ok()) return;
  ENSURE(trust->quorum <= trust->witnesses.size(), "more witnesses are wanted than there are");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryNote(text);
  debut::fuzz::TryHead(text);
  debut::fuzz::TryHead(debut::transparency::TextOfNote(text));
  debut::fuzz::TryKey(text);
  debut::fuzz::TryTrust(text);
  return 0;
}
