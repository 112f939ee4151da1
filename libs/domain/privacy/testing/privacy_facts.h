#pragma once

#include <string>

#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/privacy/v1/privacy_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"

// Facts about personal data, for the histories of tests.
namespace debut::privacy::testing {

inline constexpr char kContact[] = "contact:CT-1";

inline registry::v1::ContactRecorded Contact(bool with_account = false) {
  registry::v1::ContactRecorded fact;
  fact.set_contact_id("CT-1");
  fact.set_enterprise_id("E-1");
  fact.mutable_contact_name()->set_digest("digest of name");
  fact.mutable_phone()->set_digest("digest of phone");
  if (with_account) fact.mutable_bank_account()->set_digest("digest of account");
  fact.set_recorded_date("2021-03-01");
  return fact;
}

inline v1::SubjectRestricted Restricted(const std::string& erase_on_date = "") {
  v1::SubjectRestricted fact;
  fact.set_subject(kContact);
  fact.set_grounds("本人申请");
  fact.set_erase_on_date(erase_on_date);
  fact.set_restricted_date("2021-05-01");
  return fact;
}

inline v1::SubjectRestrictionLifted Lifted() {
  v1::SubjectRestrictionLifted fact;
  fact.set_subject(kContact);
  fact.set_grounds("本人申请");
  fact.set_lifted_date("2021-05-01");
  return fact;
}

inline v1::LegalHoldPlaced Held() {
  v1::LegalHoldPlaced fact;
  fact.set_subject(kContact);
  fact.set_grounds("本人申请");
  fact.set_placed_date("2021-05-01");
  return fact;
}

inline v1::LegalHoldReleased Released() {
  v1::LegalHoldReleased fact;
  fact.set_subject(kContact);
  fact.set_grounds("本人申请");
  fact.set_released_date("2021-05-01");
  return fact;
}

inline v1::ErasureRequested Requested() {
  v1::ErasureRequested fact;
  fact.set_subject(kContact);
  fact.set_grounds("本人申请");
  fact.set_requested_date("2021-05-01");
  return fact;
}

inline v1::ErasureCompleted Completed() {
  v1::ErasureCompleted fact;
  fact.set_subject(kContact);
  fact.add_purged_digests("digest of name");
  fact.add_purged_digests("digest of phone");
  fact.set_purged_count(2);
  fact.set_completed_date("2021-05-01");
  return fact;
}

}  // namespace debut::privacy::testing
