#include "tests/architecture/contracts.h"

#include <google/protobuf/text_format.h>

#include "debut/options/v1/options.pb.h"
#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

namespace pb = google::protobuf;
using testing::ElementsAre;
using testing::IsEmpty;

// What is found in a planted contract, a FileDescriptorProto in text form without its syntax.
std::vector<std::string> Planted(const std::string& text, const std::string& package = "debut.x.v1",
                                 const std::string& path = "debut/x/v1/x_events.proto") {
  pb::FileDescriptorProto file;
  EXPECT_TRUE(pb::TextFormat::ParseFromString(text, &file));
  file.set_syntax("proto3");
  file.set_name(path);
  file.set_package(package);
  file.add_dependency("debut/options/v1/options.proto");
  pb::DescriptorPool pool(pb::DescriptorPool::generated_pool());
  const pb::FileDescriptor* proto = pool.BuildFile(file);
  EXPECT_NE(proto, nullptr);
  std::vector<std::string> whats;
  for (const Finding& finding : ContractFindings(*proto)) whats.push_back(finding.what);
  return whats;
}

std::string Field(const std::string& name, const std::string& type, const std::string& tag = "") {
  return "field { name: '" + name + "' number: 1 label: LABEL_OPTIONAL type: TYPE_" + type +
         (tag.empty() ? "" : " options { [debut.options.v1.tag]: '" + tag + "' }") + " } ";
}

std::string Message(const std::string& name, const std::string& body) {
  return "message_type { name: '" + name + "' " + body + " } ";
}

const char kFact[] = "options { [debut.options.v1.fact]: 1 } ";

TEST(Contracts, FollowTheRulesInTheTree) {
  Findings all;
  for (const pb::FileDescriptor* proto : Contracts()) {
    for (Finding& finding : ContractFindings(*proto)) all.push_back(std::move(finding));
  }
  EXPECT_EQ(Report(all), "");
  EXPECT_GT(Contracts().size(), 5U);
  EXPECT_GT(Facts().size(), 10U);
}

TEST(Contracts, InAnotherPackageThanTheirFolderAreFound) {
  EXPECT_THAT(Planted("", "debut.y.v1"),
              ElementsAre("debut.y.v1: the package should be debut.x.v1"));
}

TEST(Contracts, WithWrongEnumsAreFound) {
  EXPECT_THAT(
      Planted("enum_type { name: 'CapKind' value { name: 'CAP_KIND_UNSPECIFIED' number: 0 } "
              "value { name: 'CAP_KIND_NONE' number: 1 } }"),
      IsEmpty());
  EXPECT_THAT(Planted("enum_type { name: 'CapKind' value { name: 'CAP_KIND_NONE' number: 0 } "
                      "value { name: 'LIFETIME' number: 1 } }"),
              ElementsAre("debut.x.v1.CapKind: the zero value should be CAP_KIND_UNSPECIFIED",
                          "debut.x.v1.CapKind: LIFETIME should begin with CAP_KIND_"));
}

TEST(Contracts, WithWrongFieldsAreFound) {
  EXPECT_THAT(Planted(Message("M", Field("claimId", "STRING"))),
              ElementsAre("debut.x.v1.M.claimId: should be lower_snake_case"));
  EXPECT_THAT(Planted(Message("M", Field("rate", "DOUBLE"))),
              ElementsAre("debut.x.v1.M.rate: no floating point"));
  EXPECT_THAT(Planted(Message("M", Field("amount_fen", "STRING"))),
              ElementsAre("debut.x.v1.M.amount_fen: money is int64"));
  EXPECT_THAT(Planted(Message("M", Field("year", "UINT32", "year"))),
              ElementsAre("debut.x.v1.M.year: only a string can be a tag"));
}

TEST(Contracts, WithWrongFactsAreFound) {
  EXPECT_THAT(Planted(Message("F", kFact + Field("claim_id", "STRING", "claim"))), IsEmpty());
  EXPECT_THAT(Planted(Message("F", kFact + Field("claim_id", "STRING"))),
              ElementsAre("debut.x.v1.F: a fact needs a tag"));
  EXPECT_THAT(Planted(Message("F", "options { [debut.options.v1.fact]: 0 } " +
                                       Field("claim_id", "STRING", "claim"))),
              ElementsAre("debut.x.v1.F: the version of a fact counts from 1"));
  EXPECT_THAT(Planted(Message("F", kFact + Field("claim_id", "STRING", "claim")), "debut.x.v1",
                      "debut/x/v1/x.proto"),
              ElementsAre("debut.x.v1.F: facts stand in <context>_events.proto"));
}

TEST(Contracts, WithTheTagOfAFactInANestedMessageAreRight) {
  EXPECT_THAT(Planted(Message("Basis", Field("product_id", "STRING", "product")) +
                      Message("F", std::string(kFact) +
                                       "field { name: 'basis' number: 1 label: LABEL_OPTIONAL "
                                       "type: TYPE_MESSAGE type_name: '.debut.x.v1.Basis' }")),
              IsEmpty());
}

TEST(Contracts, WithWrongMethodsAreFound) {
  const std::string messages = Message("PayRequest", "") + Message("PayResponse", "");
  const std::string types =
      "input_type: '.debut.x.v1.PayRequest' "
      "output_type: '.debut.x.v1.PayResponse' ";
  const std::string role = "options { [debut.options.v1.role]: 'officer' } ";
  EXPECT_THAT(Planted(messages + "service { name: 'PayService' method { name: 'Pay' " + types +
                      role + "} }"),
              IsEmpty());
  EXPECT_THAT(
      Planted(messages + "service { name: 'PayService' method { name: 'Pay' " + types + "} }"),
      ElementsAre("debut.x.v1.PayService.Pay: a method needs a role"));
  EXPECT_THAT(
      Planted(messages + "service { name: 'Pay' method { name: 'Order' " + types + role + "} }"),
      ElementsAre("debut.x.v1.Pay: should end with Service",
                  "debut.x.v1.Pay.Order: should take OrderRequest",
                  "debut.x.v1.Pay.Order: should return OrderResponse"));
}

}  // namespace
}  // namespace debut::architecture
