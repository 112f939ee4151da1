// That the corpora hold what is true, so that targets get beyond the first refusal.
#include <gtest/gtest.h>

#include "tests/fuzz/driver/seeds.h"
#include "tests/fuzz/reference_tree.h"
#include "tests/fuzz/trusted_keys.h"
#include "tests/support/build_tree.h"
#include "transparency/checkpoint.h"
#include "transparency/tlog_proof.h"

namespace debut::fuzz {
namespace {

std::string Corpus(const std::string& name) {
  const auto seeds = ReadSeeds(test::SourcePath("tests/fuzz/corpus/" + name));
  EXPECT_TRUE(seeds.ok()) << seeds.status();
  return seeds.ok() ? seeds->front().bytes : "";
}

TEST(Corpus, HasNotesThatTheTrustedKeysHaveSigned) {
  const std::vector keys{TrustedLog().verifier(), TrustedWitness().verifier()};
  for (const char* name : {"note/of_1", "note/of_100"}) {
    const auto note = transparency::OpenNote(Corpus(name), keys);
    ASSERT_TRUE(note.ok()) << name << note.status();
    const auto head = transparency::Checkpoint::FromText(note->text);
    EXPECT_EQ(head->root, Reference().Root(head->size)) << name;
  }
  const auto cosigned = transparency::OpenNote(Corpus("note/cosigned_300"), keys);
  ASSERT_TRUE(cosigned.ok()) << cosigned.status();
  EXPECT_EQ(cosigned->verified_by.size(), 2u);
}

TEST(Corpus, HasReceiptsThatHold) {
  for (const char* name : {"receipt/only_entry", "receipt/of_100", "receipt/of_300"}) {
    const auto receipt = transparency::TlogProof::FromText(Corpus(name));
    ASSERT_TRUE(receipt.ok()) << name << receipt.status();
    EXPECT_TRUE(receipt->Verify(std::vector{TrustedLog().verifier()}).ok()) << name;
  }
}

}  // namespace
}  // namespace debut::fuzz
