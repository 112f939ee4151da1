// Slots of the head anchor and keys of the database: files that a crash or an administrator left.
#include "eventstore_rocksdb/anchor_slot.h"
#include "eventstore_rocksdb/keys.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

namespace rocks = eventstore_rocksdb;

void TrySlot(std::string_view slot) {
  if (slot.size() < rocks::kAnchorHeaderBytes) return;
  const std::string_view head = slot.substr(0, rocks::kAnchorHeaderBytes);
  const auto header = rocks::DecodeAnchorHeader(head);
  if (!header.ok()) return;
  const auto entries =
      rocks::DecodeAnchorEntries(*header, head, slot.substr(rocks::kAnchorHeaderBytes));
  if (!entries.ok()) return;
  std::vector<std::string_view> views(entries->begin(), entries->end());
  std::vector<transparency::Hash> leaves;
  for (const std::string_view entry : views) leaves.push_back(transparency::LeafHash(entry));
  ENSURE(rocks::EncodeAnchorSlot(header->mark, views, leaves) == slot, "a slot has two forms");
}

void TryKeys(std::string_view bytes) {
  if (const auto parts = rocks::SplitPostingKey(bytes)) {
    ENSURE(rocks::PostingKey(parts->prefix, parts->position) == bytes, "a key has two forms");
  }
  if (const auto type = rocks::ParsePostingValue(bytes)) {
    ENSURE(rocks::ParsePostingValue(rocks::PostingValue(*type)) == type, "a type id changes");
  }
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TrySlot(text);
  debut::fuzz::TryKeys(text);
  return 0;
}
