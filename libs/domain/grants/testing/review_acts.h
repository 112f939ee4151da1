#pragma once

#include <fmt/format.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "domain/grants/correction.h"
#include "domain/grants/decide_by_meeting.h"
#include "domain/grants/findings.h"
#include "domain/grants/objection.h"
#include "domain/grants/suspension.h"
#include "domain/grants/void_notice.h"

namespace debut::grants::testing {

// Random acts of the review of claims, for histories of commands. In a round whose id is
// kMeetingRound the director's meeting decides.
class ReviewActs {
 public:
  static constexpr char kMeetingRound[] = "R-2";

  enum class Act {
    kAskCorrection,
    kCorrect,
    kExpire,
    kAudit,
    kScore,
    kMeeting,
    kVoidNotice,
    kObject,
    kUphold,
    kDismiss,
    kSuspend,
    kResume,
    kCount
  };

  explicit ReviewActs(std::mt19937_64& random) : random_(random) {}

  // The act that the claim waits for, if it is one of these; now and then one that disturbs it.
  std::optional<Act> Expected(const ClaimFile& file) {
    const bool objected = !file.review.open_objections.empty();
    switch (file.state) {
      case v1::CLAIM_STATE_SUBMITTED:
        return OneIn(8) ? std::optional(Act::kAskCorrection) : std::nullopt;
      case v1::CLAIM_STATE_CORRECTION_ASKED:
        return OneIn(4) ? Act::kExpire : Act::kCorrect;
      case v1::CLAIM_STATE_PROPOSED:
        if (file.terms.round_id == kMeetingRound) return Act::kMeeting;
        return std::nullopt;
      case v1::CLAIM_STATE_NOTICE_OPEN:
        if (!objected && OneIn(8)) return Act::kObject;
        return objected && !OneIn(3) ? std::optional(Act::kDismiss) : std::nullopt;
      case v1::CLAIM_STATE_NOTICE_CLOSED:
        return objected && !OneIn(3) ? std::optional(Act::kDismiss) : std::nullopt;
      case v1::CLAIM_STATE_SUSPENDED:
        return Act::kResume;
      default:
        return std::nullopt;
    }
  }

  Act Any() { return static_cast<Act>(Between(0, static_cast<int>(Act::kCount) - 1)); }

  // `run(command)` decides. `others`: claims that a meeting may have on its list, too.
  template <typename Run>
  void Do(Act act, const ClaimFile& file, const std::vector<std::string>& others,
          absl::CivilDay date, const std::string& by, Run&& run) {
    const std::string& id = file.claim_id;
    const auto& objections = file.review.open_objections;
    const std::string objection_id = objections.empty() ? "OB-0" : objections.begin()->first;
    const std::string objected_id = objections.empty() ? "" : id;
    switch (act) {
      case Act::kAskCorrection:
        return run(RequestCorrection{id, {"补正"}, date + 3, date});
      case Act::kCorrect:
        return run(SubmitCorrection{id, "已补正", {}, date});
      case Act::kExpire:
        return run(ExpireCorrection{id, date});
      case Act::kAudit:
        return run(RecordSpecialAudit{id, "事务所", AnyConclusion(), "报告", date});
      case Act::kScore:
        return run(GiveExpertOpinion{id, "X-" + std::to_string(by.size()), 80, "同意", date, by});
      case Act::kMeeting:
        return run(MeetingOn(id, others, date, by));
      case Act::kVoidNotice:
        return run(VoidNotice{id, AnyCause(), "变化", date});
      case Act::kObject:
        return run(RaiseObjection{fmt::format("OB-{}", ++objections_count_),
                                  id,
                                  {"sealed", "某人"},
                                  Between(0, 3) > 0,
                                  "异议",
                                  date});
      case Act::kUphold:
        return run(UpholdObjection{objection_id, "属实", date, by, objected_id});
      case Act::kDismiss:
        return run(DismissObjection{objection_id, "不属实", date, by, objected_id});
      case Act::kSuspend:
        return run(SuspendClaim{id, "待核实", date});
      case Act::kResume:
        return run(ResumeClaim{id, "无误", date});
      case Act::kCount:
        return;
    }
  }

 private:
  bool OneIn(int count) { return Between(1, count) == 1; }

  int Between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

  DecideByMeeting MeetingOn(const std::string& claim_id, const std::vector<std::string>& others,
                            absl::CivilDay date, const std::string& by) {
    DecideByMeeting meeting{fmt::format("M-{}", ++meetings_count_), "纪要", date, {}, by};
    meeting.votes.push_back({claim_id, AnyVerdict()});
    const auto other = static_cast<std::size_t>(Between(0, 19));
    if (other < others.size() && others[other] != claim_id) {
      meeting.votes.push_back({others[other], AnyVerdict()});
    }
    return meeting;
  }

  v1::MeetingVerdict AnyVerdict() {
    return Between(0, 4) > 0 ? v1::MEETING_VERDICT_APPROVED : v1::MEETING_VERDICT_REJECTED;
  }

  v1::AuditConclusion AnyConclusion() {
    return static_cast<v1::AuditConclusion>(
        Between(v1::AUDIT_CONCLUSION_PASSED, v1::AUDIT_CONCLUSION_QUALIFIED));
  }

  v1::NoticeVoidCause AnyCause() {
    return Between(0, 1) == 0 ? v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED
                              : v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED;
  }

  std::mt19937_64& random_;
  int objections_count_ = 0;
  int meetings_count_ = 0;
};

}  // namespace debut::grants::testing
