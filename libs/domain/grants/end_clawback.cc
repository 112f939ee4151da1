#include "domain/grants/end_clawback.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;
using money::Fen;

Refusal RefusalOfEnd(const ClaimFile& file, absl::CivilDay date, std::string_view step) {
  if (auto refusal = RefusalOfState(
          file, {v1::CLAIM_STATE_CLAWBACK_APPROVED, v1::CLAIM_STATE_PARTLY_RECOVERED}, step)) {
    return refusal;
  }
  return RefusalOfDate(file, date);
}

}  // namespace

v1::RecoveryDestination DestinationOf(const ClaimFile& file, absl::CivilDay recovered_date) {
  return recovered_date.year() == file.terms.budget_year ? v1::RECOVERY_DESTINATION_BUDGET
                                                         : v1::RECOVERY_DESTINATION_TREASURY;
}

Decision RecordRecovery::Decide(const ClaimFile& file) const {
  const auto known = file.payment.recoveries.find(bank_reference);
  if (known != file.payment.recoveries.end()) {
    if (known->second == Recovery{amount, recovered_date}) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kRecoveryAlreadyRecorded,
        fmt::format("{} fen were recovered under {} on {}", known->second.amount.count,
                    bank_reference, FormatDate(known->second.date)),
        {{"bank_reference", bank_reference},
         {"amount_fen", std::to_string(known->second.amount.count)}});
  }
  if (auto refusal = RefusalOfEnd(file, recovered_date, "a recovery")) return *refusal;
  const Fen outstanding = file.payment.clawback.Outstanding();
  if (amount > outstanding) {
    return Refuse(
        kRecoveryAboveClawback,
        fmt::format("{} fen are outstanding, and {} came in", outstanding.count, amount.count),
        {{"outstanding_fen", std::to_string(outstanding.count)}});
  }
  v1::RecoveryRecorded recovered;
  recovered.set_claim_id(claim_id);
  recovered.set_clawback_number(file.payment.clawback.number);
  recovered.set_cap_key(file.terms.cap_key);
  recovered.set_budget_id(file.terms.budget_id);
  recovered.set_amount_fen(amount.count);
  recovered.set_enterprise_id(file.terms.enterprise_id);
  recovered.set_recovered_date(FormatDate(recovered_date));
  recovered.set_bank_reference(bank_reference);
  recovered.set_destination(DestinationOf(file, recovered_date));
  recovered.set_outstanding_fen((outstanding - amount).count);
  if (file.payment.Net() == amount) {
    for (const Evidence& use : file.evidence) {
      auto& freed = *recovered.add_evidence();
      freed.set_evidence_key(use.key);
      freed.set_subject_id(use.subject_id);
    }
  }
  return decision::Record(recovered);
}

Decision WriteOffClawback::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_WRITTEN_OFF && file.last_date == written_off_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfEnd(file, written_off_date, "the write-off")) return *refusal;
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kClawbackApproved, by)) {
    return *refusal;
  }
  v1::ClawbackWrittenOff written_off;
  written_off.set_claim_id(claim_id);
  written_off.set_clawback_number(file.payment.clawback.number);
  written_off.set_cap_key(file.terms.cap_key);
  written_off.set_budget_id(file.terms.budget_id);
  written_off.set_amount_fen(file.payment.clawback.Outstanding().count);
  written_off.set_enterprise_id(file.terms.enterprise_id);
  written_off.set_written_off_date(FormatDate(written_off_date));
  written_off.set_document(document);
  written_off.set_grounds(grounds);
  return decision::Record(written_off);
}

}  // namespace debut::grants
