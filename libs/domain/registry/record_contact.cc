#include "domain/registry/record_contact.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, ContactFile> RecordContact::Reads() const {
  return {EnterpriseFile{enterprise_id}, ContactFile{contact_id}};
}

decision::Decision RecordContact::Decide(const EnterpriseFile& file,
                                         const ContactFile& contact) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  if (!contact.enterprise_id.empty() && contact.enterprise_id != enterprise_id) {
    return decision::RejectAlreadyExists(
        kContactIdTaken, fmt::format("{} is a contact of another enterprise", contact_id),
        {{"contact_id", contact_id}});
  }
  const bool is_on_record =
      !contact.enterprise_id.empty() && contact_name.HasSameTextAs(contact.contact_name) &&
      phone.HasSameTextAs(contact.phone) && bank_account.HasSameTextAs(contact.bank_account);
  if (is_on_record) return decision::Nothing();

  v1::ContactRecorded fact;
  fact.set_contact_id(contact_id);
  fact.set_enterprise_id(enterprise_id);
  *fact.mutable_contact_name() = sealing::TextOf(contact_name);
  *fact.mutable_phone() = sealing::TextOf(phone);
  if (!bank_account.empty()) *fact.mutable_bank_account() = sealing::TextOf(bank_account);
  fact.set_recorded_date(calendar::FormatDate(recorded_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
