#include "domain/market/sign_contract.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/market/contract_key.h"
#include "domain/market/reasons.h"
#include "domain/market/testing/market_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using certification::testing::Submitted;
using money::Fen;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Merged;
using registry::testing::Registered;
using test::Given;

constexpr char kSellerCode[] = "91110108MA01000010";
constexpr char kBuyerCode[] = "91350100M000100Y43";
const CivilDay kSigned(2021, 3, 8);

SignContract Command() {
  SignContract command;
  command.contract_id = "C-1";
  command.seller = Party("E-1");
  command.buyer = Party("B-1");
  command.end_user = Party("B-1");
  command.number = "合同〔2021〕1号";
  command.signed_date = kSigned;
  command.amount = Fen(10'000);
  command.lines = {{"P-1", Fen(10'000)}};
  command.evidence_key = ContractKey(kSellerCode, kBuyerCode, command.number, kSigned);
  return command;
}

const Given& MakerAndBuyer() {
  static const Given history(Registered("E-1", "北京智行科技有限公司", kSellerCode),
                             Registered("B-1", "首都轨道交通建设有限公司", kBuyerCode));
  return history;
}

v1::ContractSigned Fact() {
  v1::ContractSigned fact = testing::Signed("C-1", "2021-03-08");
  fact.set_evidence_key(Command().evidence_key);
  return fact;
}

TEST(SignContract, RecordsTheContractWithItsKey) {
  MakerAndBuyer().And(Submitted("P-1", "E-1")).When(Command()).Then(Fact());
}

TEST(SignContract, IsRefusedWhenAPartyIsUnknown) {
  Given(Registered("B-1")).When(Command()).ThenRejected(kEnterpriseUnknown);
  Given(Registered("E-1")).When(Command()).ThenRejected(kEnterpriseUnknown);
}

TEST(SignContract, IsStaleWhenAPartyHasAMemberThatItDidNotRead) {
  MakerAndBuyer().And(BranchOf("E-1", "E-1-F")).When(Command()).ThenStale();
}

TEST(SignContract, IsRefusedWithinOneLegalPerson) {
  SignContract command = Command();
  command.seller = Party("E-1", {"E-1", "B-1"});
  command.buyer = Party("B-1", {"E-1", "B-1"});
  command.end_user = command.buyer;
  MakerAndBuyer()
      .And(Merged("E-1", "B-1", "2021-01-01"))
      .When(command)
      .ThenRejected(kPartiesAreOne);
}

TEST(SignContract, IsStaleWhenTheKeyIsNotThatOfTheRegistry) {
  SignContract command = Command();
  command.evidence_key = ContractKey(kSellerCode, kSellerCode, command.number, kSigned);
  MakerAndBuyer().And(Submitted("P-1", "E-1")).When(command).ThenStale();
}

TEST(SignContract, IsRefusedWhenTheIdIsInUse) {
  MakerAndBuyer()
      .And(testing::Signed("C-1", "2021-01-01"))
      .When(Command())
      .ThenRejected(kContractAlreadyRecorded);
}

TEST(SignContract, IsRefusedWhenTheSameContractIsRecordedUnderAnotherId) {
  v1::ContractSigned other = Fact();
  other.set_contract_id("C-9");
  MakerAndBuyer().And(other).When(Command()).ThenRejected(kContractAlreadyRecorded);
}

TEST(SignContract, IsRefusedForAnUnknownProduct) {
  MakerAndBuyer().When(Command()).ThenRejected(kProductUnknown);
}

TEST(SignContract, IsRefusedForTheProductOfAnother) {
  MakerAndBuyer().And(Submitted("P-1", "E-7")).When(Command()).ThenRejected(kProductOfAnotherMaker);
}

TEST(ContractKey, IsTheSameHoweverTheNumberIsTyped) {
  const std::string key = ContractKey(kSellerCode, kBuyerCode, "HT-2021-001号", kSigned);
  EXPECT_EQ(key, ContractKey(kSellerCode, kBuyerCode, "ＨＴ－２０２１－００１号", kSigned));
  EXPECT_EQ(key, ContractKey(kSellerCode, kBuyerCode, " ht-2021- 001号", kSigned));
}

TEST(ContractKey, TellsContractsApartByPartiesNumberAndDate) {
  const std::string key = ContractKey(kSellerCode, kBuyerCode, "1", kSigned);
  EXPECT_EQ(key.size(), std::string("contract/").size() + 32);
  EXPECT_EQ(key, ContractKey(kSellerCode, kBuyerCode, "1", kSigned));
  EXPECT_NE(key, ContractKey(kBuyerCode, kSellerCode, "1", kSigned));
  EXPECT_NE(key, ContractKey(kSellerCode, kBuyerCode, "2", kSigned));
  EXPECT_NE(key, ContractKey(kSellerCode, kBuyerCode, "1", kSigned + 1));
}

}  // namespace
}  // namespace debut::market
