#include "transparency/tlog_proof.h"

#include <gtest/gtest.h>

#include <vector>

namespace debut::transparency {
namespace {

// Receipt for the second of three entries.
class TlogProofTest : public testing::Test {
 protected:
  TlogProofTest() {
    const Hash first = LeafHash("一"), second = LeafHash("二"), third = LeafHash("三");
    const Checkpoint head{"debut/test", 3, NodeHash(NodeHash(first, second), third)};
    proof_ = {
        .entry = "二", .index = 1, .hashes = {first, third}, .note = signer_.Sign(head.ToText())};
    head_ = head;
  }

  const NoteSigner signer_ = *NoteSigner::FromPem("debut/test", NoteSigner::MakeKeyPem());
  const std::vector<NoteVerifier> verifiers_ = {signer_.verifier()};
  TlogProof proof_;
  Checkpoint head_;
};

TEST_F(TlogProofTest, ProvesItsEntry) { EXPECT_EQ(proof_.Verify(verifiers_).value(), head_); }

TEST_F(TlogProofTest, IsReadAsItIsWritten) {
  const auto read = TlogProof::FromText(proof_.ToText());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, proof_);
}

TEST_F(TlogProofTest, ProvesNothingElse) {
  TlogProof other = proof_;
  other.entry = "三";
  EXPECT_FALSE(other.Verify(verifiers_).ok());
  other = proof_;
  other.index = 0;
  EXPECT_FALSE(other.Verify(verifiers_).ok());
  other = proof_;
  other.hashes.pop_back();
  EXPECT_FALSE(other.Verify(verifiers_).ok());
}

TEST_F(TlogProofTest, IsRefusedInEveryOtherForm) {
  const std::string text = proof_.ToText();
  for (const std::string& wrong :
       {std::string(), std::string("c2sp.org/tlog-proof@v2\n"), text.substr(0, 30),
        "c2sp.org/tlog-proof@v1\nindex 1\n\n" + proof_.note,
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex x\n\n" + proof_.note,
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 1\nAA==\n\n" + proof_.note,
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 01\n\n" + proof_.note,
        std::string("c2sp.org/tlog-proof@v1\nextra AA==\nindex 1")}) {
    EXPECT_EQ(TlogProof::FromText(wrong).status().code(), absl::StatusCode::kInvalidArgument)
        << wrong;
  }
}

}  // namespace
}  // namespace debut::transparency
