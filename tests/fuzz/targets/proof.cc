// Proofs of inclusion and consistency: true ones hold, and nothing but true ones does.
#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/reference_tree.h"
#include "tests/fuzz/target.h"
#include "transparency/proofs.h"

namespace debut::fuzz {
namespace {

using transparency::Hash;
using transparency::Proof;

// A number near another, or any.
std::uint64_t Changed(std::uint64_t number, FuzzedBytes& choices) {
  switch (choices.Byte() % 8) {
    case 0:
      return number + 1;
    case 1:
      return number - 1;
    case 2:
      return number ^ (std::uint64_t{1} << (choices.Byte() % 64));
    case 3:
      return choices.Number();
    default:
      return number;
  }
}

void ChangeHash(Hash& hash, FuzzedBytes& choices) {
  hash.at(choices.Byte() % hash.size()) ^= choices.Byte();
}

void ChangeProof(Proof& proof, FuzzedBytes& choices) {
  const std::size_t place = choices.UpTo(proof.size());
  const auto at = proof.begin() + static_cast<std::ptrdiff_t>(place);
  switch (choices.Byte() % 6) {
    case 0:
      proof.insert(at, Reference().leaf(choices.UpTo(kReferenceEntries - 1)));
      break;
    case 1:
      if (place < proof.size()) proof.erase(at);
      break;
    case 2:
      if (place < proof.size()) ChangeHash(proof[place], choices);
      break;
    case 3:
      if (place + 1 < proof.size()) std::swap(proof[place], proof[place + 1]);
      break;
    default:
      break;
  }
}

bool HasTree(std::uint64_t size) { return size > 0 && size <= kReferenceEntries; }

void TryInclusion(FuzzedBytes& choices) {
  std::uint64_t size = 1 + choices.UpTo(kReferenceEntries - 1);
  std::uint64_t index = choices.UpTo(size - 1);
  Proof proof = Reference().Inclusion(index, size);
  Hash leaf = Reference().leaf(index);
  Hash root = Reference().Root(size);
  ENSURE(transparency::VerifyInclusion(leaf, index, size, proof, root).ok(), "a proof fails");
  ENSURE(size <= 1 || proof.size() < 64, "a proof is too long");
  ChangeProof(proof, choices);
  if (choices.Byte() % 4 == 0) ChangeHash(leaf, choices);
  if (choices.Byte() % 4 == 0) ChangeHash(root, choices);
  size = Changed(size, choices);
  index = Changed(index, choices);
  if (!transparency::VerifyInclusion(leaf, index, size, proof, root).ok()) return;
  // The head, which is signed, says which root belongs to the size.
  if (!HasTree(size) || root != Reference().Root(size)) return;
  ENSURE(leaf == Reference().leaf(index), "another leaf is proved");
  ENSURE(proof == Reference().Inclusion(index, size), "another proof holds");
}

void TryConsistency(FuzzedBytes& choices) {
  std::uint64_t new_size = 1 + choices.UpTo(kReferenceEntries - 1);
  std::uint64_t old_size = 1 + choices.UpTo(new_size - 1);
  Proof proof = Reference().Consistency(old_size, new_size);
  Hash old_root = Reference().Root(old_size);
  Hash new_root = Reference().Root(new_size);
  ENSURE(transparency::VerifyConsistency(old_size, new_size, old_root, new_root, proof).ok(),
         "a consistency proof fails");
  ChangeProof(proof, choices);
  if (choices.Byte() % 4 == 0) ChangeHash(old_root, choices);
  if (choices.Byte() % 4 == 0) ChangeHash(new_root, choices);
  old_size = Changed(old_size, choices);
  new_size = Changed(new_size, choices);
  if (!transparency::VerifyConsistency(old_size, new_size, old_root, new_root, proof).ok()) return;
  if (!HasTree(old_size) || !HasTree(new_size)) return;
  if (new_root != Reference().Root(new_size)) return;
  ENSURE(old_root == Reference().Root(old_size), "another beginning is proved");
  ENSURE(proof == Reference().Consistency(old_size, new_size), "another proof holds");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  debut::fuzz::FuzzedBytes choices(bytes, size);
  if (choices.Byte() % 2 == 0) {
    debut::fuzz::TryInclusion(choices);
  } else {
    debut::fuzz::TryConsistency(choices);
  }
  return 0;
}
