#include "runtime/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace debut::runtime {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class LoadConfigTest : public ::testing::Test {
 protected:
  LoadConfigTest() {
    std::string name = ::testing::TempDir() + "/config.XXXXXX";
    directory_ = mkdtemp(name.data());
    path_ = directory_ / "debut.conf";
    defaults_.set_listen("127.0.0.1:7420");
    defaults_.mutable_access()->add_any_principal_roles("*");
  }
  ~LoadConfigTest() override { std::filesystem::remove_all(directory_); }

  absl::StatusOr<Config> Load(const std::string& text, ConfigNeeds needs = {}) {
    std::ofstream(path_) << text;
    return LoadConfig(path_, defaults_, overrides_, needs);
  }
  std::string ErrorOf(const std::string& text, ConfigNeeds needs = {}) {
    const absl::StatusOr<Config> config = Load(text, needs);
    EXPECT_EQ(config.status().code(), absl::StatusCode::kInvalidArgument);
    return std::string(config.status().message());
  }

  std::filesystem::path directory_;
  std::string path_;
  Config defaults_;
  Config overrides_;
};

TEST_F(LoadConfigTest, KeepsTheDefaultsWithoutAFile) {
  const absl::StatusOr<Config> config = LoadConfig("", defaults_, overrides_, {});
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->listen(), "127.0.0.1:7420");
}

TEST_F(LoadConfigTest, LetsTheFileWinOverDefaultsAndTheCommandLineOverTheFile) {
  overrides_.set_data_dir("/other");
  const auto config =
      Load("# where\nlisten: 'localhost:1'\ndata_dir: '/some'\nreflection: false\n");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->listen(), "localhost:1");
  EXPECT_EQ(config->data_dir(), "/other");
  EXPECT_TRUE(config->has_reflection());
  EXPECT_FALSE(config->reflection());
}

TEST_F(LoadConfigTest, ReplacesTheDefaultAccessWholly) {
  const auto config = Load("access { principals { name: '王芳' roles: 'grants.officer' } }");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_TRUE(AccessOf(*config).Require("王芳", "grants.officer").ok());
  EXPECT_FALSE(AccessOf(*config).Require("李强", "grants.officer").ok());
}

TEST_F(LoadConfigTest, NamesFileLineAndColumnOfASyntaxError) {
  EXPECT_THAT(ErrorOf("listen: '127.0.0.1:1'\n  data_dir = '/x'\n"), StartsWith(path_ + ":2:12: "));
}

TEST_F(LoadConfigTest, NamesAFieldThatDoesNotExist) {
  const std::string error = ErrorOf("listen: '127.0.0.1:1'\nlogging {\n  colour: true\n}\n");
  EXPECT_THAT(error, StartsWith(path_ + ":3:"));
  EXPECT_THAT(error, HasSubstr("colour"));
}

TEST_F(LoadConfigTest, NamesAValueOfTheWrongKind) {
  const std::string error = ErrorOf("\nlogging { level: LEVEL_LOUD }\n");
  EXPECT_THAT(error, StartsWith(path_ + ":2:"));
  EXPECT_THAT(error, HasSubstr("LEVEL_LOUD"));
}

TEST_F(LoadConfigTest, RefusesAFieldGivenTwice) {
  EXPECT_THAT(ErrorOf("data_dir: 'a'\ndata_dir: 'b'\n"), HasSubstr(":2:"));
}

TEST_F(LoadConfigTest, RefusesToListenWhereOthersCanReachIt) {
  for (const char* address : {"0.0.0.0:7420", "[::]:7420", "10.0.0.1:7420", "example.org:7420"}) {
    EXPECT_THAT(ErrorOf("\n\nlisten: '" + std::string(address) + "'\n"),
                StartsWith(path_ + ":3:1: listen is \"" + address + "\", which others can reach"));
  }
}

constexpr char kTls[] = "tls { certificate_file: 'c' key_file: 'k' ca_file: 'a' }\n";

TEST_F(LoadConfigTest, NamesTheRemedyForAnAddressThatOthersCanReach) {
  EXPECT_THAT(ErrorOf("listen: '0.0.0.0:1'"), HasSubstr("--tls-dir DIR, as deploy/certs makes it"));
  EXPECT_TRUE(Load(kTls + std::string("listen: '0.0.0.0:1'")).ok());
}

TEST_F(LoadConfigTest, AsksForAllThreeFilesOfTls) {
  EXPECT_THAT(ErrorOf("\ntls { key_file: 'k' ca_file: 'a' }"),
              StartsWith(path_ + ":2:1: tls needs certificate_file, key_file and ca_file"));
}

TEST_F(LoadConfigTest, GivesNobodyAnythingByDefaultUnderTls) {
  defaults_.set_reflection(true);
  const auto config = Load(kTls);
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_FALSE(config->has_access());
  EXPECT_FALSE(config->reflection());
  EXPECT_TRUE(Load(kTls + std::string("reflection: true"))->reflection());
}

TEST_F(LoadConfigTest, RefusesRolesBesideThoseOfTheCertificates) {
  for (const char* access : {"principals { name: 'a' roles: 'reader' }",
                             "any_principal_roles: 'reader'", "anonymous_roles: 'reader'"}) {
    EXPECT_THAT(ErrorOf(kTls + std::string("access { ") + access + " }"),
                HasSubstr("with tls come from the certificates alone"))
        << access;
  }
}

