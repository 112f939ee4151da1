#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "decision/command.h"
#include "testing/account_facts.pb.h"

// A small domain for the tests of this library: accounts whose balance may not be negative.
namespace debut::decision::testing {

AccountOpened Opened(const std::string& account_id);
FundsDeposited Deposited(const std::string& account_id, std::int64_t amount_fen);
FundsWithdrawn Withdrawn(const std::string& account_id, std::int64_t amount_fen);
AccountReplaced Replaced(const std::string& account_id, const std::string& new_account_id);

struct AccountStatus {
  std::string account_id;
  bool opened = false;
  std::string replaced_by = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const AccountStatus&) const = default;
};

struct AccountBalance {
  std::string account_id;
  std::int64_t amount_fen = 0;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const AccountBalance&) const = default;
};

struct OpenAccount {
  std::string account_id;
  std::tuple<AccountStatus> Reads() const { return {AccountStatus{account_id}}; }
  Decision Decide(const AccountStatus& account) const;
};

struct DepositFunds {
  std::string account_id;
  std::int64_t amount_fen = 0;
  std::string note = {};  // Any length.
  std::tuple<AccountStatus> Reads() const { return {AccountStatus{account_id}}; }
  Decision Decide(const AccountStatus& account) const;
};

struct WithdrawFunds {
  std::string account_id;
  std::int64_t amount_fen = 0;
  std::tuple<AccountStatus, AccountBalance> Reads() const {
    return {AccountStatus{account_id}, AccountBalance{account_id}};
  }
  Decision Decide(const AccountStatus& account, const AccountBalance& balance) const;
};

// Both or neither; reads two accounts.
struct TransferFunds {
  std::string from;
  std::string to;
  std::int64_t amount_fen = 0;
  std::tuple<AccountStatus, AccountBalance, AccountStatus> Reads() const {
    return {AccountStatus{from}, AccountBalance{from}, AccountStatus{to}};
  }
  Decision Decide(const AccountStatus& source, const AccountBalance& balance,
                  const AccountStatus& target) const;
};

struct ReplaceAccount {
  std::string account_id;
  std::string new_account_id;
  std::tuple<AccountStatus> Reads() const { return {AccountStatus{account_id}}; }
  Decision Decide(const AccountStatus& account) const;
};

}  // namespace debut::decision::testing
