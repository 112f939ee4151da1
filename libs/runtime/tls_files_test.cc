#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "runtime/testing/test_authority.h"
#include "runtime/tls.h"
#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TestAuthority;
using testing::TextOf;
using testing::Write;

class TlsFilesTest : public ::testing::Test {
 protected:
  std::string ErrorOf(const config::v1::Tls& tls) {
    const absl::Status status = CheckTlsFiles(tls, base::SystemClock());
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    return std::string(status.message());
  }

  test::TemporaryDirectory directory_;
  TestAuthority authority_{directory_.path() / "ca"};
  config::v1::Tls tls_ = authority_.Issue("log", {.uri = "debut://service/log"});
};

TEST_F(TlsFilesTest, AreGoodAsTheAuthorityMakesThem) {
  tls_.set_crl_dir(authority_.crl_dir());
  EXPECT_TRUE(CheckTlsFiles(tls_, base::SystemClock()).ok());
  chmod(tls_.key_file().c_str(), 0400);
  EXPECT_TRUE(CheckTlsFiles(tls_, base::SystemClock()).ok());
}

TEST_F(TlsFilesTest, AreRefusedIfOthersCanReadTheKeyOrWriteTheAuthority) {
  for (const mode_t mode : {0640, 0604, 0660}) {
    chmod(tls_.key_file().c_str(), mode);
    EXPECT_THAT(ErrorOf(tls_), AllOf(HasSubstr(tls_.key_file()), HasSubstr("chmod 600")));
  }
  chmod(tls_.key_file().c_str(), 0600);
  chmod(tls_.ca_file().c_str(), 0666);
  EXPECT_THAT(ErrorOf(tls_), AllOf(HasSubstr(tls_.ca_file()), HasSubstr("chmod go-w")));
}

TEST_F(TlsFilesTest, AreRefusedIfTheKeyIsOfAnotherUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  ASSERT_EQ(chown(tls_.key_file().c_str(), 65534, 65534), 0);
  EXPECT_THAT(ErrorOf(tls_), HasSubstr("belongs to another user"));
}

TEST_F(TlsFilesTest, AreRefusedIfOneIsNotThereOrHoldsSomethingElse) {
  for (const auto& set :
       {&config::v1::Tls::set_certificate_file<const char*>,
        &config::v1::Tls::set_key_file<const char*>, &config::v1::Tls::set_ca_file<const char*>}) {
    config::v1::Tls tls = tls_;
    (tls.*set)("/nowhere.pem");
    EXPECT_THAT(ErrorOf(tls), HasSubstr("/nowhere.pem No such file"));
  }
  tls_.set_crl_dir("/nowhere");
  EXPECT_THAT(ErrorOf(tls_), HasSubstr("/nowhere is no directory"));
  tls_.set_key_file(tls_.certificate_file());
  EXPECT_THAT(ErrorOf(tls_), HasSubstr("holds no private key"));
}

TEST_F(TlsFilesTest, AreRefusedIfTheyDoNotBelongTogether) {
  const auto other = authority_.Issue("other", {.uri = "debut://service/other"});
  tls_.set_key_file(other.key_file());
  const std::string error = ErrorOf(tls_);
  EXPECT_THAT(error, HasSubstr("is not the key of"));
  EXPECT_THAT(error, Not(HasSubstr("PRIVATE")));
}

TEST_F(TlsFilesTest, AreRefusedUnderAnotherAuthorityAndOnceExpired) {
  const TestAuthority other(directory_.path() / "other");
  config::v1::Tls tls = tls_;
  tls.set_ca_file(other.ca_file());
  EXPECT_THAT(ErrorOf(tls), HasSubstr("is not good under"));
  const auto expired = authority_.Issue(
      "expired", {.uri = "debut://service/log", .not_after = absl::Now() - absl::Minutes(1)});
  EXPECT_THAT(ErrorOf(expired), HasSubstr("renew it with deploy/certs renew"));
}

TEST_F(TlsFilesTest, AreRefusedIfTheCertificateNamesNoAccount) {
  EXPECT_THAT(ErrorOf(authority_.Issue("nobody", {})), HasSubstr("names no account"));
}

}  // namespace
}  // namespace debut::runtime
