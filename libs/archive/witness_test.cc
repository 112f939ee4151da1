#include "archive/witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/trust_policy.h"
#include "archive/witness_http.h"
#include "tests/support/temporary_directory.h"
#include "transparency/checkpoint.h"
#include "transparency/naive_tree.h"

namespace debut::archive {
namespace {

using testing::HasSubstr;
using transparency::Checkpoint;
using transparency::NoteAlgorithm;
using transparency::NoteSigner;

constexpr char kOrigin[] = "debut/test";
constexpr std::int64_t kNow = 1'700'000'000;

class WitnessTest : public testing::Test {
 protected:
  WitnessTest() {
    for (int i = 0; i < 20; ++i) leaves_.push_back("entry " + std::to_string(i));
  }
  std::string NoteOf(std::size_t size) const {
    return log_.Sign(Checkpoint{kOrigin, size, transparency::naive::Root(First(size))}.ToText());
  }
  transparency::naive::Leaves First(std::size_t size) const {
    return transparency::naive::Slice(leaves_, 0, size);
  }
  WitnessRequest Request(std::size_t old_size, std::size_t size) const {
    return {old_size,
            old_size == 0 ? transparency::Proof{}
                          : transparency::naive::SubProof(old_size, First(size), true),
            NoteOf(size)};
  }
  Witness NewWitness() const { return {signer_, {log_.verifier()}, directory_.path() / "witness"}; }

  test::TemporaryDirectory directory_;
  transparency::naive::Leaves leaves_;
  const NoteSigner log_ = *NoteSigner::FromPem(kOrigin, NoteSigner::MakeKeyPem());
  const NoteSigner signer_ =
      *NoteSigner::FromPem("witness", NoteSigner::MakeKeyPem(), "", NoteAlgorithm::kCosignature);
};

TEST_F(WitnessTest, CosignsHeadsThatContinueEachOther) {
  const auto first = NewWitness().Cosign(Request(0, 7), kNow);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = NewWitness().Cosign(Request(7, 20), kNow);  // It remembers.
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(transparency::OpenNote(NoteOf(20) + *second, std::vector{signer_.verifier()}).ok());
  EXPECT_TRUE(NewWitness().Cosign(Request(20, 20), kNow).ok());
}

TEST_F(WitnessTest, RefusesAnotherHistory) {
  ASSERT_TRUE(NewWitness().Cosign(Request(0, 7), kNow).ok());
  leaves_[3] = "rewritten";
  const auto forked = NewWitness().Cosign(Request(7, 20), kNow);
  EXPECT_EQ(forked.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(forked.status().message()), HasSubstr("FORK"));
}

TEST_F(WitnessTest, SaysWhichHeadItRemembers) {
  ASSERT_TRUE(NewWitness().Cosign(Request(0, 7), kNow).ok());
  const auto other = NewWitness().Cosign(Request(5, 20), kNow);
  EXPECT_EQ(other.status(), absl::FailedPreconditionError("7"));
  EXPECT_FALSE(NewWitness().Cosign({7, {}, NoteOf(5)}, kNow).ok());
}

TEST_F(WitnessTest, RefusesStrangers) {
  auto request = Request(0, 7);
  const auto other = *NoteSigner::FromPem(kOrigin, NoteSigner::MakeKeyPem());
  request.note = other.Sign(Checkpoint{kOrigin, 7, {}}.ToText());
  EXPECT_EQ(NewWitness().Cosign(request, kNow).status().code(),
            absl::StatusCode::kPermissionDenied);
  request.note = log_.Sign(Checkpoint{"another", 7, {}}.ToText());
  EXPECT_EQ(NewWitness().Cosign(request, kNow).status().code(), absl::StatusCode::kNotFound);
  request.note = "nothing";
  EXPECT_EQ(NewWitness().Cosign(request, kNow).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(WitnessTest, ReadsTheRequestsThatItWrites) {
  const WitnessRequest request = Request(7, 20);
  const auto read = WitnessRequest::FromText(request.ToText());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->old_size, 7U);
  EXPECT_EQ(read->proof, request.proof);
  EXPECT_EQ(read->note, request.note);
  EXPECT_FALSE(WitnessRequest::FromText("").ok());
  EXPECT_FALSE(WitnessRequest::FromText("old 7x\n\nnote").ok());
  EXPECT_FALSE(WitnessRequest::FromText("old 7\nAAAA\n\nnote").ok());
}

TEST_F(WitnessTest, ReadsNoRequestInAnotherForm) {
  for (const char* wrong :
       {"", "old 1", "old x\n\nnote\n", "old 01\n\nnote\n", "old 1\nAA==\n\nnote\n"}) {
    EXPECT_EQ(WitnessRequest::FromText(wrong).status().code(), absl::StatusCode::kInvalidArgument)
        << wrong;
  }
}

TEST_F(WitnessTest, IsAskedOverHttp) {
  Witness witness = NewWitness();
  const auto server = WitnessServer::Start(witness, "127.0.0.1:0", [] { return kNow; });
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string url = "http://127.0.0.1:" + std::to_string((*server)->port());
  const auto line = AskWitness(url, Request(0, 7), absl::Seconds(30));
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_TRUE(transparency::OpenNote(NoteOf(7) + *line, std::vector{signer_.verifier()}).ok());
  const auto other = AskWitness(url, Request(0, 7), absl::Seconds(30));
  EXPECT_EQ(other.status(), absl::FailedPreconditionError("7\n"));
  leaves_[3] = "rewritten";
  EXPECT_EQ(AskWitness(url, Request(7, 20), absl::Seconds(30)).status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(AskWitness("ftp://x", Request(0, 7), absl::Seconds(1)).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(WitnessServer::Start(witness, "nowhere", [] { return kNow; }).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(WitnessTest, IsNamedInATrustPolicy) {
  const std::string text = "# Whom we trust\nlog " + log_.verifier().ToText() + "\nwitness w " +
                           signer_.verifier().ToText() +
                           " http://127.0.0.1:1\ngroup all-of-them all w\nquorum all-of-them\n";
  const auto policy = TrustPolicy::FromText(text);
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->logs.size(), 1U);
  ASSERT_EQ(policy->witnesses.size(), 1U);
  EXPECT_EQ(policy->witnesses[0].url, "http://127.0.0.1:1");
  EXPECT_EQ(policy->quorum, 1U);
  const auto line = NewWitness().Cosign(Request(0, 7), kNow);
  EXPECT_EQ(policy->CosignaturesOf(NoteOf(7) + *line), 1U);
  EXPECT_EQ(policy->CosignaturesOf(NoteOf(7)), 0U);
  for (const char* wrong : {"quorum nobody", "witness w key", "group g 2 w", "log x", "hello"}) {
    EXPECT_THAT(std::string(TrustPolicy::FromText(wrong).status().message()), HasSubstr("line 1"))
        << wrong;
  }
}

}  // namespace
}  // namespace debut::archive
