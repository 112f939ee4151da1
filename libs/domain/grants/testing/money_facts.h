#pragma once

#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/testing/histories.h"

// What happens to a paid award in the story of histories.h: all of it is claimed back by kProposer
// on 2021-03-01, approved on 2021-03-02, and comes back on 2021-03-10, in the budget's year.
namespace debut::grants::testing {

inline constexpr char kReviewer[] = "郑洁";  // Had no part in the award.

market::v1::ContractAmended Amended(money::Fen amount, const Story& story = {});
market::v1::ContractTerminated Terminated(const Story& story = {});

v1::AwardAdjusted Adjusted(money::Fen to, v1::ReserveStage stage, const Story& story = {});
v1::ClawbackProposed ClawbackProposed(money::Fen amount = kAward, const Story& story = {});
v1::ClawbackApproved ClawbackApproved(money::Fen amount = kAward, const Story& story = {});
v1::ClawbackDismissed ClawbackDismissed(money::Fen amount = kAward, const Story& story = {});
// Leaves `outstanding`, and frees the evidence if `all` of the award has come back by it.
v1::RecoveryRecorded Recovered(money::Fen amount, money::Fen outstanding, bool all = false,
                               const Story& story = {});
v1::ClawbackWrittenOff WrittenOff(money::Fen amount, const Story& story = {});

// The claim's own steps until its clawback of `amount` is proposed, or approved.
History ClaimUntilClawbackProposed(money::Fen amount = kAward, const Story& story = {});
History ClaimUntilClawbackApproved(money::Fen amount = kAward, const Story& story = {});

}  // namespace debut::grants::testing
