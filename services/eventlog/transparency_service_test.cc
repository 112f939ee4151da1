#include "services/eventlog/transparency_service.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "debut/eventlog/v1/transparency_service.grpc.pb.h"
#include "decision/decider.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "runtime/testing/silent_observer.h"
#include "services/eventlog/testing/log_on_disk.h"
#include "tests/support/temporary_directory.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"
#include "transparency/proofs.h"

namespace debut::eventlog {
namespace {

using eventstore_rocksdb::RocksDbEventStore;
using transparency::Checkpoint;
using transparency::HashFromBytes;

class TransparencyServiceTest : public testing::Test {
 protected:
  void Serve() {
    host_.reset();
    config_.set_data_dir(directory_.path());
    config_.mutable_signing()->set_interval_ms(1);
    const runtime::ServiceContext context{.store = *log_,
                                          .raw_log = log_.get(),
                                          .sealer = vault_,
                                          .vault = &vault_,
                                          .decider = decider_,
                                          .reception = reception_,
                                          .clock = base::SystemClock(),
                                          .config = config_};
    std::vector<runtime::HostedService> services;
    auto service = MakeTransparencyService(context);
    ASSERT_TRUE(service.ok()) << service.status();
    services.push_back(*std::move(service));
    auto host = runtime::ServiceHost::Start({.listen = "127.0.0.1:0"}, std::move(services));
    ASSERT_TRUE(host.ok()) << host.status();
    host_ = *std::move(host);
    stub_ = v1::TransparencyService::NewStub(grpc::CreateChannel(
        "127.0.0.1:" + std::to_string(host_->port()), grpc::InsecureChannelCredentials()));
  }
  void Append(int count) { AppendTo(*log_, count); }

  // The head of the first `size` entries or more.
  v1::GetCheckpointResponse CheckpointOf(std::uint64_t size) {
    v1::GetCheckpointResponse answer;
    while (answer.size() < size) {
      grpc::ClientContext context;
      stub_->GetCheckpoint(&context, {}, &answer);
    }
    return answer;
  }
  static Checkpoint HeadOf(const std::string& note, const std::string& key) {
    const auto opened =
        transparency::OpenNote(note, std::vector{*transparency::NoteVerifier::FromText(key)});
    EXPECT_TRUE(opened.ok()) << opened.status();
    return Checkpoint::FromText(opened->text).value();
  }
  template <typename Hashes>
  static transparency::Proof ProofOf(const Hashes& hashes) {
    transparency::Proof proof;
    for (const std::string& hash : hashes) proof.push_back(HashFromBytes(hash));
    return proof;
  }
  grpc::Status Inclusion(std::uint64_t position, v1::GetInclusionProofResponse& answer) {
    grpc::ClientContext context;
    v1::GetInclusionProofRequest request;
    request.set_position(position);
    return stub_->GetInclusionProof(&context, request, &answer);
  }
  grpc::Status Consistency(std::uint64_t old_size, v1::GetConsistencyProofResponse& answer) {
    grpc::ClientContext context;
    v1::GetConsistencyProofRequest request;
    request.set_old_size(old_size);
    return stub_->GetConsistencyProof(&context, request, &answer);
  }

