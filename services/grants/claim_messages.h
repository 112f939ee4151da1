#pragma once

#include "debut/grants/v1/grants_service.pb.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/claim_steps.h"
#include "domain/grants/round_file.h"
#include "runtime/field_errors.h"

// Between the messages of the contract and the domain.
namespace debut::grants {

// What a request claims for, unread. A new measure's request is read here.
MeasureFacts ReadClaimedFacts(const v1::SubmitClaimRequest& request, absl::CivilDay submitted_date,
                              runtime::FieldErrors& errors);

// What came along; names the bad fields under "attachments".
Attachments ReadAttachments(const v1::Attachments& asked, runtime::FieldErrors& errors);

// Sorted, each once; names the bad fields under "invoices".
std::vector<Invoice> ReadInvoices(const InvoiceMessages& asked, runtime::FieldErrors& errors);

v1::Claim MessageOf(const ClaimFile& file, const ClaimSteps& steps);
v1::RoundOpened MessageOf(const RoundFile& round);

}  // namespace debut::grants
