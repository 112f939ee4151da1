// Bad input over all RPCs of debutd: each case ends with the right code, names every offending
// field or a reason, and nothing is recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "debut/rpc/v1/errors.pb.h"
#include "services/debut/amounts_in_json.h"
#include "services/debut/client.h"
#include "services/debut/methods.h"
#include "tests/support/arrangement.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

using absl::StatusCode;
using ::testing::UnorderedElementsAreArray;

struct Case {
  const char* method;
  const char* request;
  StatusCode code;
  const char* reason = "";               // Of FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS.
  std::vector<std::string> fields = {};  // Of INVALID_ARGUMENT: all of them.
  const char* principal = "张伟";
};

std::vector<Case> FieldCases() {
  const auto kBad = StatusCode::kInvalidArgument;
  return {
      {"registry.RegisterEnterprise", R"({"request_id":"r1"})", kBad, "", {"credit_code", "name"}},
      {"registry.RegisterEnterprise",
       R"({"request_id":"r2","name":"甲","credit_code":"91110108MA0100001X"})",
       kBad,
       "",
       {"credit_code"}},
      {"registry.RegisterEnterprise",
       R"({"request_id":"r3","name":"甲","credit_code":"9111"})",
       kBad,
       "",
       {"credit_code"}},
      {"registry.RegisterEnterprise",
       R"({"request_id":"r4","name":"甲\u0007","credit_code":"91350100M000100Y43",)"
       R"("registered_date":"2020-02-30"})",
       kBad,
       "",
       {"name", "registered_date"}},
      {"registry.RegisterEnterprise",
       R"({"request_id":"r5","name":"甲","credit_code":"91350100M000100Y43",)"
       R"("registered_date":"2999-01-01"})",
       kBad,
       "",
       {"registered_date"}},
      {"registry.RegisterEnterprise",
       R"({"name":"甲","credit_code":"91350100M000100Y43"})",
       kBad,
       "",
       {"request_id"}},
      {"registry.RegisterEnterprise",
       R"({"request_id":"有空格 的","name":"甲","credit_code":"91350100M000100Y43"})",
       kBad,
       "",
       {"request_id"}},
      {"registry.RegisterBranch",
       R"({"request_id":"r6","branch_id":"a b"})",
       kBad,
       "",
       {"branch_id", "legal_person_id", "credit_code", "name"}},
      {"registry.RecordZoneRegistration",
       R"({"request_id":"r7","enterprise_id":"E-1","from_date":"2021-05-02",)"
       R"("to_date":"2021-05-01"})",
       kBad,
       "",
       {"to_date"}},
      {"registry.ImposeBan",
       R"({"request_id":"r8","enterprise_id":"E-1","from_date":"yesterday"})",
       kBad,
       "",
       {"from_date", "to_date", "document", "reason"}},
      {"registry.GetEnterprise",
       R"({"enterprise_id":"","as_of_date":"21-1-1"})",
       kBad,
       "",
       {"enterprise_id", "as_of_date"}},
      {"certification.SubmitProduct",
       R"({"request_id":"r9","enterprise_id":"E-1"})",
       kBad,
       "",
       {"name", "type", "field", "claimed_level", "research_completed_date"}},
      {"certification.SubmitExpertScore",
       R"({"request_id":"r10","product_id":"P-1","expert_id":"expert-1","score":101,)"
       R"("opinion":"好"})",
       kBad,
       "",
       {"score"}},
      {"certification.CertifyProduct",
       R"({"request_id":"r11","product_id":"P-1"})",
       kBad,
       "",
       {"level", "certificate_number"}},
      {"certification.PublishCatalogueEdition",
       R"({"request_id":"r12","year":1})",
       kBad,
       "",
       {"year", "document", "product_ids"}},
      {"certification.DelistProduct",
       R"({"request_id":"r13","product_id":"P-1"})",
       kBad,
       "",
       {"kind", "document", "grounds"}},
      {"market.SignContract",
       R"({"request_id":"r14","seller_id":"E-1","buyer_id":"B-1","number":"1",)"
       R"("signed_date":"2021-03-08","amount_fen":"-5",)"
       R"("lines":[{"product_id":"P-1","amount_fen":"0"}]})",
       kBad,
       "",
       {"amount_fen", "lines[0].amount_fen", "lines"}},
      {"market.SignContract",
       R"({"request_id":"r15","seller_id":"E-1","buyer_id":"B-1","number":"1",)"
       R"("signed_date":"2021-03-08","amount_fen":"10",)"
       R"("lines":[{"product_id":"P-1","amount_fen":"6"},{"product_id":"P-2","amount_fen":"5"}]})",
       kBad,
       "",
       {"lines"}},
      {"market.SignContract",
       R"({"request_id":"r16","seller_id":"E-1","buyer_id":"B-1","buyer_is_trader":true,)"
       R"("number":"1","signed_date":"2021-03-08","amount_fen":"10",)"
       R"("lines":[{"product_id":"P-1","amount_fen":"6"}]})",
       kBad,
       "",
       {"end_user_id"}},
      {"market.RecordContractPayment",
       R"({"request_id":"r17","contract_id":"C-P-1-1"})",
       kBad,
       "",
       {"voucher_number", "amount_fen"}},
      {"policy.AdoptPolicy",
       R"({"request_id":"r18","text":"version_id: 7","effective_date":"2021-01-01",)"
       R"("document":"文"})",
       kBad,
       "",
       {"text"}},
      {"grants.AllotBudget",
       R"({"request_id":"r19","budget_year":2021,"amount_fen":"1"})",
       kBad,
       "",
       {"measure", "document"}},
      {"grants.OpenRound",
       R"({"request_id":"r20","measure":3,"rate_numerator":"3"})",
       kBad,
       "",
       {"round_year", "budget_year", "rate_denominator", "opens_date", "closes_date", "document"}},
      {"grants.SubmitClaim",
       R"({"request_id":"r21","round_id":"R-1"})",
       kBad,
       "",
       {"enterprise_id", "basis"}},
      {"grants.ProposeAward",
       R"({"request_id":"r22","proposed_date":"2021-13-01"})",
       kBad,
       "",
       {"claim_id", "proposed_date"}},
      {"grants.SettlePayment", R"({"request_id":"r23"})", kBad, "", {"order_id", "bank_reference"}},
      {"readmodels.ListCaps", R"({"page_size":1001})", kBad, "", {"page_size"}},
      {"readmodels.ListCaps", R"({"page_token":"%%%"})", kBad, "", {"page_token"}},
      {"readmodels.ListAnnualLimits",
       R"({"as_of_date":"2021-06-31"})",
       kBad,
       "",
       {"enterprise_id", "as_of_date"}},
      {"eventlog.Append", R"({"events":[]})", kBad, "", {"events"}, Arrangement::kLogWriter},
      {"eventlog.Append",
       R"({"events":[{"type":"","tags":["b:1","a:1","x"]}],"condition":{}})",
       kBad,
       "",
       {"events[0].type", "events[0].tags", "events[0].tags[2]", "condition.fail_if_matches.items"},
       Arrangement::kLogWriter}};
}

