#pragma once

#include <string_view>

// Why promotion says no. Each line: what it means, and what the caller should do.
namespace debut::promotion {

// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// The product, product_id, is not in the catalogue on that date: only what is listed is promoted.
inline constexpr std::string_view kProductNotListed = "PRODUCT_NOT_LISTED";
// No policy version is in force on that date: adopt one, or correct the date.
inline constexpr std::string_view kPolicyNotInForce = "POLICY_NOT_IN_FORCE";

// Demands, offers and matches.

// The id is in use: choose another, or read the demand that has it.
inline constexpr std::string_view kDemandAlreadyPublished = "DEMAND_ALREADY_PUBLISHED";
// No demand has this id: publish it first, or correct the id.
inline constexpr std::string_view kDemandUnknown = "DEMAND_UNKNOWN";
// The demand was withdrawn on withdrawn_date: it takes no more facts.
inline constexpr std::string_view kDemandWithdrawn = "DEMAND_WITHDRAWN";
// The demand was closed on closed_date: nothing follows it.
inline constexpr std::string_view kDemandClosed = "DEMAND_CLOSED";
// The demand took offers until closes_date: ask the demander to publish it again.
inline constexpr std::string_view kDemandExpired = "DEMAND_EXPIRED";
// The fact is dated before the demand was published, published_date: correct the date.
inline constexpr std::string_view kDateBeforePublication = "DATE_BEFORE_PUBLICATION";
// The demander would be offered a product of its own: nothing is brought to the market.
inline constexpr std::string_view kPartiesAreOne = "PARTIES_ARE_ONE";
// The id is in use, or the product is offered to this demand: see offer_id.
inline constexpr std::string_view kOfferAlreadyMade = "OFFER_ALREADY_MADE";
// The demand has no offer of this id: correct either of the two.
inline constexpr std::string_view kOfferUnknown = "OFFER_UNKNOWN";
// The fact is dated before the offer was made, offered_date: correct the date.
inline constexpr std::string_view kDateBeforeOffer = "DATE_BEFORE_OFFER";
// The offer was withdrawn before, on withdrawn_date: nothing to withdraw.
inline constexpr std::string_view kOfferAlreadyWithdrawn = "OFFER_ALREADY_WITHDRAWN";
// The id is in use: choose another, or read the list that has it.
inline constexpr std::string_view kMatchListAlreadyPublished = "MATCH_LIST_ALREADY_PUBLISHED";
// No list has this id: correct the id.
inline constexpr std::string_view kMatchListUnknown = "MATCH_LIST_UNKNOWN";
// No product of the catalogue has the least points that the policy asks for: nothing to hand out.
inline constexpr std::string_view kProductsNotMatching = "PRODUCTS_NOT_MATCHING";

// Meetings, launches, regional co-operation.

// The id is in use: choose another.
inline constexpr std::string_view kMeetingAlreadyRecorded = "MEETING_ALREADY_RECORDED";
// The id is in use, or the product had its launch: see launch_id.
inline constexpr std::string_view kLaunchAlreadyRecorded = "LAUNCH_ALREADY_RECORDED";
// No launch has this id: record it first, or correct the id.
inline constexpr std::string_view kLaunchUnknown = "LAUNCH_UNKNOWN";
// The id is in use: choose another, or read the agreement that has it.
inline constexpr std::string_view kCooperationAlreadySigned = "COOPERATION_ALREADY_SIGNED";
// No agreement has this id: record it first, or correct the id.
inline constexpr std::string_view kCooperationUnknown = "COOPERATION_UNKNOWN";
// The agreement does not cover that date, from signed_date to last_date: correct the date.
inline constexpr std::string_view kCooperationNotInForce = "COOPERATION_NOT_IN_FORCE";
// The agreement was ended before, on ended_date: nothing to end.
inline constexpr std::string_view kCooperationAlreadyEnded = "COOPERATION_ALREADY_ENDED";
// The id is in use: choose another.
inline constexpr std::string_view kActivityAlreadyRecorded = "ACTIVITY_ALREADY_RECORDED";
// No activity has this id: record it first, or correct the id.
inline constexpr std::string_view kActivityUnknown = "ACTIVITY_UNKNOWN";

// Outcomes.

// The id is in use, or the contract's product counts as an outcome already: see outcome_id.
inline constexpr std::string_view kOutcomeAlreadyRecorded = "OUTCOME_ALREADY_RECORDED";
// No outcome has this id: correct the id.
inline constexpr std::string_view kOutcomeUnknown = "OUTCOME_UNKNOWN";
// The outcome was withdrawn before, on withdrawn_date: nothing to withdraw.
inline constexpr std::string_view kOutcomeAlreadyWithdrawn = "OUTCOME_ALREADY_WITHDRAWN";
// No contract has this id: record it first, or correct the id.
inline constexpr std::string_view kContractUnknown = "CONTRACT_UNKNOWN";
// The contract was terminated on terminated_date: nothing came of it.
inline constexpr std::string_view kContractTerminated = "CONTRACT_TERMINATED";
// The contract has no line for the product.
inline constexpr std::string_view kProductNotInContract = "PRODUCT_NOT_IN_CONTRACT";
// The contract was signed before origin_date, so something else has led to it.
inline constexpr std::string_view kContractBeforeOrigin = "CONTRACT_BEFORE_ORIGIN";
// The launch or activity was about other products: name what has led to the contract.
inline constexpr std::string_view kProductNotOfOrigin = "PRODUCT_NOT_OF_ORIGIN";
// Neither buyer nor end user is the demander, demander_id, or related to it.
inline constexpr std::string_view kBuyerNotDemander = "BUYER_NOT_DEMANDER";
// Neither buyer nor end user is the partner, or registered in its region, region_code.
inline constexpr std::string_view kBuyerNotInRegion = "BUYER_NOT_IN_REGION";

}  // namespace debut::promotion
