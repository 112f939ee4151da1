#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/financing/lender_file.h"
#include "domain/financing/loan_file.h"
#include "domain/registry/party.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::financing {

// An enterprise borrowed. The loan may take the place of another one of the same borrower, whose
// normal interest ends on the day this one begins: the two never run side by side. Requires a
// positive principal and rate, a due date after the first day, and 360 or 365 days a year.
struct SignLoan {
  std::string loan_id;
  std::string lender_id;
  registry::Party borrower{""};  // Unread, keyed with all its members; see registry::ResolveParty.
  std::string contract_number;
  v1::LoanType type = v1::LOAN_TYPE_UNSPECIFIED;
  money::Fen principal;
  absl::CivilDay signed_date;
  absl::CivilDay from;
  absl::CivilDay due;
  money::Ratio rate{0, 1};  // Of a year.
  std::uint32_t days_per_year = 0;
  std::string refinances_loan_id;  // Empty: none.
  std::string evidence_key;        // LoanKey() with the lender's code.

  std::tuple<LoanFile, LoanKeyHolder, LenderFile, registry::Party, LoanFile> Reads() const;
  // Stale if the borrower has a member that is not among the keys, or the key is another.
  decision::Decision Decide(const LoanFile& loan, const LoanKeyHolder& key_holder,
                            const LenderFile& lender, const registry::Party& party,
                            const LoanFile& refinanced) const;

 private:
  std::optional<decision::Decision> RefusalOfRefinancing(const registry::Party& party,
                                                         const LoanFile& refinanced) const;
  v1::LoanSigned Fact() const;
};

static_assert(decision::Command<SignLoan>);

}  // namespace debut::financing
