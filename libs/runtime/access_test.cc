#include "runtime/access.h"

#include <gtest/gtest.h>

#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

const Access& SomeAccess() {
  static const Access access({.roles_of = {{"王芳", {"grants.officer"}}, {"root", {"*"}}},
                              .any_principal = {"market.officer"},
                              .anonymous = {"reader"}});
  return access;
}

TEST(Access, GivesAPrincipalItsOwnRolesThoseOfAnyPrincipalAndThoseOfEverybody) {
  EXPECT_TRUE(SomeAccess().Require("王芳", "grants.officer").ok());
  EXPECT_TRUE(SomeAccess().Require("王芳", "market.officer").ok());
  EXPECT_TRUE(SomeAccess().Require("王芳", "reader").ok());
}

TEST(Access, RefusesARoleThatNobodyGave) {
  const absl::Status status = SomeAccess().Require("王芳", "grants.approver");
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), "ROLE_MISSING");
  EXPECT_EQ(status.message(),
            "王芳 lacks the role grants.approver, which the server's configuration gives (access)");
}

TEST(Access, GivesTheAnonymousOnlyTheirRoles) {
  EXPECT_TRUE(SomeAccess().Require("", "reader").ok());
  EXPECT_FALSE(SomeAccess().Require("", "market.officer").ok());
}

TEST(Access, ReadsTheStarAsEveryRoleButThatOfTheLogsWriter) {
  EXPECT_TRUE(SomeAccess().Require("root", "grants.approver").ok());
  EXPECT_FALSE(SomeAccess().Require("root", "log.writer").ok());
}

TEST(Access, GivesTheLogWritersRoleByNameOnly) {
  const Access access({.roles_of = {}, .any_principal = {"*", "log.writer"}, .anonymous = {}});
  EXPECT_TRUE(access.Require("grants", "log.writer").ok());
  EXPECT_FALSE(access.Require("", "log.writer").ok());
}

TEST(Access, RefusesAMethodWithoutRoleToEverybody) {
  const absl::Status status = SomeAccess().Require("root", "");
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), "ROLE_UNDECLARED");
}

// With certificates: the configuration's roles mean nothing, its pairs of service and officer do.
const Access& CertifiedAccess() {
  static const Access access(
      {.roles_of = {{"王芳", {"grants.approver"}}},
       .any_principal = {"*"},
       .anonymous = {"*"},
       .on_behalf_of = {{"portal", {{"王芳", {"market.officer", "reader"}}, {"李娜", {"*"}}}}}});
  return access;
}

Identity Certified(std::set<std::string> roles) {
  return {.principal = "王芳", .certified = true, .roles = std::move(roles)};
}

Identity Portal(const std::string& officer) {
  return {.principal = officer,
          .via = "portal",
          .certified = true,
          .roles = {"market.officer", "grants.officer"}};
}

std::string ReasonFor(const Identity& caller, std::string_view role) {
  return ReasonOf(CertifiedAccess().Require(caller, role));
}

TEST(CertifiedAccess, GivesTheRolesOfTheCertificateAndNoOther) {
  EXPECT_EQ(ReasonFor(Certified({"grants.officer"}), "grants.officer"), "");
  EXPECT_EQ(ReasonFor(Certified({"grants.officer"}), "grants.approver"), "ROLE_MISSING");
  EXPECT_EQ(ReasonFor(Certified({}), "reader"), "ROLE_MISSING");
  EXPECT_EQ(ReasonFor(Certified({"*"}), "reader"), "");
  EXPECT_EQ(ReasonFor(Certified({"*"}), "log.writer"), "ROLE_MISSING");
  EXPECT_EQ(ReasonFor(Certified({"*"}), ""), "ROLE_UNDECLARED");
}

TEST(CertifiedAccess, LetsAServiceActForWhomTheConfigurationNames) {
  EXPECT_EQ(ReasonFor(Portal("王芳"), "market.officer"), "");
  EXPECT_EQ(ReasonFor(Portal("李娜"), "grants.officer"), "");
}

TEST(CertifiedAccess, RefusesAServiceThatActsForSomebodyElse) {
  EXPECT_EQ(ReasonFor(Portal("张伟"), "market.officer"), "ON_BEHALF_REFUSED");
  Identity other = Portal("王芳");
  other.via = "shop";
  EXPECT_EQ(ReasonFor(other, "market.officer"), "ON_BEHALF_REFUSED");
}

TEST(CertifiedAccess, WantsTheRoleInTheConfigurationAndInTheServicesCertificate) {
  EXPECT_EQ(ReasonFor(Portal("王芳"), "grants.officer"), "ROLE_MISSING");
  EXPECT_EQ(ReasonFor(Portal("王芳"), "reader"), "ROLE_MISSING");
}

}  // namespace
}  // namespace debut::runtime