  test::TemporaryDirectory directory_;
  std::unique_ptr<RocksDbEventStore> log_ = OpenLogOnDisk(directory_.path() / "log");
  sealing::Vault vault_{directory_.path() / "privacy"};
  decision::Decider decider_{*log_, base::SystemClock()};
  const runtime::HeaderPrincipal principals_;
  const runtime::Access access_{{.roles_of = {}, .any_principal = {}, .anonymous = {"log.reader"}}};
  runtime::testing::SilentObserver observer_;
  const runtime::Reception reception_{principals_, access_, observer_, base::SystemClock()};
  runtime::Config config_;
  std::unique_ptr<runtime::ServiceHost> host_;
  std::unique_ptr<v1::TransparencyService::Stub> stub_;
};

TEST_F(TransparencyServiceTest, ProvesEveryEntryUnderTheSignedHead) {
  Serve();
  Append(5);
  const auto signed_head = CheckpointOf(5);
  EXPECT_EQ(signed_head.problem(), "");
  for (std::uint64_t position = 1; position <= 5; ++position) {
    v1::GetInclusionProofResponse answer;
    ASSERT_TRUE(Inclusion(position, answer).ok());
    const Checkpoint head = HeadOf(answer.note(), signed_head.verifier_key());
    EXPECT_TRUE(transparency::VerifyInclusion(transparency::LeafHash(answer.entry()),
                                              answer.index(), head.size, ProofOf(answer.hashes()),
                                              head.root)
                    .ok());
  }
}

TEST_F(TransparencyServiceTest, ProvesThatAnOlderHeadIsAPrefixAlsoAfterARestart) {
  Serve();
  Append(5);
  const auto old_head = CheckpointOf(5);
  Serve();
  Append(300);
  const auto new_head = CheckpointOf(305);
  EXPECT_EQ(new_head.verifier_key(), old_head.verifier_key());
  v1::GetConsistencyProofResponse answer;
  ASSERT_TRUE(Consistency(5, answer).ok());
  const Checkpoint head = HeadOf(answer.note(), old_head.verifier_key());
  EXPECT_TRUE(transparency::VerifyConsistency(5, head.size, HashFromBytes(old_head.root()),
                                              head.root, ProofOf(answer.hashes()))
                  .ok());
}

TEST_F(TransparencyServiceTest, SaysWhatItCanNotProve) {
  Serve();
  v1::GetCheckpointResponse none;
  grpc::ClientContext context;
  EXPECT_EQ(stub_->GetCheckpoint(&context, {}, &none).error_code(), grpc::StatusCode::NOT_FOUND);
  Append(2);
  CheckpointOf(2);
  v1::GetInclusionProofResponse inclusion;
  v1::GetConsistencyProofResponse consistency;
  EXPECT_EQ(Inclusion(0, inclusion).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Inclusion(3, inclusion).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Consistency(0, consistency).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Consistency(3, consistency).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

// How long appenders and provers work against each other: that many proofs of each kind for each
// prover, or as many seconds as the environment says.
constexpr int kProofs = 25;
constexpr int kAppenders = 8;
constexpr int kProvers = 8;

class ProversTest : public TransparencyServiceTest {
 protected:
  bool GoesOn(int done) const {
    return seconds_ > 0 ? std::chrono::steady_clock::now() < end_ : done < kProofs;
  }
  void Appends(const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) Append(1 + i % 3);
  }
  // Proves entries, and that each head continues the one before.
  void Proves(std::uint64_t seed, const std::string& key) {
    std::mt19937_64 random(seed);
    Checkpoint held;
    for (int done = 0; GoesOn(done); ++done) {
      v1::GetCheckpointResponse shown;
      grpc::ClientContext context;
      ASSERT_TRUE(stub_->GetCheckpoint(&context, {}, &shown).ok());
      v1::GetInclusionProofResponse entry;
      ASSERT_TRUE(Inclusion(1 + random() % shown.size(), entry).ok());
      const Checkpoint head = HeadOf(entry.note(), key);
      const bool included =
          transparency::VerifyInclusion(transparency::LeafHash(entry.entry()), entry.index(),
                                        head.size, ProofOf(entry.hashes()), head.root)
              .ok();
      bool continued = true;
      if (held.size > 0) {
        v1::GetConsistencyProofResponse older;
        ASSERT_TRUE(Consistency(held.size, older).ok());
        const Checkpoint newer = HeadOf(older.note(), key);
        continued = transparency::VerifyConsistency(held.size, newer.size, held.root, newer.root,
                                                    ProofOf(older.hashes()))
                        .ok();
      }
      bad_ += (included ? 0 : 1) + (continued ? 0 : 1);
      proofs_ += held.size > 0 ? 2 : 1;
      held = head;
    }
  }

  const char* const asked_ = std::getenv("DEBUT_PROVERS_SECONDS");
  const int seconds_ = asked_ == nullptr ? 0 : std::atoi(asked_);
  const std::chrono::steady_clock::time_point end_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(seconds_);
  std::atomic<std::uint64_t> bad_ = 0;
  std::atomic<std::uint64_t> proofs_ = 0;
};

TEST_F(ProversTest, GetNoBadProofWhileOthersAppend) {
  Serve();
  Append(1);
  const std::string key = CheckpointOf(1).verifier_key();
  {
    std::vector<std::jthread> appenders;
    for (int i = 0; i < kAppenders; ++i) {
      appenders.emplace_back([this](const std::stop_token& stop) { Appends(stop); });
    }
    std::vector<std::jthread> provers;
    for (std::uint64_t i = 0; i < kProvers; ++i) {
      provers.emplace_back([this, i, &key] { Proves(i, key); });
    }
    provers.clear();  // Waits for them.
  }
  EXPECT_EQ(bad_, 0U);
  EXPECT_GE(proofs_, 1U);
  fmt::print("{} proofs of a log of {} events, {} of them bad\n", proofs_.load(),
             log_->Head()->value, bad_.load());
}

}  // namespace
}  // namespace debut::eventlog
