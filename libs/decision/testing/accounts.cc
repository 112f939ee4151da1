#include "decision/testing/accounts.h"

namespace debut::decision::testing {

using eventstore::Query;
using eventstore::SequencedEvent;

AccountOpened Opened(const std::string& account_id) {
  AccountOpened fact;
  fact.set_account_id(account_id);
  return fact;
}

FundsDeposited Deposited(const std::string& account_id, std::int64_t amount_fen) {
  FundsDeposited fact;
  fact.set_account_id(account_id);
  fact.set_amount_fen(amount_fen);
  return fact;
}

FundsWithdrawn Withdrawn(const std::string& account_id, std::int64_t amount_fen) {
  FundsWithdrawn fact;
  fact.set_account_id(account_id);
  fact.set_amount_fen(amount_fen);
  return fact;
}

AccountReplaced Replaced(const std::string& account_id, const std::string& new_account_id) {
  AccountReplaced fact;
  fact.set_account_id(account_id);
  fact.set_new_account_id(new_account_id);
  return fact;
}

Query AccountStatus::Selects() const {
  return {{{TypesOf<AccountOpened, AccountReplaced>(), {Tag("account", account_id)}, {}}}};
}

void AccountStatus::Apply(const SequencedEvent& event) {
  On<AccountOpened>(event, [&](const AccountOpened&) { opened = true; });
  On<AccountReplaced>(event, [&](const AccountReplaced& fact) {
    if (fact.account_id() == account_id) replaced_by = fact.new_account_id();
  });
}

Query AccountBalance::Selects() const {
  return {{{TypesOf<FundsDeposited, FundsWithdrawn>(), {Tag("account", account_id)}, {}}}};
}

void AccountBalance::Apply(const SequencedEvent& event) {
  On<FundsDeposited>(event, [&](const auto& fact) { amount_fen += fact.amount_fen(); });
  On<FundsWithdrawn>(event, [&](const auto& fact) { amount_fen -= fact.amount_fen(); });
}

Decision OpenAccount::Decide(const AccountStatus& account) const {
  return account.opened ? Nothing() : Record(Opened(account_id));
}

Decision DepositFunds::Decide(const AccountStatus& account) const {
  if (!account.opened) return RejectNotFound("ACCOUNT_UNKNOWN", "The account was never opened.");
  if (!account.replaced_by.empty()) return Stale{};
  FundsDeposited deposited = Deposited(account_id, amount_fen);
  deposited.set_note(note);
  return Record(deposited);
}

Decision WithdrawFunds::Decide(const AccountStatus& account, const AccountBalance& balance) const {
  if (!account.opened) return RejectNotFound("ACCOUNT_UNKNOWN", "The account was never opened.");
  if (!account.replaced_by.empty()) return Stale{};
  if (balance.amount_fen < amount_fen) {
    return Reject("FUNDS_INSUFFICIENT", "The balance is too low.",
                  {{"balance_fen", std::to_string(balance.amount_fen)}});
  }
  return Record(Withdrawn(account_id, amount_fen));
}

Decision TransferFunds::Decide(const AccountStatus& source, const AccountBalance& balance,
                               const AccountStatus& target) const {
  if (!source.opened || !target.opened) {
    return RejectNotFound("ACCOUNT_UNKNOWN", "The account was never opened.");
  }
  if (balance.amount_fen < amount_fen) {
    return Reject("FUNDS_INSUFFICIENT", "The balance is too low.");
  }
  return Record(Withdrawn(from, amount_fen), Deposited(to, amount_fen));
}

Decision ReplaceAccount::Decide(const AccountStatus& account) const {
  if (!account.opened) return RejectNotFound("ACCOUNT_UNKNOWN", "The account was never opened.");
  if (!account.replaced_by.empty()) {
    return RejectAlreadyExists("ACCOUNT_REPLACED", "The account was replaced before.");
  }
  return Record(Replaced(account_id, new_account_id));
}

}  // namespace debut::decision::testing
