#include "domain/grants/testing/review_facts.h"

namespace debut::grants::testing {

std::string Digest(char digit) { return std::string(64, digit); }

v1::AttachmentsFiled Filed(const std::vector<std::string>& file_digests,
                           const std::string& account_digest, const Story& story) {
  v1::AttachmentsFiled fact;
  fact.set_claim_id(story.claim_id);
  fact.set_enterprise_id(story.enterprise_id);
  for (const std::string& digest : file_digests) {
    fact.mutable_attachments()->add_file_digests(digest);
  }
  fact.mutable_attachments()->set_account_digest(account_digest);
  return fact;
}

v1::CorrectionRequested CorrectionAsked(const Story& story) {
  v1::CorrectionRequested fact;
  fact.set_claim_id(story.claim_id);
  fact.add_items("合同缺少签章页");
  fact.set_due_date("2021-01-18");
  fact.set_requested_date("2021-01-11");
  return fact;
}

v1::CorrectionSubmitted Corrected(const Story& story) {
  v1::CorrectionSubmitted fact;
  fact.set_claim_id(story.claim_id);
  fact.set_note("已补交签章页");
  fact.set_corrected_date("2021-01-18");
  return fact;
}

v1::SpecialAuditRecorded Audited(v1::AuditConclusion conclusion, const Story& story) {
  v1::SpecialAuditRecorded fact;
  fact.set_claim_id(story.claim_id);
  fact.set_institution("中关村会计师事务所");
  fact.set_conclusion(conclusion);
  fact.set_document("专审字〔2021〕1号");
  fact.set_audited_date("2021-01-08");
  return fact;
}

v1::ExpertOpinionGiven Opinion(std::uint32_t score, const std::string& expert_id,
                               const Story& story) {
  v1::ExpertOpinionGiven fact;
  fact.set_claim_id(story.claim_id);
  fact.set_expert_id(expert_id);
  fact.set_score(score);
  fact.set_opinion("同意支持");
  fact.set_given_date("2021-01-12");
  return fact;
}

v1::MeetingDecided Decided(const Story& story) {
  v1::MeetingDecided fact;
  fact.set_meeting_id("M-1");
  fact.set_decided_date("2021-01-14");
  fact.set_document("主任办公会纪要〔2021〕2号");
  v1::MeetingItem& item = *fact.add_items();
  item.set_number(1);
  item.set_claim_id(story.claim_id);
  item.set_verdict(v1::MEETING_VERDICT_APPROVED);
  item.set_amount_fen(story.award.count);
  return fact;
}

v1::NoticeVoided Voided(v1::NoticeVoidCause cause, const Story& story) {
  v1::NoticeVoided fact;
  fact.set_claim_id(story.claim_id);
  fact.set_cause(cause);
  fact.set_grounds("公示期间情况变化");
  fact.set_voided_date("2021-01-20");
  return fact;
}

v1::ObjectionRaised ObjectedTo(const Story& story) {
  v1::ObjectionRaised fact;
  fact.set_claim_id(story.claim_id);
  fact.set_objection_id("OB-1");
  fact.mutable_objector_name()->set_digest("sealed");
  fact.mutable_objector_name()->set_keyed_hash(kObjector);
  fact.set_grounds("该产品此前已进入市场");
  fact.set_received_date("2021-01-20");
  return fact;
}

v1::ObjectionUpheld Upheld(const Story& story) {
  v1::ObjectionUpheld fact;
  fact.set_claim_id(story.claim_id);
  fact.set_objection_id("OB-1");
  fact.set_findings("经核查属实");
  fact.set_resolved_date("2021-01-25");
  return fact;
}

v1::ObjectionDismissed Dismissed(const Story& story) {
  v1::ObjectionDismissed fact;
  fact.set_claim_id(story.claim_id);
  fact.set_objection_id("OB-1");
  fact.set_findings("经核查不属实");
  fact.set_resolved_date("2021-01-25");
  return fact;
}

v1::ClaimSuspended Suspended(const Story& story) {
  v1::ClaimSuspended fact;
  fact.set_claim_id(story.claim_id);
  fact.set_grounds("待核实");
  fact.set_suspended_date("2021-02-01");
  return fact;
}

v1::ClaimResumed Resumed(const Story& story) {
  v1::ClaimResumed fact;
  fact.set_claim_id(story.claim_id);
  fact.set_grounds("核实无误");
  fact.set_resumed_date("2021-02-02");
  return fact;
}

v1::PerformanceReported Reported(const Story& story) {
  v1::PerformanceReported fact;
  fact.set_claim_id(story.claim_id);
  fact.set_document("绩效报告2021-01");
  fact.set_summary("新增销售合同三份");
  fact.set_reported_date("2021-06-01");
  return fact;
}

v1::ClaimArchived Archived(const Story& story) {
  v1::ClaimArchived fact;
  fact.set_claim_id(story.claim_id);
  fact.set_archive_number("ZG-2021-0001");
  fact.set_archived_date("2021-06-02");
  return fact;
}

v1::ClaimRefused RefusedOn(const std::string& date, const std::string& grounds,
                           const Story& story) {
  v1::ClaimRefused fact;
  fact.set_claim_id(story.claim_id);
  fact.set_round_id(story.round_id);
  fact.set_subject_key("m3/" + story.product_id);
  fact.set_grounds(grounds);
  fact.set_refused_date(date);
  return fact;
}

}  // namespace debut::grants::testing
