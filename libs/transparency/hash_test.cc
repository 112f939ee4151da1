#include "transparency/hash.h"

#include <gtest/gtest.h>

namespace debut::transparency {
namespace {

TEST(Hash, KnowsThePublishedVectors) {
  EXPECT_EQ(ToHex(EmptyRoot()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 6962: the leaf of an empty entry is SHA-256(0x00).
  EXPECT_EQ(ToHex(LeafHash("")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Hash, TellsALeafFromANode) {
  const Hash left = LeafHash("l");
  const Hash right = LeafHash("r");
  const std::string both = std::string(Bytes(left)) + std::string(Bytes(right));
  EXPECT_EQ(NodeHash(left, right), Sha256("\x01" + both));
  EXPECT_NE(NodeHash(left, right), LeafHash(both));
}

TEST(Hash, GoesThroughItsBytes) { EXPECT_EQ(HashFromBytes(Bytes(LeafHash("x"))), LeafHash("x")); }

}  // namespace
}  // namespace debut::transparency
