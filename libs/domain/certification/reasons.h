#pragma once

#include <string_view>

// Why certification says no. Each line: what it means, and what the caller should do.
namespace debut::certification {

// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// No policy version is in force on that date: adopt one, or correct the date.
inline constexpr std::string_view kPolicyNotInForce = "POLICY_NOT_IN_FORCE";

// Submission.

// A branch is no maker: name its legal person.
inline constexpr std::string_view kMakerIsBranch = "MAKER_IS_BRANCH";
// The maker had merged into another enterprise by the acceptance date: name the successor.
inline constexpr std::string_view kMakerMerged = "MAKER_MERGED";
// The id is in use: choose another, or read the product that has it.
inline constexpr std::string_view kProductAlreadySubmitted = "PRODUCT_ALREADY_SUBMITTED";
// The previous version belongs to another legal person: this is no new version of it.
inline constexpr std::string_view kProductOfAnotherMaker = "PRODUCT_OF_ANOTHER_MAKER";
// The maker is not registered in the zone on the acceptance date: record its registration, or
// refuse.
inline constexpr std::string_view kMakerNotInZone = "MAKER_NOT_IN_ZONE";
// The maker is no small or medium-sized enterprise on the acceptance date: record it, or refuse.
inline constexpr std::string_view kMakerNotSme = "MAKER_NOT_SME";
// The research is completed after the acceptance date only: submit then.
inline constexpr std::string_view kResearchNotCompleted = "RESEARCH_NOT_COMPLETED";
// The research was completed before earliest_date: too long ago for this policy.
inline constexpr std::string_view kResearchTooOld = "RESEARCH_TOO_OLD";
// The product was on the market before its acceptance: it can't be first-created any more.
inline constexpr std::string_view kMarketRecordExists = "MARKET_RECORD_EXISTS";
// The maker shows no intellectual property of its own in the product: name at least one right.
inline constexpr std::string_view kIpRightMissing = "IP_RIGHT_MISSING";
// A ban, ban_id, covers the acceptance date: wait for its end.
inline constexpr std::string_view kMakerBanned = "MAKER_BANNED";

// Laboratories.

// No laboratory has this id: register it first, or correct the id.
inline constexpr std::string_view kLaboratoryUnknown = "LABORATORY_UNKNOWN";
// The laboratory has an accreditation of this number with other content: correct the number.
inline constexpr std::string_view kAccreditationAlreadyRecorded = "ACCREDITATION_ALREADY_RECORDED";
// The laboratory is suspended since from_date: its reports do not count.
inline constexpr std::string_view kLaboratorySuspended = "LABORATORY_SUSPENDED";
// The laboratory is not suspended: nothing to lift.
inline constexpr std::string_view kLaboratoryNotSuspended = "LABORATORY_NOT_SUSPENDED";
// The act is dated before the suspension began, from_date: correct the date.
inline constexpr std::string_view kDateBeforeSuspension = "DATE_BEFORE_SUSPENSION";
// The laboratory was not accredited in the product's field on the day of issue: ask another one.
inline constexpr std::string_view kLaboratoryNotAccredited = "LABORATORY_NOT_ACCREDITED";
// The laboratory is the maker, or related to it: ask another one.
inline constexpr std::string_view kLaboratoryConflictOfInterest = "LABORATORY_CONFLICT_OF_INTEREST";

// Experts' interests.

// This interest is on record with another beginning, from_date: end that one first.
inline constexpr std::string_view kExpertInterestAlreadyDeclared =
    "EXPERT_INTEREST_ALREADY_DECLARED";
// The expert has no open interest in the party: nothing to end.
inline constexpr std::string_view kExpertInterestUnknown = "EXPERT_INTEREST_UNKNOWN";
// The interest would end before it began, from_date: correct the date.
inline constexpr std::string_view kInterestEndsBeforeItBegan = "INTEREST_ENDS_BEFORE_IT_BEGAN";

// Assessment.

// The product was certified or refused: its assessment is closed.
inline constexpr std::string_view kProductAlreadyDecided = "PRODUCT_ALREADY_DECIDED";
// The product has a report of this number with other content: correct the number.
inline constexpr std::string_view kTestReportAlreadyFiled = "TEST_REPORT_ALREADY_FILED";
// The act is dated before the assessment began, accepted_date: correct the date.
inline constexpr std::string_view kDateBeforeAcceptance = "DATE_BEFORE_ACCEPTANCE";
// The expert assesses the product for another employer, employer_id: correct it.
inline constexpr std::string_view kExpertAlreadyAssigned = "EXPERT_ALREADY_ASSIGNED";
// The expert was recused from this product: assign somebody else.
inline constexpr std::string_view kExpertRecused = "EXPERT_RECUSED";
// The expert works for, or depends on, the maker or a party related to it: assign somebody else.
inline constexpr std::string_view kExpertConflictOfInterest = "EXPERT_CONFLICT_OF_INTEREST";
// The expert does not assess this product: assign the expert first, or correct the id.
inline constexpr std::string_view kExpertNotAssigned = "EXPERT_NOT_ASSIGNED";
// The expert has scored, and scores stay: decide on the product, or refuse it.
inline constexpr std::string_view kExpertHasScored = "EXPERT_HAS_SCORED";
// A score is given by the expert alone: call as the principal that was assigned.
inline constexpr std::string_view kExpertIsNotCaller = "EXPERT_IS_NOT_CALLER";
// The expert has given another score: it can't be changed.
inline constexpr std::string_view kExpertScoreImmutable = "EXPERT_SCORE_IMMUTABLE";

// Decision.

// Who submitted the product can't certify it: another approver has to.
inline constexpr std::string_view kCertifierIsSubmitter = "CERTIFIER_IS_SUBMITTER";
// Who was to assess the product can't certify it: another approver has to.
inline constexpr std::string_view kCertifierIsExpert = "CERTIFIER_IS_EXPERT";
// Fewer passed test reports that count than the policy asks for: file more.
inline constexpr std::string_view kTestReportsMissing = "TEST_REPORTS_MISSING";
// An expert turned out to depend on the maker, expert_id: recuse the expert; if scored, refuse.
inline constexpr std::string_view kExpertRecusalPending = "EXPERT_RECUSAL_PENDING";
// Fewer experts than the policy asks for: assign more.
inline constexpr std::string_view kExpertsTooFew = "EXPERTS_TOO_FEW";
// An even number of experts: assign one more.
inline constexpr std::string_view kExpertsEven = "EXPERTS_EVEN";
// An expert, expert_id, has not scored: wait, or recuse the expert.
inline constexpr std::string_view kExpertScoreMissing = "EXPERT_SCORE_MISSING";
// The mean score is below the policy's minimum: refuse the product.
inline constexpr std::string_view kScoreTooLow = "SCORE_TOO_LOW";
// No majority of the experts finds this level: certify another, or refuse the product.
inline constexpr std::string_view kLevelNotFoundByExperts = "LEVEL_NOT_FOUND_BY_EXPERTS";
// The policy asks for evidence of this kind, evidence_kind: file it.
inline constexpr std::string_view kEvidenceMissing = "EVIDENCE_MISSING";
// What is new can be said of a new version only: leave it out.
inline constexpr std::string_view kProductIsNoNewVersion = "PRODUCT_IS_NO_NEW_VERSION";
// No majority of the experts finds the version new: it stays in its family.
inline constexpr std::string_view kNoveltyNotFoundByExperts = "NOVELTY_NOT_FOUND_BY_EXPERTS";
// Another product, product_id, has this certificate number: choose another.
inline constexpr std::string_view kCertificateNumberTaken = "CERTIFICATE_NUMBER_TAKEN";

// After the certification.

// The product is not certified: nothing to change or delist.
inline constexpr std::string_view kProductNotCertified = "PRODUCT_NOT_CERTIFIED";
// The act is dated before the product was certified, certified_date: correct the date.
inline constexpr std::string_view kDateBeforeCertification = "DATE_BEFORE_CERTIFICATION";
// The product is being assessed again, as reassessment_id: decide on that first.
inline constexpr std::string_view kReassessmentAlreadyOpen = "REASSESSMENT_ALREADY_OPEN";
// A reassessment of this id was opened before, for product_id: choose another.
inline constexpr std::string_view kReassessmentIdTaken = "REASSESSMENT_ID_TAKEN";
// The product is not being assessed again: open a reassessment first.
inline constexpr std::string_view kReassessmentNotOpen = "REASSESSMENT_NOT_OPEN";
// The product is not in the catalogue on that date: it can't leave it.
inline constexpr std::string_view kProductNotListed = "PRODUCT_NOT_LISTED";
// The product was delisted: its level is of no more account.
inline constexpr std::string_view kProductDelisted = "PRODUCT_DELISTED";
// The product was delisted before: only VOID may follow EXPIRED or REVOKED.
inline constexpr std::string_view kProductAlreadyDelisted = "PRODUCT_ALREADY_DELISTED";
// The year has its edition: there is one a year.
inline constexpr std::string_view kEditionAlreadyPublished = "EDITION_ALREADY_PUBLISHED";
// Some of the products can't be listed, each with its reason in the metadata: leave them out.
inline constexpr std::string_view kProductsNotListable = "PRODUCTS_NOT_LISTABLE";
// Some of the products can't leave the catalogue with this edition, each with its reason.
inline constexpr std::string_view kProductsNotRemovable = "PRODUCTS_NOT_REMOVABLE";
// No edition of this year was published: correct the year.
inline constexpr std::string_view kEditionUnknown = "EDITION_UNKNOWN";

}  // namespace debut::certification
