#include "tests/support/given_when_then.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "decision/testing/accounts.h"

namespace debut::decision {
namespace {

using test::Given;
using testing::AccountBalance;
using testing::AccountStatus;
using testing::Deposited;
using testing::DepositFunds;
using testing::FundsWithdrawn;
using testing::Opened;
using testing::ReplaceAccount;
using testing::Replaced;
using testing::TransferFunds;
using testing::WithdrawFunds;
using testing::Withdrawn;

TEST(WithdrawFunds, RecordsTheWithdrawal) {
  Given(Opened("42"), Deposited("42", 100))
      .When(WithdrawFunds{"42", 100})
      .Then(Withdrawn("42", 100));
}

TEST(WithdrawFunds, IsRejectedWhenTheBalanceIsTooLow) {
  Given(Opened("42"), Deposited("42", 100), Withdrawn("42", 1))
      .When(WithdrawFunds{"42", 100})
      .ThenRejected(Rejection{"FUNDS_INSUFFICIENT",
                              "The balance is too low.",
                              RejectionKind::kFailedPrecondition,
                              {{"balance_fen", "99"}}});
}

TEST(WithdrawFunds, IsRejectedWhenTheAccountIsUnknown) {
  Given().When(WithdrawFunds{"42", 100}).ThenRejected("ACCOUNT_UNKNOWN");
}

TEST(WithdrawFunds, IsStaleWhenTheAccountWasReplaced) {
  Given(Opened("42"), Replaced("42", "43")).When(WithdrawFunds{"42", 100}).ThenStale();
}

TEST(OpenAccount, RecordsNothingWhenItIsOpen) {
  Given(Opened("42")).When(testing::OpenAccount{"42"}).ThenNothing();
}

TEST(Scenario, SharesAHistory) {
  const Given history = Given(Opened("42")).And(Opened("43"), Deposited("42", 100));
  history.When(TransferFunds{"42", "43", 100}).Then(Withdrawn("42", 100), Deposited("43", 100));
  history.When(TransferFunds{"42", "43", 101}).ThenRejected("FUNDS_INSUFFICIENT");
}

TEST(Scenario, HandsOutARecordedFact) {
  const auto scenario = Given(Opened("42"), Deposited("42", 100)).When(WithdrawFunds{"42", 7});
  ASSERT_TRUE(scenario.Recorded<FundsWithdrawn>().has_value());
  EXPECT_EQ(scenario.Recorded<FundsWithdrawn>()->amount_fen(), 7);
  EXPECT_FALSE(scenario.Recorded<testing::AccountOpened>().has_value());
}

TEST(Scenario, FailsWhenAGivenEventLiesOutsideTheBoundary) {
  EXPECT_NONFATAL_FAILURE(
      Given(Opened("42"), Deposited("42", 1)).When(DepositFunds{"42", 5}).Then(Deposited("42", 5)),
      "DepositFunds lies outside its boundary and would never read");
  EXPECT_NONFATAL_FAILURE(
      Given(Opened("42"), Opened("43")).When(DepositFunds{"42", 5}).Then(Deposited("42", 5)),
      "account_id: \"43\"");
}

// Folds deposits without selecting them.
struct ForgetfulView {
  AccountBalance inner;
  eventstore::Query Selects() const {
    return {{{TypesOf<FundsWithdrawn>(), {Tag("account", inner.account_id)}, {}}}};
  }
  void Apply(const eventstore::SequencedEvent& event) { inner.Apply(event); }
  bool operator==(const ForgetfulView&) const = default;
};

struct ForgetfulCommand {
  std::tuple<ForgetfulView, AccountBalance> Reads() const {
    return {ForgetfulView{{"42"}}, AccountBalance{"42"}};
  }
  Decision Decide(const ForgetfulView&, const AccountBalance&) const { return Nothing(); }
};

TEST(Scenario, FailsWhenAViewFoldsATypeThatItDoesNotSelect) {
  Given(Withdrawn("42", 1)).When(ForgetfulCommand{}).ThenNothing();
  EXPECT_NONFATAL_FAILURE(
      Given(Deposited("42", 1)).When(ForgetfulCommand{}).ThenNothing(),
      "ForgetfulView folds debut.decision.testing.FundsDeposited but does not select it");
}

// Follows an account to the one that replaces it: what it selects depends on what it read.
struct WanderingView {
  AccountStatus inner;
  eventstore::Query Selects() const {
    return inner.replaced_by.empty() ? inner.Selects() : AccountStatus{inner.replaced_by}.Selects();
  }
  void Apply(const eventstore::SequencedEvent& event) { inner.Apply(event); }
  bool operator==(const WanderingView&) const = default;
};

struct WanderingCommand {
  std::tuple<WanderingView> Reads() const { return {WanderingView{{"42"}}}; }
  Decision Decide(const WanderingView&) const { return Nothing(); }
};

TEST(Scenario, FailsWhenAViewSelectsSomethingElseAfterAnEvent) {
  EXPECT_NONFATAL_FAILURE(Given(Replaced("42", "43")).When(WanderingCommand{}).ThenNothing(),
                          "WanderingView selects something else after");
}

TEST(Scenario, FailsOnAnotherDecision) {
  EXPECT_NONFATAL_FAILURE(
      Given(Opened("42"), Deposited("42", 100)).When(WithdrawFunds{"42", 1}).Then(),
      "FundsWithdrawn { account_id: \"42\" amount_fen: 1 } [account:42]");
  EXPECT_NONFATAL_FAILURE(Given(Opened("42")).When(WithdrawFunds{"42", 1}).ThenNothing(),
                          "rejected: FUNDS_INSUFFICIENT");
  EXPECT_NONFATAL_FAILURE(Given().When(WithdrawFunds{"42", 1}).ThenStale(), "ACCOUNT_UNKNOWN");
  EXPECT_NONFATAL_FAILURE(Given().When(WithdrawFunds{"42", 1}).ThenRejected("FUNDS_INSUFFICIENT"),
                          "ACCOUNT_UNKNOWN");
  EXPECT_NONFATAL_FAILURE(
      Given().When(WithdrawFunds{"42", 1}).ThenRejected(Rejection{"ACCOUNT_UNKNOWN", "Why."}),
      "expected kind 0");
  EXPECT_NONFATAL_FAILURE(Given(Opened("42"), Replaced("42", "43"))
                              .When(ReplaceAccount{"42", "44"})
                              .Then(Replaced("42", "44")),
                          "rejected: ACCOUNT_REPLACED");
}

}  // namespace
}  // namespace debut::decision
