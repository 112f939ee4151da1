#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "base/clock.h"
#include "debut/registry/v1/registry_service.pb.h"
#include "domain/registry/declare_related_party.h"
#include "domain/registry/end_related_party.h"
#include "domain/registry/identify_contact.h"
#include "domain/registry/impose_ban.h"
#include "domain/registry/lift_ban.h"
#include "domain/registry/merge_enterprises.h"
#include "domain/registry/record_contact.h"
#include "domain/registry/record_sme_status.h"
#include "domain/registry/record_zone_registration.h"
#include "domain/registry/register_branch.h"
#include "domain/registry/register_enterprise.h"
#include "domain/registry/rename_enterprise.h"
#include "runtime/field_errors.h"
#include "sealing/sealer.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used.
namespace debut::registry {

RegisterEnterprise Read(const v1::RegisterEnterpriseRequest& request, runtime::FieldErrors& errors,
                        const base::Clock& clock);
RegisterBranch Read(const v1::RegisterBranchRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
RenameEnterprise Read(const v1::RenameEnterpriseRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
RecordZoneRegistration Read(const v1::RecordZoneRegistrationRequest& request,
                            runtime::FieldErrors& errors, const base::Clock& clock);
RecordSmeStatus Read(const v1::RecordSmeStatusRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
MergeEnterprises Read(const v1::MergeEnterprisesRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);
DeclareRelatedParty Read(const v1::DeclareRelatedPartyRequest& request,
                         runtime::FieldErrors& errors, const base::Clock& clock);
EndRelatedParty Read(const v1::EndRelatedPartyRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
ImposeBan Read(const v1::ImposeBanRequest& request, runtime::FieldErrors& errors,
               const base::Clock& clock);
LiftBan Read(const v1::LiftBanRequest& request, runtime::FieldErrors& errors,
             const base::Clock& clock);

// With the texts that are still to be sealed.
struct ContactAsked {
  RecordContact command;
  std::string contact_name;
  std::string phone;
  std::string bank_account;
};
ContactAsked Read(const v1::RecordContactRequest& request, runtime::FieldErrors& errors,
                  const base::Clock& clock);

struct IdentityAsked {
  IdentifyContact command;
  std::string personal_id;
};
IdentityAsked Read(const v1::IdentifyContactRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);

// The commands, with their texts sealed: see runtime::ServeCommand().
absl::StatusOr<RecordContact> Sealed(sealing::Sealer& sealer, const ContactAsked& asked);
absl::StatusOr<IdentifyContact> Sealed(sealing::Sealer& sealer, const IdentityAsked& asked);

struct EnterpriseAsked {
  std::string enterprise_id;
  absl::CivilDay as_of_date;
};
EnterpriseAsked Read(const v1::GetEnterpriseRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);

}  // namespace debut::registry
