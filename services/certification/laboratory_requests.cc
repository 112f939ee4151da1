#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "runtime/acts.h"
#include "services/certification/requests.h"

// Evidence, laboratories, experts' interests and reassessments.
namespace debut::certification {

using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr std::size_t kAccreditationNumberCharactersMax = 64;

std::set<v1::Field> ReadFields(const google::protobuf::RepeatedField<int>& fields,
                               FieldErrors& errors) {
  const int named = v1::Field_descriptor()->value_count() - 1;
  errors.Count("fields", fields.size(), named);
  std::set<v1::Field> read;
  for (int i = 0; i < std::min(fields.size(), named); ++i) {
    const std::string path = fmt::format("fields[{}]", i);
    const v1::Field field = errors.EnumSet(path, static_cast<v1::Field>(fields[i]));
    errors.Require(read.insert(field).second, path, "stands in the list before");
  }
  return read;
}

}  // namespace

FileEvidence Read(const v1::FileEvidenceRequest& request, const Asking& asking,
                  FieldErrors& errors) {
  FileEvidence command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.evidence.kind = errors.EnumSet("kind", request.kind());
  command.evidence.document = errors.Text("document", request.document());
  command.evidence.issued_date =
      ActDate(errors, "issued_date", request.issued_date(), asking.clock);
  return command;
}

RegisterLaboratory Read(const v1::RegisterLaboratoryRequest& request, const Asking& asking,
                        FieldErrors& errors) {
  return {errors.Id("laboratory_id", request.laboratory_id()),
          ActDate(errors, "registered_date", request.registered_date(), asking.clock),
          errors.Text("document", request.document())};
}

AccreditLaboratory Read(const v1::AccreditLaboratoryRequest& request, const Asking&,
                        FieldErrors& errors) {
  AccreditLaboratory command;
  command.laboratory_id = errors.Id("laboratory_id", request.laboratory_id());
  command.accreditation_number = errors.Text("accreditation_number", request.accreditation_number(),
                                             kAccreditationNumberCharactersMax);
  command.accreditation.fields = ReadFields(request.fields(), errors);
  command.accreditation.from = errors.Date("from_date", request.from_date());
  command.accreditation.to = errors.Date("to_date", request.to_date());
  errors.Require(request.from_date().empty() || request.to_date().empty() ||
                     command.accreditation.from <= command.accreditation.to,
                 "to_date", "lies before from_date");
  return command;
}

SuspendLaboratory Read(const v1::SuspendLaboratoryRequest& request, const Asking& asking,
                       FieldErrors& errors) {
  return {errors.Id("laboratory_id", request.laboratory_id()),
          ActDate(errors, "from_date", request.from_date(), asking.clock),
          errors.Text("document", request.document()), errors.Text("grounds", request.grounds())};
}

LiftLaboratorySuspension Read(const v1::LiftLaboratorySuspensionRequest& request,
                              const Asking& asking, FieldErrors& errors) {
  return {errors.Id("laboratory_id", request.laboratory_id()),
          ActDate(errors, "lifted_date", request.lifted_date(), asking.clock),
          errors.Text("document", request.document())};
}

LaboratoryAsked Read(const v1::GetLaboratoryRequest& request, const Asking& asking,
                     FieldErrors& errors) {
  return {errors.Id("laboratory_id", request.laboratory_id()),
          errors.OptionalDate("as_of_date", request.as_of_date())
              .value_or(calendar::DateInShanghai(asking.clock.Now()))};
}

DeclareExpertInterest Read(const v1::DeclareExpertInterestRequest& request, const Asking& asking,
                           FieldErrors& errors) {
  return {errors.Id("expert_id", request.expert_id()), errors.Id("party_id", request.party_id()),
          errors.EnumSet("kind", request.kind()),
          ActDate(errors, "from_date", request.from_date(), asking.clock),
          errors.Text("document", request.document())};
}

EndExpertInterest Read(const v1::EndExpertInterestRequest& request, const Asking& asking,
                       FieldErrors& errors) {
  return {errors.Id("expert_id", request.expert_id()), errors.Id("party_id", request.party_id()),
          ActDate(errors, "to_date", request.to_date(), asking.clock)};
}

OpenReassessment Read(const v1::OpenReassessmentRequest& request, const Asking& asking,
                      FieldErrors& errors) {
  return {runtime::NewId(errors, "reassessment_id", request.reassessment_id(), "RA",
                         request.request_id()),
          errors.Id("product_id", request.product_id()),
          errors.EnumSet("claimed_level", request.claimed_level()),
          ActDate(errors, "opened_date", request.opened_date(), asking.clock),
          errors.Text("document", request.document())};
}

CloseReassessment Read(const v1::CloseReassessmentRequest& request, const Asking& asking,
                       FieldErrors& errors) {
  return {errors.Id("product_id", request.product_id()),
          ActDate(errors, "closed_date", request.closed_date(), asking.clock),
          errors.Text("grounds", request.grounds(), kOpinionCharactersMax)};
}

}  // namespace debut::certification
