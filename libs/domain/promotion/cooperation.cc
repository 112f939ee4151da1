#include "domain/promotion/cooperation.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {

using calendar::FormatDate;
using decision::Decision;

namespace {

// COOPERATION_UNKNOWN, COOPERATION_NOT_IN_FORCE.
std::optional<Decision> RefusalOfCooperationOn(const CooperationFile& cooperation,
                                               absl::CivilDay date) {
  if (!cooperation.recorded) return RejectCooperationUnknown(cooperation.cooperation_id);
  const std::optional<absl::CivilDay> last = cooperation.LastDate();
  if (cooperation.signed_date <= date && (!last.has_value() || date <= *last)) return std::nullopt;
  decision::RejectionMetadata metadata{{"signed_date", FormatDate(cooperation.signed_date)}};
  if (last.has_value()) metadata.emplace("last_date", FormatDate(*last));
  return decision::Reject(
      kCooperationNotInForce,
      fmt::format("{} is not in force on {}", cooperation.cooperation_id, FormatDate(date)),
      std::move(metadata));
}

}  // namespace

Decision RejectCooperationUnknown(const std::string& cooperation_id) {
  return decision::RejectNotFound(kCooperationUnknown,
                                  fmt::format("there is no agreement {}", cooperation_id),
                                  {{"cooperation_id", cooperation_id}});
}

std::tuple<CooperationFile, registry::EnterpriseFile> SignCooperation::Reads() const {
  return {CooperationFile{cooperation_id}, registry::EnterpriseFile{partner_id}};
}

Decision SignCooperation::Decide(const CooperationFile& cooperation,
                                 const registry::EnterpriseFile& partner) const {
  if (!partner.registered) return RejectEnterpriseUnknown(partner_id);
  if (cooperation.recorded) {
    return decision::RejectAlreadyExists(kCooperationAlreadySigned,
                                         fmt::format("there is an agreement {}", cooperation_id),
                                         {{"cooperation_id", cooperation_id}});
  }

  v1::CooperationSigned fact;
  fact.set_cooperation_id(cooperation_id);
  fact.set_partner_id(partner_id);
  fact.set_region_code(region_code);
  fact.set_title(title);
  fact.set_signed_date(FormatDate(signed_date));
  if (ends_date.has_value()) fact.set_ends_date(FormatDate(*ends_date));
  fact.set_document(document);
  return decision::Record(fact);
}

std::tuple<CooperationFile> EndCooperation::Reads() const {
  return {CooperationFile{cooperation_id}};
}

Decision EndCooperation::Decide(const CooperationFile& cooperation) const {
  if (cooperation.recorded && cooperation.ended_date == ended_date) return decision::Nothing();
  if (cooperation.ended_date.has_value()) {
    const std::string date = FormatDate(*cooperation.ended_date);
    return decision::Reject(kCooperationAlreadyEnded,
                            fmt::format("{} was ended on {}", cooperation_id, date),
                            {{"ended_date", date}});
  }
  if (auto refusal = RefusalOfCooperationOn(cooperation, ended_date)) return *std::move(refusal);

  v1::CooperationEnded fact;
  fact.set_cooperation_id(cooperation_id);
  fact.set_ended_date(FormatDate(ended_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

std::tuple<CooperationFile, ActivityFile, certification::ProductFiles> HoldActivity::Reads() const {
  return {CooperationFile{cooperation_id}, ActivityFile{activity_id},
          certification::ProductFiles(product_ids)};
}

Decision HoldActivity::Decide(const CooperationFile& cooperation, const ActivityFile& activity,
                              const certification::ProductFiles& products) const {
  if (auto refusal = RefusalOfCooperationOn(cooperation, held_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfProducts(products, held_date)) return *std::move(refusal);
  if (activity.recorded) {
    return decision::RejectAlreadyExists(kActivityAlreadyRecorded,
                                         fmt::format("there is an activity {}", activity_id),
                                         {{"activity_id", activity_id}});
  }

  v1::CooperationActivityHeld fact;
  fact.set_activity_id(activity_id);
  fact.set_cooperation_id(cooperation_id);
  fact.set_title(title);
  fact.set_held_date(FormatDate(held_date));
  fact.set_place(place);
  for (const std::string& id : product_ids) fact.add_product_ids(id);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::promotion
