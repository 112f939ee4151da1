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

}  // namespace
}  // namespace debut::runtime
