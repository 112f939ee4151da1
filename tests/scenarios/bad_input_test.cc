// Bad input over all RPCs of debutd: each case ends with the right code, names every offending
// field or a reason, and nothing is recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "debut/rpc/v1/errors.pb.h"
#include "services/debut/amounts_in_json.h"
#include "services/debut/client.h"
#include "services/debut/methods.h"
#include "tests/support/arrangement.h"
#include "tests/support/build_tree.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using ::testing::UnorderedElementsAreArray;

// A line of bad_input.jsonl.
struct Case {
  std::string method;
  std::string principal;
  std::string request;
  std::string code;  // "INVALID_ARGUMENT"
  std::string reason;
  std::vector<std::string> fields;  // All that are wrong.
};

std::vector<Case> Cases() {
  std::ifstream in(test::SourcePath("tests/scenarios/bad_input.jsonl"));
  std::vector<Case> cases;
  for (std::string text; std::getline(in, text);) {
    const auto line = nlohmann::json::parse(text);
    cases.push_back({.method = line["call"],
                     .principal = line.value("as", "张伟"),
                     .request = line["request"].dump(),
                     .code = line["code"],
                     .reason = line["reason"],
                     .fields = line.value("fields", std::vector<std::string>{})});
  }
  return cases;
}

class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto started = Arrangement::Start(Kind::kEmbedded);
    ASSERT_TRUE(started.ok()) << started.status();
    arrangement_ = started->release();
    const Office office(*arrangement_);
    FirstEntries entries(
        office,
        {.families = 1, .claims_per_family = 1, .contract_fen = 100, .allotted_fen = 1'000});
    ASSERT_EQ(entries.Prepare(), absl::OkStatus());
    const std::string request =
        R"({"request_id": "test-reused", "enterprise_id": "E-1", "from_date": "2010-01-01"})";
    ASSERT_EQ(Outcome({"registry.RecordZoneRegistration", "张伟", request, "", "", {}}),
              absl::OkStatus());
  }
  static void TearDownTestSuite() { delete arrangement_; }

  static absl::Status Outcome(const Case& tried) {
    const cli::Client client({{"", arrangement_->AddressOf("eventlog")}}, tried.principal,
                             absl::Seconds(30));
    const auto method = cli::FindMethod(tried.method);
    if (!method.ok()) return method.status();
    const auto request = cli::NewMessage(*(*method)->input_type());
    if (auto parsed = cli::ParseRequest(tried.request, *request); !parsed.ok()) return parsed;
    const auto response = cli::NewMessage(*(*method)->output_type());
    return client.Call(cli::PathOf(**method), *request, *response);
  }

  static std::uint64_t Head() {
    const cli::Client client({{"", arrangement_->AddressOf("eventlog")}}, "", absl::Seconds(30));
    eventlog::v1::GetHeadResponse head;
    EXPECT_TRUE(
        client
            .Call("debut.eventlog.v1.EventLogService/GetHead", eventlog::v1::GetHeadRequest(), head)
            .ok());
    return head.head_position();
  }

  static void Try(const std::vector<Case>& cases) {
    const std::uint64_t before = Head();
    for (const Case& tried : cases) {
      const absl::Status status = Outcome(tried);
      const std::string which = tried.method + " " + tried.request;
      EXPECT_EQ(absl::StatusCodeToString(status.code()), tried.code) << which << "\n" << status;
      EXPECT_EQ(runtime::ReasonOf(status), tried.reason) << which << "\n" << status;
      rpc::v1::BadRequest bad;
      runtime::ReadDetail(status, bad);
      std::set<std::string> fields;
      for (const auto& violation : bad.field_violations()) {
        fields.insert(violation.field());
        EXPECT_NE(violation.description(), "") << which;
      }
      EXPECT_THAT(fields, UnorderedElementsAreArray(tried.fields)) << which << "\n" << status;
    }
    EXPECT_EQ(Head(), before) << "bad input left something in the log";
  }

  static inline Arrangement* arrangement_ = nullptr;
};

TEST_F(BadInput, IsRefusedWithAReasonAndEveryFieldAndNothingIsRecorded) {
  const std::vector<Case> cases = Cases();
  ASSERT_GE(cases.size(), 40u);
  Try(cases);
}

TEST_F(BadInput, IsRefusedBeforeItIsReadWhenTooLarge) {
  const cli::Client client({{"", arrangement_->AddressOf("eventlog")}}, "张伟", absl::Seconds(30));
  const auto method = cli::FindMethod("registry.RegisterEnterprise");
  ASSERT_TRUE(method.ok());
  const auto request = cli::NewMessage(*(*method)->input_type());
  const auto* name = request->GetDescriptor()->FindFieldByName("name");
  request->GetReflection()->SetString(request.get(), name, std::string(9 << 20, 'x'));
  const auto response = cli::NewMessage(*(*method)->output_type());
  EXPECT_EQ(client.Call(cli::PathOf(**method), *request, *response).code(),
            absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace debut::test