std::vector<Case> RuleCases() {
  const auto kNo = StatusCode::kFailedPrecondition;
  const auto kNone = StatusCode::kNotFound;
  const auto kThere = StatusCode::kAlreadyExists;
  return {
      {"registry.GetEnterprise", R"({"enterprise_id":"E-404"})", kNone, "ENTERPRISE_UNKNOWN"},
      {"registry.RegisterEnterprise",
       R"({"request_id":"s1","enterprise_id":"E-9","name":"乙","credit_code":"91350100M000100Y43"})",
       kThere, "CREDIT_CODE_TAKEN"},
      {"registry.MergeEnterprises",
       R"({"request_id":"s2","predecessor_id":"E-404","successor_id":"E-1","document":"文"})",
       kNone, "ENTERPRISE_UNKNOWN"},
      {"certification.GetProduct", R"({"product_id":"P-404"})", kNone, "PRODUCT_UNKNOWN"},
      {"certification.FileTestReport",
       R"({"request_id":"s3","product_id":"P-404","report_number":"1","laboratory":"所",)"
       R"("issued_date":"2021-01-01"})",
       kNone, "PRODUCT_UNKNOWN"},
      {"market.GetContract", R"({"contract_id":"C-404"})", kNone, "CONTRACT_UNKNOWN"},
      {"market.TerminateContract", R"({"request_id":"s4","contract_id":"C-404","grounds":"解除"})",
       kNone, "CONTRACT_UNKNOWN"},
      {"market.OpenFirstEntryCase",
       R"({"request_id":"s5","contract_id":"C-404","product_id":"P-1"})", kNone,
       "CONTRACT_UNKNOWN"},
      {"market.GetFirstEntryCase", R"({"family_id":"P-404"})", kNone, "FIRST_ENTRY_CASE_UNKNOWN"},
      {"policy.GetPolicy", R"({"in_force_date":"1999-01-01"})", kNone, "POLICY_NOT_IN_FORCE"},
      {"grants.GetClaim", R"({"claim_id":"CL-404"})", kNone, "CLAIM_UNKNOWN"},
      {"grants.GetRound", R"({"round_id":"R-404"})", kNone, "ROUND_UNKNOWN"},
      {"grants.ProposeAward", R"({"request_id":"s6","claim_id":"CL-404"})", kNone, "CLAIM_UNKNOWN"},
      {"grants.GrantSubsidy", R"({"request_id":"s7","claim_id":"CL-P-1-1","document":"纪要"})", kNo,
       "CLAIM_STATE_UNFIT"},
      {"grants.SettlePayment", R"({"request_id":"s8","order_id":"O-404","bank_reference":"回单"})",
       kNone, "ORDER_UNKNOWN"},
      {"readmodels.GetCap", R"({"cap_key":"m3/P-404"})", kNone, "CAP_UNKNOWN"},
      {"registry.RecordZoneRegistration",
       R"({"request_id":"test-reused","enterprise_id":"E-1","from_date":"2011-01-01"})", kNo,
       "REQUEST_ID_REUSED"},
      {"grants.ProposeAward",
       R"({"request_id":"s9","claim_id":"CL-P-1-1"})",
       StatusCode::kUnauthenticated,
       "",
       {},
       ""},
      {"eventlog.Append", R"({"events":[{"type":"x","schema":1}]})",
       StatusCode::kPermissionDenied}};
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
    ASSERT_EQ(Outcome({"registry.RecordZoneRegistration",
                       R"({"request_id":"test-reused","enterprise_id":"E-1",)"
                       R"("from_date":"2010-01-01"})",
                       StatusCode::kOk}),
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
      const std::string which = std::string(tried.method) + " " + tried.request;
      EXPECT_EQ(status.code(), tried.code) << which << "\n" << status;
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

TEST_F(BadInput, NamesEveryOffendingField) { Try(FieldCases()); }
TEST_F(BadInput, IsRefusedByTheRulesWithAReason) { Try(RuleCases()); }

TEST_F(BadInput, IsRefusedBeforeItIsReadWhenTooLarge) {
  const Case huge{"registry.RegisterEnterprise", "{}", StatusCode::kResourceExhausted};
  const cli::Client client({{"", arrangement_->AddressOf("eventlog")}}, "张伟", absl::Seconds(30));
  const auto method = cli::FindMethod(huge.method);
  ASSERT_TRUE(method.ok());
  const auto request = cli::NewMessage(*(*method)->input_type());
  const auto* name = request->GetDescriptor()->FindFieldByName("name");
  request->GetReflection()->SetString(request.get(), name, std::string(9 << 20, 'x'));
  const auto response = cli::NewMessage(*(*method)->output_type());
  EXPECT_EQ(client.Call(cli::PathOf(**method), *request, *response).code(), huge.code);
}

}  // namespace
}  // namespace debut::test