TEST_F(LoadConfigTest, ReadsOnWhoseBehalfAServiceMayAct) {
  const std::string portal =
      "access { principals { name: 'portal' on_behalf_of { officer: '王芳' roles: 'reader' } } }";
  const auto config = Load(kTls + portal);
  ASSERT_TRUE(config.ok()) << config.status();
  const Identity caller{
      .principal = "王芳", .via = "portal", .certified = true, .roles = {"reader"}};
  EXPECT_TRUE(AccessOf(*config).Require(caller, "reader").ok());
  EXPECT_THAT(ErrorOf(portal), HasSubstr("needs certificates"));
}

TEST_F(LoadConfigTest, RefusesAnUnclearOnBehalfOf) {
  for (const char* behalf :
       {"roles: 'reader'", "officer: 'a'", "officer: 'portal' roles: 'reader'",
        "officer: 'a' roles: 'reader' } on_behalf_of { officer: 'a' roles: 'x'"}) {
    EXPECT_THAT(ErrorOf(kTls + std::string("access { principals { name: 'portal' on_behalf_of { ") +
                        behalf + " } } }"),
                HasSubstr("needs in each on_behalf_of an officer"))
        << behalf;
  }
}

TEST_F(LoadConfigTest, RefusesAnAddressWithoutPort) {
  EXPECT_THAT(ErrorOf("listen: '127.0.0.1'"), HasSubstr("must be HOST:PORT"));
}

TEST_F(LoadConfigTest, BlamesTheCommandLineAndNotTheFileForAnOverride) {
  overrides_.set_listen("0.0.0.0:1");
  EXPECT_THAT(ErrorOf("listen: '127.0.0.1:1'"), StartsWith("listen is \"0.0.0.0:1\""));
}

TEST_F(LoadConfigTest, AsksForWhatTheProgramNeeds) {
  EXPECT_THAT(ErrorOf("", {.data_dir = true}), HasSubstr("--data-dir DIR"));
  EXPECT_THAT(ErrorOf("", {.log_address = true}), HasSubstr("--log HOST:PORT"));
  EXPECT_THAT(ErrorOf("log_address: 'nowhere'", {.log_address = true}),
              StartsWith(path_ + ":1:1: log_address is \"nowhere\""));
}

TEST_F(LoadConfigTest, RefusesAPrincipalThatIsThereTwice) {
  EXPECT_THAT(ErrorOf("access {\n  principals { name: 'a' }\n  principals { name: 'a' }\n}\n"),
              StartsWith(path_ + ":3:3: access.principals[1] \"a\" is there twice"));
}

TEST_F(LoadConfigTest, RefusesAPrincipalWithoutAName) {
  EXPECT_THAT(ErrorOf("access { principals { } }"), HasSubstr("access.principals[0] needs a name"));
}

TEST_F(LoadConfigTest, RefusesWhatCannotBeARole) {
  EXPECT_THAT(ErrorOf("access {\n  principals { name: 'a' roles: 'Grants Officer' }\n}\n"),
              StartsWith(path_ + ":2:3: access.principals[0] has the role \"Grants Officer\""));
  EXPECT_THAT(ErrorOf("access {\n  any_principal_roles: 'reader'\n  any_principal_roles: ''\n}\n"),
              StartsWith(path_ + ":3:3: access.any_principal_roles[1]"));
  EXPECT_THAT(ErrorOf("access { anonymous_roles: '**' }"), HasSubstr("anonymous_roles[0]"));
}

TEST_F(LoadConfigTest, SaysWhyAFileCannotBeRead) {
  const auto missing = LoadConfig(path_ + ".none", defaults_, overrides_, {});
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("debut.conf.none: No such file"));
  const auto directory = LoadConfig(directory_, defaults_, overrides_, {});
  EXPECT_FALSE(directory.ok());
}

TEST_F(LoadConfigTest, RefusesAFileThatIsFarTooLarge) {
  EXPECT_THAT(ErrorOf(std::string(2 << 20, '#')), HasSubstr("is larger than"));
}

TEST(ParseEndpoint, ReadsHostsAndPorts) {
  EXPECT_EQ(ParseEndpoint("localhost:0")->host, "localhost");
  EXPECT_EQ(ParseEndpoint("[::1]:7420")->host, "::1");
  EXPECT_EQ(ParseEndpoint("127.0.0.1:65535")->port, 65'535);
}

TEST(ParseEndpoint, RefusesEverythingElse) {
  for (const char* address :
       {"", ":1", "localhost", "localhost:", "localhost:65536", "localhost:-1", "localhost:1a",
        "::1:7420", "[]:1", "localhost:123456"}) {
    EXPECT_EQ(ParseEndpoint(address), std::nullopt) << address;
  }
}

TEST(IsLoopback, KnowsTheLoopbackAddresses) {
  for (const char* host : {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) {
    EXPECT_TRUE(IsLoopback({.host = host, .port = 1})) << host;
  }
  for (const char* host : {"0.0.0.0", "::", "128.0.0.1", "localhost.example.org"}) {
    EXPECT_FALSE(IsLoopback({.host = host, .port = 1})) << host;
  }
}

TEST_F(LoadConfigTest, ServesMetricsOnTheLoopbackOrWhereItIsToldThatOthersMayReadThem) {
  EXPECT_TRUE(Load("metrics { listen: '127.0.0.1:9420' }").ok());
  EXPECT_TRUE(Load("metrics { listen: '0.0.0.0:9420' open_to_network: true }").ok());
  EXPECT_THAT(ErrorOf("metrics { listen: '0.0.0.0:9420' }"),
              HasSubstr("metrics.listen is \"0.0.0.0:9420\", which others can reach"));
  EXPECT_THAT(ErrorOf("metrics {}"), HasSubstr("metrics.listen is \"\", must be HOST:PORT"));
}

}  // namespace
}  // namespace debut::runtime
