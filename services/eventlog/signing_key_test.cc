#include "services/eventlog/signing_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "archive/files.h"
#include "tests/support/temporary_directory.h"

namespace debut::eventlog {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SigningKeyTest : public testing::Test {
 protected:
  std::string Refusal(const SigningKeyFile& file) {
    const auto signer = LoadSigningKey(file, "debut/test");
    EXPECT_EQ(signer.status().code(), absl::StatusCode::kInvalidArgument) << signer.status();
    return std::string(signer.status().message());
  }

  test::TemporaryDirectory directory_;
  const fs::path path_ = directory_.path() / "log.key";
};

TEST_F(SigningKeyTest, IsMadeForItsOwnerOnlyAndFoundAgain) {
  const auto made = LoadSigningKey({.path = path_, .may_create = true}, "debut/test");
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto found = LoadSigningKey({.path = path_, .may_create = true}, "debut/test");
  EXPECT_EQ(found->verifier(), made->verifier());
}

TEST_F(SigningKeyTest, IsNotMadeUnasked) {
  EXPECT_THAT(Refusal({.path = path_}), HasSubstr("No such file"));
}

TEST_F(SigningKeyTest, IsRefusedWhenOthersCanReadIt) {
  ASSERT_TRUE(archive::WriteFile(path_, transparency::NoteSigner::MakeKeyPem()).ok());
  EXPECT_THAT(Refusal({.path = path_}), HasSubstr("chmod 600"));
}

TEST_F(SigningKeyTest, IsRefusedWhenItIsNoKey) {
  ASSERT_TRUE(archive::WriteFile(path_, "not a key").ok());
  fs::permissions(path_, fs::perms::owner_read);
  EXPECT_THAT(Refusal({.path = path_}), HasSubstr("not a private Ed25519 key"));
}

}  // namespace
}  // namespace debut::eventlog
