#pragma once

#include "debut/grants/v1/claim_review_events.pb.h"
#include "domain/grants/testing/histories.h"

// What may happen to the claims of histories.h besides their straight way to the payment.
namespace debut::grants::testing {

inline constexpr char kDirector[] = "郑洁";
inline constexpr char kArbiter[] = "孙涛";  // Resolves objections.
inline constexpr char kExpert[] = "马超";
// In facts, as the keyed hash.
inline constexpr char kObjector[] = "钱多多";

// A digest as 64 hex digits, all of them `digit`.
std::string Digest(char digit);

v1::AttachmentsFiled Filed(const std::vector<std::string>& file_digests,
                           const std::string& account_digest, const Story& story = {});
v1::CorrectionRequested CorrectionAsked(const Story& story = {});  // 2021-01-11, due 2021-01-18
v1::CorrectionSubmitted Corrected(const Story& story = {});        // 2021-01-18
v1::SpecialAuditRecorded Audited(v1::AuditConclusion conclusion, const Story& story = {});
v1::ExpertOpinionGiven Opinion(std::uint32_t score, const std::string& expert_id = "X-1",
                               const Story& story = {});
v1::MeetingDecided Decided(const Story& story = {});  // 2021-01-14, M-1, approved
v1::NoticeVoided Voided(v1::NoticeVoidCause cause, const Story& story = {});  // 2021-01-20
v1::ObjectionRaised ObjectedTo(const Story& story = {});                      // 2021-01-20, OB-1
v1::ObjectionUpheld Upheld(const Story& story = {});                          // 2021-01-25
v1::ObjectionDismissed Dismissed(const Story& story = {});                    // 2021-01-25
v1::ClaimSuspended Suspended(const Story& story = {});                        // 2021-02-01
v1::ClaimResumed Resumed(const Story& story = {});                            // 2021-02-02
v1::PerformanceReported Reported(const Story& story = {});                    // 2021-06-01
v1::ClaimArchived Archived(const Story& story = {});                          // 2021-06-02
v1::ClaimRefused RefusedOn(const std::string& date, const std::string& grounds,
                           const Story& story = {});

}  // namespace debut::grants::testing
