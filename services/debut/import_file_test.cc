#include "services/debut/import_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "debut/registry/v1/registry_service.pb.h"

namespace debut::cli {
namespace {

using registry::v1::RegisterEnterpriseRequest;
using testing::AllOf;
using testing::HasSubstr;

absl::StatusOr<std::vector<ImportLine>> Read(const std::string& text) {
  std::istringstream in(text);
  return ReadImportFile(in);
}

std::string RequestIdOf(const ImportLine& line) {
  return static_cast<const RegisterEnterpriseRequest&>(*line.calls[0].request).request_id();
}

constexpr char kRegister[] =
    R"({"call": "registry.RegisterEnterprise", "as": "张伟", "request": {"name": "北京首创"}})";

TEST(ReadImportFile, ReadsCallsAndSkipsComments) {
  const auto lines = Read(std::string("# 企业\n\n") + kRegister + "\n");
  ASSERT_TRUE(lines.ok()) << lines.status();
  ASSERT_EQ(lines->size(), 1u);
  EXPECT_EQ(lines->front().number, 3u);
  EXPECT_EQ(lines->front().calls[0].principal, "张伟");
  EXPECT_EQ(lines->front().calls[0].method->name(), "RegisterEnterprise");
}

TEST(ReadImportFile, GivesTheSameLineTheSameRequestIdAgain) {
  const auto first = Read(std::string("# a comment\n") + kRegister);
  const auto second = Read(kRegister);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(RequestIdOf(first->front()), "");
  EXPECT_EQ(RequestIdOf(first->front()), RequestIdOf(second->front()));
}

TEST(ReadImportFile, TellsRepeatedLinesApart) {
  const auto lines = Read(std::string(kRegister) + "\n" + kRegister);
  ASSERT_TRUE(lines.ok());
  EXPECT_NE(RequestIdOf((*lines)[0]), RequestIdOf((*lines)[1]));
}

TEST(ReadImportFile, KeepsAGivenRequestId) {
  const auto lines =
      Read(R"({"call": "registry.RegisterEnterprise", "request": {"request_id": "r-1"}})");
  ASSERT_TRUE(lines.ok());
  EXPECT_EQ(RequestIdOf(lines->front()), "r-1");
}

TEST(ReadImportFile, RefusesCountsThatWrapAround) {
  const std::string race = std::string("{\"race\": [") + kRegister + "], \"expect\": ";
  EXPECT_FALSE(Read(race + "{\"OK\": 18446744073709551615, \"CAP_EXHAUSTED\": 2}}").ok());
}

TEST(ReadImportFile, RefusesWhatIsNestedTooDeep) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  const auto lines =
      Read("{\"call\": \"registry.RegisterEnterprise\", \"request\": {\"name\": " + deep + "}}");
  EXPECT_THAT(std::string(lines.status().message()), HasSubstr("line 1: not JSON, or nested"));
}

TEST(ReadImportFile, ReadsRacesAndExpectations) {
  const auto lines =
      Read(R"({"race": [{"call": "grants.ProposeAward"}, {"call": "grants.ProposeAward"}],)"
           R"( "expect": {"OK": 1, "BUDGET_EXCEEDED": 1}})");
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_EQ(lines->front().calls.size(), 2u);
  EXPECT_EQ(lines->front().expected.at("BUDGET_EXCEEDED"), 1u);
}

TEST(ReadImportFile, ReadsLanes) {
  const auto lines =
      Read(std::string(kRegister) + "\n" + R"({"call": "grants.ProposeAward", "lane": "E-1"})");
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_EQ((*lines)[0].lane, "");
  EXPECT_EQ((*lines)[1].lane, "E-1");
}

TEST(ReadImportFile, NamesEveryBadLine) {
  const auto lines = Read(
      "{\n"
      R"({"call": "registry.Nothing"})"
      "\n"
      R"({"call": "registry.RegisterEnterprise", "request": {"nmae": "x"}})"
      "\n"
      R"({"call": "registry.RegisterEnterprise", "colour": "red"})"
      "\n"
      R"({"race": [{"call": "grants.ProposeAward"}], "expect": {"OK": 2}})"
      "\n"
      R"({"race": []})"
      "\n"
      R"({"request": {}})"
      "\n"
      R"({"call": "grants.ProposeAward", "lane": 7})");
  EXPECT_EQ(lines.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      std::string(lines.status().message()),
      AllOf(HasSubstr("line 1: not JSON"), HasSubstr("line 2: no method registry.Nothing"),
            HasSubstr("line 3: RegisterEnterpriseRequest"), HasSubstr("line 4: unknown key colour"),
            HasSubstr("line 5: \"expect\" counts"), HasSubstr("line 6: \"race\""),
            HasSubstr("line 7: \"call\" is missing"), HasSubstr("line 8: \"lane\" is not a text")));
}

}  // namespace
}  // namespace debut::cli
