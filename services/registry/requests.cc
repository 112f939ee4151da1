#include "services/registry/requests.h"

#include <fmt/format.h>

#include <optional>

#include "base/status_macros.h"
#include "calendar/date.h"
#include "debut/registry/v1/contact_events.pb.h"
#include "identity/credit_code.h"
#include "runtime/acts.h"

namespace debut::registry {

using runtime::ActDate;
using runtime::FieldErrors;
using runtime::NewId;

namespace {

constexpr std::size_t kNumberCharactersMax = 50;

std::string ReadCreditCode(const std::string& typed, FieldErrors& errors) {
  const auto code = identity::CreditCode::Parse(typed);
  if (code.ok()) return code->text();
  errors.Add("credit_code", std::string(code.status().message()));
  return {};
}

void RequireOther(FieldErrors& errors, std::string_view field, const std::string& id,
                  const std::string& other_id) {
  errors.Require(id.empty() || id != other_id, field,
                 fmt::format("{} can't stand on both sides", id));
}

bool IsDate(const std::string& text) { return calendar::ParseDate(text).ok(); }

// No `to_date`: there is no last day. `from` is what `from_date` means.
Period ReadPeriod(FieldErrors& errors, absl::CivilDay from, const std::string& from_date,
                  const std::string& to_date) {
  const std::optional<absl::CivilDay> to = errors.OptionalDate("to_date", to_date);
  const bool both_are_dates = IsDate(to_date) && (from_date.empty() || IsDate(from_date));
  errors.Require(
      !both_are_dates || from <= *to, "to_date",
      fmt::format("{} is before the first day, {}", to_date, calendar::FormatDate(from)));
  return {from, to};
}

}  // namespace

RegisterEnterprise Read(const v1::RegisterEnterpriseRequest& request, FieldErrors& errors,
                        const base::Clock& clock) {
  const bool says_kind = request.kind() != v1::PARTY_KIND_UNSPECIFIED;
  return {.enterprise_id =
              NewId(errors, "enterprise_id", request.enterprise_id(), "E", request.request_id()),
          .credit_code = ReadCreditCode(request.credit_code(), errors),
          .name = errors.Text("name", request.name()),
          .kind = says_kind ? errors.EnumSet("kind", request.kind()) : v1::PARTY_KIND_ENTERPRISE,
          .registered_date = ActDate(errors, "registered_date", request.registered_date(), clock)};
}

RegisterBranch Read(const v1::RegisterBranchRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  RegisterBranch command;
  command.branch_id = NewId(errors, "branch_id", request.branch_id(), "E", request.request_id());
  command.legal_person_id = errors.Id("legal_person_id", request.legal_person_id());
  RequireOther(errors, "legal_person_id", command.legal_person_id, command.branch_id);
  command.credit_code = ReadCreditCode(request.credit_code(), errors);
  command.name = errors.Text("name", request.name());
  command.registered_date = ActDate(errors, "registered_date", request.registered_date(), clock);
  return command;
}

RenameEnterprise Read(const v1::RenameEnterpriseRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  return {errors.Id("enterprise_id", request.enterprise_id()), errors.Text("name", request.name()),
          ActDate(errors, "effective_date", request.effective_date(), clock)};
}

RecordZoneRegistration Read(const v1::RecordZoneRegistrationRequest& request, FieldErrors& errors,
                            const base::Clock& clock) {
  RecordZoneRegistration command;
  command.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  const absl::CivilDay from = ActDate(errors, "from_date", request.from_date(), clock);
  command.period = ReadPeriod(errors, from, request.from_date(), request.to_date());
  return command;
}

ContactAsked Read(const v1::RecordContactRequest& request, FieldErrors& errors,
                  const base::Clock& clock) {
  ContactAsked asked;
  asked.command.contact_id =
      NewId(errors, "contact_id", request.contact_id(), "CT", request.request_id());
  asked.command.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  asked.command.recorded_date = ActDate(errors, "recorded_date", request.recorded_date(), clock);
  asked.contact_name = errors.Text("contact_name", request.contact_name());
  asked.phone = errors.Text("phone", request.phone(), kNumberCharactersMax);
  asked.bank_account =
      errors.OptionalText("bank_account", request.bank_account(), kNumberCharactersMax);
  return asked;
}

IdentityAsked Read(const v1::IdentifyContactRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  return {.command = {.contact_id = errors.Id("contact_id", request.contact_id()),
                      .personal_id = {},
                      .identified_date =
                          ActDate(errors, "identified_date", request.identified_date(), clock)},
          .personal_id = errors.Text("personal_id", request.personal_id(), kNumberCharactersMax)};
}

absl::StatusOr<RecordContact> Sealed(sealing::Sealer& sealer, const ContactAsked& asked) {
  using Fact = v1::ContactRecorded;
  RecordContact command = asked.command;
  const auto seal = [&](int number, const std::string& text) {
    return sealing::SealFieldOf<Fact>(sealer, number, command.contact_id, text);
  };
  ASSIGN_OR_RETURN(command.contact_name, seal(Fact::kContactNameFieldNumber, asked.contact_name));
  ASSIGN_OR_RETURN(command.phone, seal(Fact::kPhoneFieldNumber, asked.phone));
  ASSIGN_OR_RETURN(command.bank_account, seal(Fact::kBankAccountFieldNumber, asked.bank_account));
  return command;
}

absl::StatusOr<IdentifyContact> Sealed(sealing::Sealer& sealer, const IdentityAsked& asked) {
  using Fact = v1::ContactIdentified;
  IdentifyContact command = asked.command;
  ASSIGN_OR_RETURN(command.personal_id,
                   sealing::SealFieldOf<Fact>(sealer, Fact::kPersonalIdFieldNumber,
                                              command.contact_id, asked.personal_id));
  return command;
}

RecordSmeStatus Read(const v1::RecordSmeStatusRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {errors.Id("enterprise_id", request.enterprise_id()),
          {request.is_sme(), errors.OptionalText("document", request.document())},
          ActDate(errors, "from_date", request.from_date(), clock)};
}

MergeEnterprises Read(const v1::MergeEnterprisesRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  MergeEnterprises command;
  command.predecessor_id = errors.Id("predecessor_id", request.predecessor_id());
  command.successor_id = errors.Id("successor_id", request.successor_id());
  RequireOther(errors, "successor_id", command.successor_id, command.predecessor_id);
  command.effective_date = ActDate(errors, "effective_date", request.effective_date(), clock);
  command.document = errors.Text("document", request.document());
  return command;
}

DeclareRelatedParty Read(const v1::DeclareRelatedPartyRequest& request, FieldErrors& errors,
                         const base::Clock& clock) {
  DeclareRelatedParty command;
  command.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  command.related_id = errors.Id("related_id", request.related_id());
  RequireOther(errors, "related_id", command.related_id, command.enterprise_id);
  command.kind = errors.EnumSet("kind", request.kind());
  command.from_date = ActDate(errors, "from_date", request.from_date(), clock);
  return command;
}

EndRelatedParty Read(const v1::EndRelatedPartyRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  EndRelatedParty command;
  command.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  command.related_id = errors.Id("related_id", request.related_id());
  RequireOther(errors, "related_id", command.related_id, command.enterprise_id);
  command.to_date = ActDate(errors, "to_date", request.to_date(), clock);
  return command;
}

ImposeBan Read(const v1::ImposeBanRequest& request, FieldErrors& errors, const base::Clock& clock) {
  ImposeBan command;
  command.ban_id = NewId(errors, "ban_id", request.ban_id(), "BAN", request.request_id());
  command.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  // A decision may impose a ban that begins later, so this is no date of an act.
  const auto from = errors.OptionalDate("from_date", request.from_date());
  command.from_date = from.value_or(calendar::DateInShanghai(clock.Now()));
  errors.Require(!request.to_date().empty(), "to_date", "is missing: a ban has a last day");
  const Period period =
      ReadPeriod(errors, command.from_date, request.from_date(), request.to_date());
  command.to_date = period.to.value_or(command.from_date);
  command.document = errors.Text("document", request.document());
  command.reason = errors.Text("reason", request.reason());
  return command;
}

LiftBan Read(const v1::LiftBanRequest& request, FieldErrors& errors, const base::Clock& clock) {
  return {errors.Id("ban_id", request.ban_id()),
          errors.Id("enterprise_id", request.enterprise_id()),
          ActDate(errors, "lifted_date", request.lifted_date(), clock),
          errors.Text("document", request.document())};
}

EnterpriseAsked Read(const v1::GetEnterpriseRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {errors.Id("enterprise_id", request.enterprise_id()),
          errors.OptionalDate("as_of_date", request.as_of_date())
              .value_or(calendar::DateInShanghai(clock.Now()))};
}

}  // namespace debut::registry
