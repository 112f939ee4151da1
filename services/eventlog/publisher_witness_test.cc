#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>

#include "archive/witness_http.h"
#include "services/eventlog/testing/publisher_test_base.h"

namespace debut::eventlog {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

// A log whose heads a witness cosigns.
class WitnessedPublisherTest : public PublisherTest {
 protected:
  WitnessedPublisherTest() {
    auto server = archive::WitnessServer::Start(witness_, "127.0.0.1:0", [] { return 1; });
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    witnesses_ =
        archive::TrustPolicy::FromText("witness w " + witness_.verifier().ToText() +
                                       " http://127.0.0.1:" + std::to_string(server_->port()) +
                                       "\ngroup all all w\nquorum all\n")
            .value();
  }
  std::size_t Cosignatures() {
    return witnesses_.CosignaturesOf(
        archive::ReadFile(directory_.path() / "archive/checkpoint").value());
  }

  archive::Witness witness_{
      *transparency::NoteSigner::FromPem("witness", transparency::NoteSigner::MakeKeyPem(), "",
                                         transparency::NoteAlgorithm::kCosignature),
      {transparency::NoteSigner::FromPem("debut/test", pem_)->verifier()},
      directory_.path() / "witness"};
  std::unique_ptr<archive::WitnessServer> server_;
};

TEST_F(WitnessedPublisherTest, ShowsEachHeadToItsWitness) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(Cosignatures(), 1U);
  Append(300);
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(Cosignatures(), 1U);
  ExpectHeadOfLog();
}

TEST_F(WitnessedPublisherTest, GoesOnWithoutItsWitnessAndCatchesUp) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  const archive::TrustPolicy reachable = witnesses_;
  witnesses_.witnesses[0].url = "http://127.0.0.1:1";
  Append(5);
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(Cosignatures(), 0U);
  witnesses_ = reachable;
  ASSERT_TRUE(OpenAndPublish().ok());
  EXPECT_EQ(Cosignatures(), 1U);
}

TEST_F(WitnessedPublisherTest, SignsOnWhileAWitnessKeepsItWaiting) {
  std::promise<void> answers;
  auto server = archive::WitnessServer::Start(witness_, "127.0.0.1:0",
                                              [answered = answers.get_future().share()] {
                                                answered.wait();
                                                return 1;
                                              });
  ASSERT_TRUE(server.ok()) << server.status();
  witnesses_.witnesses[0].url = "http://127.0.0.1:" + std::to_string((*server)->port());
  witness_timeout_ = absl::Hours(1);
  Append(3);
  const auto publisher = NewPublisher();
  ASSERT_TRUE(publisher->Start().ok());
  Append(4);
  while (Published().size < 7) {
  }
  EXPECT_EQ(Cosignatures(), 0U);
  answers.set_value();
  while (Cosignatures() == 0) {
  }
  ExpectHeadOfLog();
}

TEST_F(WitnessedPublisherTest, FindsWithItAnOlderDirectoryPutBackWithItsHeads) {
  Append(3);
  ASSERT_TRUE(OpenAndPublish().ok());
  log_.reset();
  fs::create_directories(directory_.path() / "backup");
  for (const char* name : {"log", "archive", "heads.log"}) {
    fs::copy(directory_.path() / name, directory_.path() / "backup" / name,
             fs::copy_options::recursive);
  }
  OpenLog("log");
  Append(2);
  ASSERT_TRUE(OpenAndPublish().ok());
  log_.reset();
  for (const char* name : {"log", "archive", "heads.log"}) {
    fs::remove_all(directory_.path() / name);
    fs::rename(directory_.path() / "backup" / name, directory_.path() / name);
  }
  OpenLog("log");
  EXPECT_THAT(Message(OpenAndPublish()),
              AllOf(HasSubstr("ROLLBACK"), HasSubstr("witness w has cosigned a head of 5")));
  witnesses_ = {};  // As if nobody had been asked for a while.
  Append(4, "另一内容");
  ASSERT_TRUE(OpenAndPublish().ok());
  witnesses_ =
      archive::TrustPolicy::FromText("witness w " + witness_.verifier().ToText() +
                                     " http://127.0.0.1:" + std::to_string(server_->port()))
          .value();
  EXPECT_THAT(Message(OpenAndPublish()), HasSubstr("FORK: witness w"));
}

}  // namespace
}  // namespace debut::eventlog
