#include "runtime/peer_certificates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/limits.h"
#include "runtime/rpc_status.h"
#include "runtime/testing/test_authority.h"
#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestAuthority;
using testing::TextOf;

TEST(ReadPrincipalUri, ReadsWhoAndWithWhichRoles) {
  const auto person =
      ReadPrincipalUri("debut://person/%E7%8E%8B%E8%8A%B3?role=grants.officer&role=reader");
  ASSERT_TRUE(person.ok()) << person.status();
  EXPECT_EQ(person->name, "王芳");
  EXPECT_EQ(person->kind, PeerKind::kPerson);
  EXPECT_THAT(person->roles, ElementsAre("grants.officer", "reader"));
  const auto service = ReadPrincipalUri("debut://service/debut-grants?role=log.writer");
  ASSERT_TRUE(service.ok()) << service.status();
  EXPECT_EQ(service->kind, PeerKind::kService);
  EXPECT_THAT(ReadPrincipalUri("debut://person/a")->roles, IsEmpty());
  EXPECT_THAT(ReadPrincipalUri("debut://person/a?role=*")->roles, ElementsAre("*"));
}

TEST(ReadPrincipalUri, RefusesEverythingElse) {
  const std::string name = "debut://person/a";
  for (const std::string& uri : {std::string("https://example.org/a"),
                                 std::string("debut://principal/a"),
                                 std::string("debut://person/"),
                                 std::string("debut://person/%FF"),
                                 std::string("debut://person/a%0Ab"),
                                 std::string("debut://person/a/b"),
                                 std::string("debut://person/%61"),
                                 std::string("debut://person/%e7%8e%8b"),
                                 std::string("debut://person/王芳"),
                                 std::string("debut://person/system"),
                                 "debut://person/" + std::string(kPrincipalBytesMax + 1, 'a'),
                                 name + "#role=a",
                                 name + "?",
                                 name + "?role=",
                                 name + "?role=A",
                                 name + "?role=a&",
                                 name + "?role=a&role=a",
                                 name + "?roles=a",
                                 name + "?role=**",
                                 name + "?role=a;role=b",
                                 name + "?role=a?role=b",
                                 name + "?role=" + std::string(kPrincipalUriBytesMax, 'a')}) {
    EXPECT_EQ(ReasonOf(ReadPrincipalUri(uri).status()), "CERTIFICATE_UNUSABLE") << uri;
  }
}

class PeerCertificatesTest : public ::testing::Test {
 protected:
  std::string PemOf(const TestAuthority::Wanted& wanted) {
    return TextOf(authority_.Issue("peer", wanted).certificate_file());
  }
  std::string ReasonOfChecking(const std::string& pem) {
    return ReasonOf(peers_.Check(pem).status());
  }

  test::TemporaryDirectory directory_;
  TestAuthority authority_{directory_.path() / "ca"};
  base::FakeClock clock_{absl::Now()};
  Revocations none_{authority_.ca_file(), "", clock_};
  PeerCertificates peers_{none_, clock_};
};

TEST_F(PeerCertificatesTest, TellsWhoACertificateIs) {
  const auto certificate =
      peers_.Check(PemOf({.uri = "debut://person/%E7%8E%8B%E8%8A%B3?role=reader",
                          .more_uris = {"https://example.org/wang"}}));
  ASSERT_TRUE(certificate.ok()) << certificate.status();
  EXPECT_EQ((*certificate)->name, "王芳");
}

TEST_F(PeerCertificatesTest, RefusesNoneOneWithoutAnAccountAndOneWithTwo) {
  EXPECT_EQ(ReasonOfChecking(""), "CERTIFICATE_MISSING");
  EXPECT_EQ(ReasonOfChecking("-----BEGIN CERTIFICATE-----\n"), "CERTIFICATE_UNUSABLE");
  EXPECT_EQ(ReasonOfChecking(PemOf({})), "CERTIFICATE_UNUSABLE");
  EXPECT_EQ(ReasonOfChecking(
                PemOf({.uri = "debut://person/a", .more_uris = {"debut://person/b?role=*"}})),
            "CERTIFICATE_UNUSABLE");
}

TEST_F(PeerCertificatesTest, RefusesACertificateThatHasExpiredSinceItWasFirstSeen) {
  const std::string pem = PemOf({.uri = "debut://person/a"});
  EXPECT_EQ(ReasonOfChecking(pem), "");
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(ReasonOfChecking(pem), "CERTIFICATE_EXPIRED");
  clock_.Advance(-absl::Hours(4));
  EXPECT_EQ(ReasonOfChecking(pem), "CERTIFICATE_EXPIRED");
}

class RevocationsTest : public PeerCertificatesTest {
 protected:
  // As a server that has just come up sees it.
  std::string ReasonNow() {
    const Revocations revocations(authority_.ca_file(), authority_.crl_dir(), clock_);
    return ReasonOf(PeerCertificates(revocations, clock_).Check(pem_).status());
  }

  const config::v1::Tls peer_ = authority_.Issue("peer", {.uri = "debut://person/a"});
  const std::string pem_ = TextOf(peer_.certificate_file());
};

TEST_F(RevocationsTest, LetNobodyInWithoutAList) {
  EXPECT_EQ(ReasonNow(), "REVOCATIONS_UNKNOWN");
  authority_.Publish();
  EXPECT_EQ(ReasonNow(), "");
}

TEST_F(RevocationsTest, RefuseWhatIsOnTheList) {
  authority_.Revoke(peer_);
  authority_.Publish();
  EXPECT_EQ(ReasonNow(), "CERTIFICATE_REVOKED");
}

TEST_F(RevocationsTest, KeepOnlyTheListsOfTheirOwnAuthority) {
  TestAuthority other(directory_.path() / "other");
  other.Publish();
  std::filesystem::rename(other.crl_dir() + "/ca.crl", authority_.crl_dir() + "/ca.crl");
  EXPECT_EQ(ReasonNow(), "REVOCATIONS_UNKNOWN");
}

TEST_F(RevocationsTest, SayNothingAfterTheirNextUpdate) {
  authority_.Publish(absl::Now(), absl::Now() + absl::Minutes(10));
  EXPECT_EQ(ReasonNow(), "");
  clock_.Advance(absl::Minutes(11));
  EXPECT_EQ(ReasonNow(), "REVOCATIONS_UNKNOWN");
}

TEST_F(RevocationsTest, PreferTheYoungerOfTwoLists) {
  authority_.Publish(absl::Now() - absl::Minutes(10));
  std::filesystem::copy(authority_.crl_dir() + "/ca.crl", authority_.crl_dir() + "/old.crl");
  authority_.Revoke(peer_);
  authority_.Publish();
  EXPECT_EQ(ReasonNow(), "CERTIFICATE_REVOKED");
}

}  // namespace
}  // namespace debut::runtime
