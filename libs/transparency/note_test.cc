#include "transparency/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace debut::transparency {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The example of Go's golang.org/x/mod/sumdb/note.
constexpr char kForeignKey[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr char kForeignNote[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

NoteSigner NewSigner(const std::string& name) {
  auto signer = NoteSigner::FromPem(name, NoteSigner::MakeKeyPem());
  EXPECT_TRUE(signer.ok()) << signer.status();
  return *std::move(signer);
}

TEST(OpenNote, VerifiesANoteThatGoHasSigned) {
  const auto verifier = NoteVerifier::FromText(kForeignKey);
  ASSERT_TRUE(verifier.ok()) << verifier.status();
  const auto note = OpenNote(kForeignNote, std::vector{*verifier});
  ASSERT_TRUE(note.ok()) << note.status();
  EXPECT_THAT(note->text, HasSubstr("your problem is.\n"));
  EXPECT_THAT(note->verified_by, ElementsAre("PeterNeumann"));
}

TEST(OpenNote, TakesWhatASignerHasSigned) {
  const NoteSigner signer = NewSigner("debut/首创");
  const auto note = OpenNote(signer.Sign("第一行\n第二行\n"), std::vector{signer.verifier()});
  ASSERT_TRUE(note.ok()) << note.status();
  EXPECT_EQ(note->text, "第一行\n第二行\n");
}

TEST(OpenNote, PassesOverSignaturesOfUnknownKeys) {
  const NoteSigner log = NewSigner("log");
  const NoteSigner witness = NewSigner("witness");
  std::string note = log.Sign("text\n");
  const std::string cosigned = witness.Sign("text\n");
  note += cosigned.substr(cosigned.find("— "));
  EXPECT_THAT(OpenNote(note, std::vector{log.verifier()})->verified_by, ElementsAre("log"));
  EXPECT_THAT(OpenNote(note, std::vector{witness.verifier(), log.verifier()})->verified_by,
              ElementsAre("log", "witness"));
}

TEST(OpenNote, RefusesANoteThatNoKnownKeyHasSigned) {
  const NoteSigner signer = NewSigner("log");
  const NoteSigner namesake = NewSigner("log");
  EXPECT_EQ(OpenNote(signer.Sign("text\n"), std::vector{namesake.verifier()}).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(OpenNote, FindsEveryChangedByte) {
  const NoteSigner signer = NewSigner("log");
  const std::string note = signer.Sign("debut\n12\n");
  for (std::size_t i = 0; i < note.size(); ++i) {
    std::string changed = note;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(OpenNote(changed, std::vector{signer.verifier()}).ok()) << i;
  }
}

TEST(OpenNote, RefusesWhatIsNoNote) {
  const std::vector verifiers = {NewSigner("log").verifier()};
  for (const char* text : {"", "text\n", "text\n\n", "text\n\n— log\n", "text\n\n— log AAAA\n",
                           "text\n\n— log AAAAAAA=", "text\n\n—log AAAAAAA=\n"}) {
    EXPECT_EQ(OpenNote(text, verifiers).status().code(), absl::StatusCode::kInvalidArgument)
        << text;
  }
  EXPECT_EQ(OpenNote(std::string(kNoteBytesMax + 1, 'x'), verifiers).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(NoteVerifier, IsReadAsItIsWritten) {
  const NoteVerifier verifier = NewSigner("debut/0011").verifier();
  const auto read = NoteVerifier::FromText(verifier.ToText());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, verifier);
}

TEST(NoteVerifier, RefusesWhatIsNoKey) {
  std::string other_id = kForeignKey;
  other_id[other_id.find('+') + 1] = 'd';
  for (const std::string& text :
       {std::string(""), std::string("name"), std::string("name+c74f20a3"),
        std::string("+c74f20a3+AAAA"), std::string("name+c74f20a3+AAAA"), other_id}) {
    EXPECT_EQ(NoteVerifier::FromText(text).status().code(), absl::StatusCode::kInvalidArgument)
        << text;
  }
}

TEST(NoteSigner, KeepsItsKeyInPem) {
  const std::string pem = NoteSigner::MakeKeyPem();
  EXPECT_EQ(NoteSigner::FromPem("log", pem)->verifier(),
            NoteSigner::FromPem("log", pem)->verifier());
}

TEST(NoteSigner, RefusesWhatIsNoKeyAndNoName) {
  EXPECT_FALSE(NoteSigner::FromPem("log", "no key").ok());
  EXPECT_FALSE(NoteSigner::FromPem("a name", NoteSigner::MakeKeyPem()).ok());
  EXPECT_FALSE(NoteSigner::FromPem("", NoteSigner::MakeKeyPem()).ok());
}

TEST(Cosignature, IsThatOfAWitnessAtATime) {
  const auto log = *NoteSigner::FromPem("example.com/log", NoteSigner::MakeKeyPem());
  const auto witness = *NoteSigner::FromPem("example.com/witness", NoteSigner::MakeKeyPem(), "",
                                            NoteAlgorithm::kCosignature);
  const auto verifier = NoteVerifier::FromText(witness.verifier().ToText());
  ASSERT_TRUE(verifier.ok()) << verifier.status();
  EXPECT_EQ(verifier->algorithm(), NoteAlgorithm::kCosignature);
  const std::string text = "example.com/log\n7\nAAAA\n";
  const std::string note = log.Sign(text) + witness.CosignatureLine(text, 1'700'000'000);
  const std::vector both = {log.verifier(), *verifier};
  const auto opened = OpenNote(note, both);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->text, text);
  EXPECT_EQ(opened->verified_by,
            (std::vector<std::string>{"example.com/log", "example.com/witness"}));
  const std::string of_another =
      log.Sign(text) + witness.CosignatureLine("example.com/log\n8\nAAAA\n", 1'700'000'000);
  EXPECT_FALSE(OpenNote(of_another, both).ok());
  // Without the witness's key its line is passed over.
  EXPECT_TRUE(OpenNote(of_another, std::vector{log.verifier()}).ok());
}

}  // namespace
}  // namespace debut::transparency
