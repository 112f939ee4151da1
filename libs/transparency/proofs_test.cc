#include "transparency/proofs.h"

#include <gtest/gtest.h>

#include "transparency/naive_tree.h"

namespace debut::transparency {
namespace {

constexpr std::size_t kSizeMax = 130;

std::string Leaf(std::size_t index) { return "leaf " + std::to_string(index); }

naive::Leaves LeavesUpTo(std::size_t size) {
  naive::Leaves leaves;
  for (std::size_t i = 0; i < size; ++i) leaves.push_back(Leaf(i));
  return leaves;
}

// The one tile that so small a tree has.
absl::StatusOr<std::string> ReadLeaves(const TileId& tile, std::uint64_t width) {
  EXPECT_EQ(tile, (TileId{0, 0}));
  std::string hashes;
  for (std::size_t i = 0; i < width; ++i) hashes.append(Bytes(LeafHash(Leaf(i))));
  return hashes;
}

// All roots, so that each is computed naively only once.
const std::vector<Hash>& Roots() {
  static const std::vector<Hash> roots = [] {
    std::vector<Hash> result;
    for (std::size_t size = 0; size <= kSizeMax + 1; ++size) {
      result.push_back(naive::Root(LeavesUpTo(size)));
    }
    return result;
  }();
  return roots;
}

TEST(InclusionProof, IsThatOfTheDefinitionForEveryLeafOfEverySize) {
  for (std::size_t size = 1; size <= kSizeMax; ++size) {
    const naive::Leaves leaves = LeavesUpTo(size);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = InclusionProof(index, size, ReadLeaves);
      ASSERT_TRUE(proof.ok());
      ASSERT_EQ(*proof, naive::Path(index, leaves)) << index << " of " << size;
      ASSERT_TRUE(
          VerifyInclusion(LeafHash(leaves[index]), index, size, *proof, Roots()[size]).ok());
    }
  }
}

TEST(ConsistencyProof, IsThatOfTheDefinitionForEveryPairOfSizes) {
  for (std::size_t size = 1; size <= kSizeMax; ++size) {
    const naive::Leaves leaves = LeavesUpTo(size);
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = ConsistencyProof(old_size, size, ReadLeaves);
      ASSERT_TRUE(proof.ok());
      ASSERT_EQ(*proof, naive::SubProof(old_size, leaves, true)) << old_size << " to " << size;
      ASSERT_TRUE(VerifyConsistency(old_size, size, Roots()[old_size], Roots()[size], *proof).ok());
    }
  }
}

TEST(InclusionProof, IsRefusedForALeafThatTheTreeLacks) {
  EXPECT_EQ(InclusionProof(5, 5, ReadLeaves).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(InclusionProof(0, 0, ReadLeaves).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ConsistencyProof, IsRefusedFromZeroAndBackwards) {
  EXPECT_EQ(ConsistencyProof(0, 5, ReadLeaves).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ConsistencyProof(6, 5, ReadLeaves).status().code(), absl::StatusCode::kInvalidArgument);
}

// Every way to change a proof: a bit of any hash, one hash fewer, one more.
std::vector<Proof> Tampered(const Proof& proof) {
  std::vector<Proof> result;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    result.push_back(proof);
    result.back()[i][i % kHashBytes] ^= 0x10;
    result.push_back(proof);
    result.back().erase(result.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  result.push_back(proof);
  result.back().push_back(LeafHash("more"));
  result.push_back(proof);
  result.back().insert(result.back().begin(), LeafHash("more"));
  return result;
}

TEST(VerifyInclusion, RefusesWhatWasTamperedWith) {
  for (std::size_t size = 1; size <= 40; ++size) {
    const Hash& root = Roots()[size];
    for (std::size_t index = 0; index < size; ++index) {
      const Proof proof = InclusionProof(index, size, ReadLeaves).value();
      const Hash leaf = LeafHash(Leaf(index));
      for (const Proof& tampered : Tampered(proof)) {
        ASSERT_EQ(VerifyInclusion(leaf, index, size, tampered, root).code(),
                  absl::StatusCode::kDataLoss);
      }
      ASSERT_FALSE(VerifyInclusion(LeafHash("other"), index, size, proof, root).ok());
      ASSERT_FALSE(VerifyInclusion(leaf, index, size, proof, Roots()[size + 1]).ok());
      ASSERT_FALSE(VerifyInclusion(leaf, index ^ 1, size, proof, root).ok() && size > 1);
    }
  }
}

TEST(VerifyConsistency, RefusesWhatWasTamperedWith) {
  for (std::size_t size = 2; size <= 40; ++size) {
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const Proof proof = ConsistencyProof(old_size, size, ReadLeaves).value();
      const Hash& old_root = Roots()[old_size];
      const Hash& root = Roots()[size];
      for (const Proof& tampered : Tampered(proof)) {
        ASSERT_EQ(VerifyConsistency(old_size, size, old_root, root, tampered).code(),
                  absl::StatusCode::kDataLoss)
            << old_size << " to " << size;
      }
      ASSERT_FALSE(VerifyConsistency(old_size, size, LeafHash("other"), root, proof).ok());
      ASSERT_FALSE(VerifyConsistency(old_size, size, old_root, LeafHash("other"), proof).ok());
    }
  }
}

TEST(VerifyInclusion, RefusesAnIndexBeyondTheTree) {
  EXPECT_EQ(VerifyInclusion(LeafHash("x"), 1, 1, {}, LeafHash("x")).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(VerifyInclusion(LeafHash("x"), 0, 0, {}, EmptyRoot()).code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(VerifyConsistency, RefusesToProveFromNothing) {
  EXPECT_EQ(VerifyConsistency(0, 5, EmptyRoot(), Roots()[5], {}).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(VerifyConsistency(6, 5, Roots()[6], Roots()[5], {}).code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(VerifyConsistency, RefusesTwoTreesOfTheSameSize) {
  EXPECT_EQ(VerifyConsistency(5, 5, Roots()[5], Roots()[4], {}).code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(VerifyConsistency(4, 5, Roots()[4], Roots()[5], {}).code(),
            absl::StatusCode::kDataLoss);
}

TEST(InclusionProof, PassesOnWhatTheReaderReports) {
  const auto proof = InclusionProof(3, 5, [](const TileId&, std::uint64_t) {
    return absl::StatusOr<std::string>(absl::UnavailableError("no tile"));
  });
  EXPECT_EQ(proof.status(), absl::UnavailableError("no tile"));
}

}  // namespace
}  // namespace debut::transparency
