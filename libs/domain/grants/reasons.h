#pragma once

#include <string_view>

// Why grants says no. Each line: what it means, and what the caller should do.
namespace debut::grants {

// Budgets and rounds.

// The measure pays no money: certification and promotion have no budget.
inline constexpr std::string_view kMeasureWithoutMoney = "MEASURE_WITHOUT_MONEY";
// This program can't run rounds of the measure yet.
inline constexpr std::string_view kMeasureUnsupported = "MEASURE_UNSUPPORTED";
// The budget would pass the largest amount that can be recorded: check the figure.
inline constexpr std::string_view kBudgetTooLarge = "BUDGET_TOO_LARGE";
// A budget can't give to itself: name two measures.
inline constexpr std::string_view kBudgetsAreOne = "BUDGETS_ARE_ONE";
// The budget lasts until last_date: what is left of it lapses then.
inline constexpr std::string_view kBudgetYearNotOver = "BUDGET_YEAR_NOT_OVER";
// Nothing was allotted to the measure in that year: allot first.
inline constexpr std::string_view kBudgetUnknown = "BUDGET_UNKNOWN";
// The round's id is in use with other terms: choose another id.
inline constexpr std::string_view kRoundAlreadyOpened = "ROUND_ALREADY_OPENED";
// No round has this id.
inline constexpr std::string_view kRoundUnknown = "ROUND_UNKNOWN";
// The round takes no claims on that date: see opens_date and closes_date.
inline constexpr std::string_view kRoundNotOpen = "ROUND_NOT_OPEN";
// No policy version is in force on the day the round opens: adopt one, or open later.
inline constexpr std::string_view kPolicyNotInForce = "POLICY_NOT_IN_FORCE";
// The measure's amounts are the guide's, and the round has none: give its rows and its cap.
inline constexpr std::string_view kGuideMissing = "GUIDE_MISSING";
// The round's measure has another guide, or none: leave this one out.
inline constexpr std::string_view kGuideUnfit = "GUIDE_UNFIT";
// The measure grants by a rate, and the round names none: name one.
inline constexpr std::string_view kRateMissing = "RATE_MISSING";
// The measure's rounds have no rate: leave it out.
inline constexpr std::string_view kRateUnused = "RATE_UNUSED";
// The policy fixes the rate, exact_rate: the round can't choose another.
inline constexpr std::string_view kRateNotExact = "RATE_NOT_EXACT";
// The rate is higher than the policy's ceiling, ceiling_rate: lower it.
inline constexpr std::string_view kRateAboveCeiling = "RATE_ABOVE_CEILING";
// The public notice is shorter than the policy's minimum, working_days_min.
inline constexpr std::string_view kNoticeTooShort = "NOTICE_TOO_SHORT";
// The round's guide names no way to reduce, and none is a default: leave the entitlements.
inline constexpr std::string_view kReductionModeMissing = "REDUCTION_MODE_MISSING";
// The policy fixes the rate of the measure, exact_rate, so RATE can't lower it: choose another
// mode.
inline constexpr std::string_view kReductionModeUnfit = "REDUCTION_MODE_UNFIT";
// The round takes claims until closes_date: reduce after that.
inline constexpr std::string_view kRoundStillOpen = "ROUND_STILL_OPEN";
// The claim, claim_id, waits for its acceptance or computation: do that, or refuse it.
inline constexpr std::string_view kClaimNotComputed = "CLAIM_NOT_COMPUTED";
// More claims wait than one reduction can take, claims_max: propose some of them first.
inline constexpr std::string_view kReductionTooLarge = "REDUCTION_TOO_LARGE";
// The budget is enough for all claims that wait: propose them as they are.
inline constexpr std::string_view kReductionNotNeeded = "REDUCTION_NOT_NEEDED";
// The round was reduced without this claim: decide about what is left of the budget again.
inline constexpr std::string_view kClaimNotReduced = "CLAIM_NOT_REDUCED";
// The reduction leaves the claim nothing: refuse it.
inline constexpr std::string_view kReducedToNothing = "REDUCED_TO_NOTHING";
// The claim, claim_id, has no expert's score, and the round ranks: let an expert give an opinion.
inline constexpr std::string_view kClaimNotScored = "CLAIM_NOT_SCORED";

// Claims.

// No claim has this id.
inline constexpr std::string_view kClaimUnknown = "CLAIM_UNKNOWN";
// The claim's id is in use for another claim: choose another id.
inline constexpr std::string_view kClaimAlreadySubmitted = "CLAIM_ALREADY_SUBMITTED";
// The round has a claim under way for the same thing, claim_id: go on with that one, or withdraw
// it.
inline constexpr std::string_view kSubjectAlreadyClaimed = "SUBJECT_ALREADY_CLAIMED";
// The claim is for another measure than its round.
inline constexpr std::string_view kMeasureMismatch = "MEASURE_MISMATCH";
// The claim's state does not allow the step; metadata names both.
inline constexpr std::string_view kClaimStateUnfit = "CLAIM_STATE_UNFIT";
// The step is dated before the one that it follows, previous_date.
inline constexpr std::string_view kDateBeforePreviousStep = "DATE_BEFORE_PREVIOUS_STEP";
// The same person did a step that this one checks: somebody else has to do it.
inline constexpr std::string_view kMakerIsChecker = "MAKER_IS_CHECKER";
// It is not known who acts, or who did a step that this one checks, so the check can't run.
inline constexpr std::string_view kPrincipalUnknown = "PRINCIPAL_UNKNOWN";

// The claimant.

// No party has the claimant's id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// The enterprise, or one that was merged into it, is banned on that date: wait for ban_ends_date.
inline constexpr std::string_view kEnterpriseBanned = "ENTERPRISE_BANNED";
// The enterprise is not registered in the zone on the submission date.
inline constexpr std::string_view kEnterpriseNotInZone = "ENTERPRISE_NOT_IN_ZONE";
// The enterprise is no small or medium-sized one on the submission date.
inline constexpr std::string_view kEnterpriseNotSme = "ENTERPRISE_NOT_SME";

// First market entry.

// No product has this id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// Another enterprise makes the product: only the maker, or its successor, may claim.
inline constexpr std::string_view kProductOfAnotherMaker = "PRODUCT_OF_ANOTHER_MAKER";
// The product is not certified on that date.
inline constexpr std::string_view kProductNotCertified = "PRODUCT_NOT_CERTIFIED";
// The product left the catalogue: delisting_kind says how, and with it what still can be paid.
inline constexpr std::string_view kProductDelisted = "PRODUCT_DELISTED";
// The product is in no catalogue edition on that date.
inline constexpr std::string_view kProductNotListed = "PRODUCT_NOT_LISTED";
// The product family has no first-entry case: open one first.
inline constexpr std::string_view kFirstEntryCaseUnknown = "FIRST_ENTRY_CASE_UNKNOWN";
// The contract has not joined the family's first-entry case.
inline constexpr std::string_view kContractNotInCase = "CONTRACT_NOT_IN_CASE";
// More contracts than one claim can carry, contracts_max: name some of them.
inline constexpr std::string_view kContractsTooMany = "CONTRACTS_TOO_MANY";
// The contract was terminated: withdraw the claim, or claim without it.
inline constexpr std::string_view kContractTerminated = "CONTRACT_TERMINATED";
// Too little of the price has been received, received_fen: pay once required_fen have been.
inline constexpr std::string_view kPaidInShareTooLow = "PAID_IN_SHARE_TOO_LOW";

// Insurance.

// No insurance policy has this id: record it first, or correct the id.
inline constexpr std::string_view kInsurancePolicyUnknown = "INSURANCE_POLICY_UNKNOWN";
// The policy belongs to another policyholder, holder_id, who alone may claim for it.
inline constexpr std::string_view kInsurancePolicyOfAnother = "INSURANCE_POLICY_OF_ANOTHER";
// No premium of the year, paid and not refunded, is left that no live award was given for.
inline constexpr std::string_view kPremiumNotPaid = "PREMIUM_NOT_PAID";
// More instalments or products than one claim can carry: claim for some policies, then for others.
inline constexpr std::string_view kInstalmentsTooMany = "INSTALMENTS_TOO_MANY";

// Financing.

// Interest of claimable_year is claimed now: another year's is not, or not any more.
inline constexpr std::string_view kLimitYearNotClaimable = "LIMIT_YEAR_NOT_CLAIMABLE";
// No loan has this id: record it first, or correct the id.
inline constexpr std::string_view kLoanUnknown = "LOAN_UNKNOWN";
// The loan has another borrower, borrower_id, who alone may claim for it.
inline constexpr std::string_view kLoanOfAnother = "LOAN_OF_ANOTHER";
// The loan is of another credit product, type: claim for each credit product on its own.
inline constexpr std::string_view kCreditProductDiffers = "CREDIT_PRODUCT_DIFFERS";
// No normal interest of the year, paid and not refunded, is left that no live award was given for.
inline constexpr std::string_view kInterestNotPaid = "INTEREST_NOT_PAID";
// More vouchers than one claim can carry, vouchers_max: claim for some loans, then for others.
inline constexpr std::string_view kVouchersTooMany = "VOUCHERS_TOO_MANY";
// The borrower's revenue of the year before the loan is not on record, so it can't be checked.
inline constexpr std::string_view kRevenueUnknown = "REVENUE_UNKNOWN";
// The borrower earned more than revenue_max_fen in the year before the loan.
inline constexpr std::string_view kRevenueTooHigh = "REVENUE_TOO_HIGH";

// Standards.

// The claim is for another enterprise's part, drafter_id: only it, or its successor, may claim.
inline constexpr std::string_view kDrafterIsAnother = "DRAFTER_IS_ANOTHER";
// No standard has this id.
inline constexpr std::string_view kStandardUnknown = "STANDARD_UNKNOWN";
// The standard is not published on that date: claim once it is.
inline constexpr std::string_view kStandardNotPublished = "STANDARD_NOT_PUBLISHED";
// The standard was withdrawn on withdrawn_date: claim without it.
inline constexpr std::string_view kStandardWithdrawn = "STANDARD_WITHDRAWN";
// The enterprise is not among the drafters of the standard.
inline constexpr std::string_view kDrafterUnknown = "DRAFTER_UNKNOWN";
// The standard was published in another year, limit_year: claim for that one.
inline constexpr std::string_view kLimitYearDiffers = "LIMIT_YEAR_DIFFERS";
// The round's guide gives nothing for the standard's tier and the drafter's role.
inline constexpr std::string_view kRewardNotInGuide = "REWARD_NOT_IN_GUIDE";
// The standard is not for the product: name one that it covers.
inline constexpr std::string_view kProductNotCovered = "PRODUCT_NOT_COVERED";
// Two standards of the claim are parts of one series, which is rewarded once: name one of them.
inline constexpr std::string_view kSeriesNamedTwice = "SERIES_NAMED_TWICE";

// International exchange.

// The claim is for another enterprise's participation: only it, or its successor, may claim.
inline constexpr std::string_view kParticipantIsAnother = "PARTICIPANT_IS_ANOTHER";
// No event has this id.
inline constexpr std::string_view kEventUnknown = "EVENT_UNKNOWN";
// The event was cancelled: nothing is paid for it.
inline constexpr std::string_view kEventCancelled = "EVENT_CANCELLED";
// The event ends on ends_date: claim after that.
inline constexpr std::string_view kEventNotOver = "EVENT_NOT_OVER";
// The enterprise took no part in the event.
inline constexpr std::string_view kParticipationUnknown = "PARTICIPATION_UNKNOWN";
// The enterprise did not show the product at the event: name one that it did.
inline constexpr std::string_view kProductNotShown = "PRODUCT_NOT_SHOWN";
// No expense has this id.
inline constexpr std::string_view kExpenseUnknown = "EXPENSE_UNKNOWN";
// Another enterprise paid the expense, or for another event.
inline constexpr std::string_view kExpenseOfAnother = "EXPENSE_OF_ANOTHER";
// The expense was recorded by mistake: claim without it.
inline constexpr std::string_view kExpenseVoid = "EXPENSE_VOID";
// It is not said yet what of the expense is eligible: have it approved first.
inline constexpr std::string_view kExpenseNotApproved = "EXPENSE_NOT_APPROVED";
// The round's guide has no limit for the expense's category at this kind of event.
inline constexpr std::string_view kExpenseNotInGuide = "EXPENSE_NOT_IN_GUIDE";

// Awards.

// Nothing is left under the cap: the claim can't be awarded unless room is released.
inline constexpr std::string_view kCapExhausted = "CAP_EXHAUSTED";
// All that is due under the cap by the facts of now has been awarded: nothing more can be.
inline constexpr std::string_view kEntitlementAwarded = "ENTITLEMENT_AWARDED";
// The facts give an entitlement of less than one fen.
inline constexpr std::string_view kEntitlementZero = "ENTITLEMENT_ZERO";
// The award does not fit into what is left of the budget, room_fen, and the round does not reduce.
inline constexpr std::string_view kBudgetExceeded = "BUDGET_EXCEEDED";
// Another live award, claim_id, was given for the same piece of evidence, subject_id.
inline constexpr std::string_view kEvidenceAlreadyUsed = "EVIDENCE_ALREADY_USED";
// By the facts of today less is due than was awarded, entitlement_fen: withdraw the claim.
inline constexpr std::string_view kAwardAboveEntitlement = "AWARD_ABOVE_ENTITLEMENT";

// Public notice, grant, payment.

// The calendar has no holiday table for a year of the notice: load it first.
inline constexpr std::string_view kCalendarYearUnknown = "CALENDAR_YEAR_UNKNOWN";
// The notice runs until 24:00 of ends_date.
inline constexpr std::string_view kNoticeStillRunning = "NOTICE_STILL_RUNNING";
// The grant's id is in use for another claim.
inline constexpr std::string_view kGrantIdTaken = "GRANT_ID_TAKEN";
// The payment order's id is in use: a new order after a return needs a new id, too.
inline constexpr std::string_view kOrderIdTaken = "ORDER_ID_TAKEN";
// No payment order has this id.
inline constexpr std::string_view kOrderUnknown = "ORDER_UNKNOWN";
// The order was settled already, under another bank reference or date.
inline constexpr std::string_view kOrderAlreadySettled = "ORDER_ALREADY_SETTLED";
// The bank returned the order: order the payment again.
inline constexpr std::string_view kOrderAlreadyReturned = "ORDER_ALREADY_RETURNED";

// Review, meeting, objections.

// The correction came after due_date: the claim is refused; claim again while the round is open.
inline constexpr std::string_view kCorrectionLate = "CORRECTION_LATE";
// The claimant may correct until 24:00 of due_date.
inline constexpr std::string_view kCorrectionStillPossible = "CORRECTION_STILL_POSSIBLE";
// The claim would carry more files than it can, files_max: leave some out.
inline constexpr std::string_view kAttachmentsTooMany = "ATTACHMENTS_TOO_MANY";
// The special audit's conclusion is FAILED: refuse the claim, or record a new audit.
inline constexpr std::string_view kSpecialAuditFailed = "SPECIAL_AUDIT_FAILED";
// The expert, or whoever speaks for the expert, has given an opinion: it can't be changed.
inline constexpr std::string_view kExpertOpinionAlreadyGiven = "EXPERT_OPINION_ALREADY_GIVEN";
// The meeting's id is in use for other decisions: choose another id.
inline constexpr std::string_view kMeetingAlreadyHeld = "MEETING_ALREADY_HELD";
// The payee is no longer who the notice names, payee_id: void the notice and open a new one.
inline constexpr std::string_view kNoticePayeeChanged = "NOTICE_PAYEE_CHANGED";
// An objection must name its author and be signed: anonymous ones are not taken.
inline constexpr std::string_view kObjectionAnonymous = "OBJECTION_ANONYMOUS";
// The objection came before the notice was opened or after it had ended, ends_date.
inline constexpr std::string_view kObjectionOutsideNotice = "OBJECTION_OUTSIDE_NOTICE";
// The objection's id is in use: choose another id.
inline constexpr std::string_view kObjectionIdTaken = "OBJECTION_ID_TAKEN";
// No objection has this id.
inline constexpr std::string_view kObjectionUnknown = "OBJECTION_UNKNOWN";
// The objection was upheld or dismissed before: nothing to resolve.
inline constexpr std::string_view kObjectionAlreadyResolved = "OBJECTION_ALREADY_RESOLVED";
// An objection to the claim, objection_id, is open: uphold or dismiss it first.
inline constexpr std::string_view kObjectionOpen = "OBJECTION_OPEN";

// Payment batches and bank statements.

// No order was given in a batch of this id.
inline constexpr std::string_view kBatchUnknown = "BATCH_UNKNOWN";
// The batch was closed: order in another one.
inline constexpr std::string_view kBatchClosed = "BATCH_CLOSED";
// The batch has as many orders as one can have, orders_max: order in another one.
inline constexpr std::string_view kBatchFull = "BATCH_FULL";
// The orders were not checked yet, so the bank can't have them: close the batch first.
inline constexpr std::string_view kBatchNotClosed = "BATCH_NOT_CLOSED";
// The control totals are not those of the batch: count and add up again, or find the wrong order.
inline constexpr std::string_view kBatchTotalsDiffer = "BATCH_TOTALS_DIFFER";
// The bank names another amount than the order's, amount_fen: ask the bank.
inline constexpr std::string_view kPaymentAmountDiffers = "PAYMENT_AMOUNT_DIFFERS";
// The line of the statement names no order: find out what it is for.
inline constexpr std::string_view kStatementLineUnmatched = "STATEMENT_LINE_UNMATCHED";

// Performance and archive.

// The performance was reported before, or nothing of the payment is left: there is nothing to
// report.
inline constexpr std::string_view kReportNotDue = "REPORT_NOT_DUE";
// Some of the payment is with the enterprise, and its performance is not reported: do that first.
inline constexpr std::string_view kReportMissing = "REPORT_MISSING";

// Adjustments and clawbacks.

// By the facts of today no less is due than was awarded: there is nothing to adjust.
inline constexpr std::string_view kAdjustmentNotNeeded = "ADJUSTMENT_NOT_NEEDED";
// By the facts of today no less is due, due_fen, than the enterprise has: nothing is claimed back.
inline constexpr std::string_view kClawbackNotDue = "CLAWBACK_NOT_DUE";
// Another amount or date was recovered under this bank reference: correct the reference.
inline constexpr std::string_view kRecoveryAlreadyRecorded = "RECOVERY_ALREADY_RECORDED";
// More came in than is outstanding, outstanding_fen: record that, and give the rest back.
inline constexpr std::string_view kRecoveryAboveClawback = "RECOVERY_ABOVE_CLAWBACK";

}  // namespace debut::grants
