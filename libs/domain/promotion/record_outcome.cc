#include "domain/promotion/record_outcome.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/promotion/guards.h"
#include "domain/registry/premises.h"

namespace debut::promotion {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;
using market::ContractFile;
using registry::Party;

namespace {

Decision RejectRecorded(const std::string& outcome_id) {
  return decision::RejectAlreadyExists(kOutcomeAlreadyRecorded,
                                       fmt::format("the outcome is recorded as {}", outcome_id),
                                       {{"outcome_id", outcome_id}});
}

std::optional<Decision> RefusalOfSigning(const ContractFile& contract, absl::CivilDay date) {
  if (contract.signed_date >= date) return std::nullopt;
  return Reject(kContractBeforeOrigin,
                fmt::format("{} was signed on {}, before {}", contract.contract_id,
                            FormatDate(contract.signed_date), FormatDate(date)),
                {{"origin_date", FormatDate(date)}});
}

// The division in which a party's legal person is registered.
std::string DivisionOf(const Party& party) {
  const std::string& code = party.file(party.LegalPersonId()).credit_code;
  return code.size() < 8 ? "" : code.substr(2, 6);
}

}  // namespace

std::tuple<OutcomeFile, ContractOutcomes, ContractFile, DemandFile, LaunchFile, ActivityFile,
           CooperationFile, Party, Party, Party>
RecordOutcome::Reads() const {
  return {OutcomeFile{outcome_id},
          ContractOutcomes{contract_id},
          ContractFile{contract_id},
          DemandFile{origin.demand_id},
          LaunchFile::ById(origin.launch_id),
          ActivityFile{origin.activity_id},
          CooperationFile{cooperation_id},
          counterpart,
          buyer,
          end_user};
}

Decision RecordOutcome::Decide(const OutcomeFile& file, const ContractOutcomes& of_contract,
                               const ContractFile& contract, const DemandFile& demand,
                               const LaunchFile& launch, const ActivityFile& activity,
                               const CooperationFile& cooperation, const Party& counterpart_file,
                               const Party& buyer_file, const Party& end_user_file) const {
  const std::string& counterpart_id =
      origin.demand_id.empty() ? cooperation.partner_id : demand.party_id;
  if (activity.cooperation_id != cooperation_id || contract.buyer_id != buyer.id() ||
      contract.end_user_id != end_user.id() || counterpart_id != counterpart.id() ||
      !counterpart_file.Complete() || !buyer_file.Complete() || !end_user_file.Complete()) {
    return decision::Stale{};
  }
  if (auto refusal = RefusalOfContract(contract)) return *std::move(refusal);
  if (auto refusal = RefusalOfOrigin(contract, demand, launch, activity)) {
    return *std::move(refusal);
  }
  if (auto refusal = RefusalOfBuyer(contract.signed_date, cooperation, counterpart_file, buyer_file,
                                    end_user_file)) {
    return *std::move(refusal);
  }
  if (file.outcome.has_value()) return RejectRecorded(outcome_id);
  for (const auto& [id, outcome] : of_contract.outcomes) {
    if (outcome.product_id == product_id && !outcome.withdrawn_date.has_value()) {
      return RejectRecorded(id);
    }
  }

  v1::OutcomeRecorded fact;
  fact.set_outcome_id(outcome_id);
  fact.set_contract_id(contract_id);
  fact.set_product_id(product_id);
  fact.set_seller_id(contract.seller_id);
  fact.set_buyer_id(contract.buyer_id);
  fact.set_amount_fen(contract.LineOf(product_id).count);
  fact.set_signed_date(FormatDate(contract.signed_date));
  fact.set_recorded_date(FormatDate(recorded_date));
  if (!origin.demand_id.empty()) fact.set_demand_id(origin.demand_id);
  if (!origin.launch_id.empty()) fact.set_launch_id(origin.launch_id);
  if (!origin.activity_id.empty()) fact.set_activity_id(origin.activity_id);
  return decision::Record(fact);
}

std::optional<Decision> RecordOutcome::RefusalOfContract(const ContractFile& contract) const {
  if (!contract.recorded) {
    return decision::RejectNotFound(kContractUnknown,
                                    fmt::format("no contract {} is recorded", contract_id),
                                    {{"contract_id", contract_id}});
  }
  if (contract.terminated_date.has_value()) {
    const std::string date = FormatDate(*contract.terminated_date);
    return Reject(kContractTerminated, fmt::format("{} was terminated on {}", contract_id, date),
                  {{"terminated_date", date}});
  }
  if (contract.lines.contains(product_id)) return std::nullopt;
  return Reject(kProductNotInContract,
                fmt::format("{} has no line for {}", contract_id, product_id),
                {{"product_id", product_id}});
}

std::optional<Decision> RecordOutcome::RefusalOfOrigin(const ContractFile& contract,
                                                       const DemandFile& demand,
                                                       const LaunchFile& launch,
                                                       const ActivityFile& activity) const {
  if (!origin.demand_id.empty()) {
    if (auto refusal = RefusalOfDemand(demand)) return refusal;
    return RefusalOfSigning(contract, demand.published_date);
  }
  const auto unknown = [](std::string_view reason, const std::string& id) {
    return decision::RejectNotFound(reason, fmt::format("{} is not recorded", id), {{"id", id}});
  };
  const auto other_product = [&](const std::string& id) {
    return Reject(kProductNotOfOrigin, fmt::format("{} was not about {}", id, product_id),
                  {{"product_id", product_id}});
  };
  if (!origin.launch_id.empty()) {
    if (launch.launch_id.empty()) return unknown(kLaunchUnknown, origin.launch_id);
    if (launch.product_id != product_id) return other_product(origin.launch_id);
    return RefusalOfSigning(contract, launch.held_date);
  }
  if (!activity.recorded) return unknown(kActivityUnknown, origin.activity_id);
  if (!activity.product_ids.contains(product_id)) return other_product(origin.activity_id);
  return RefusalOfSigning(contract, activity.held_date);
}

std::optional<Decision> RecordOutcome::RefusalOfBuyer(absl::CivilDay signed_date,
                                                      const CooperationFile& cooperation,
                                                      const Party& counterpart_file,
                                                      const Party& buyer_file,
                                                      const Party& end_user_file) const {
  if (!origin.launch_id.empty()) return std::nullopt;
  const auto fits = [&](const Party* party) {
    return counterpart_file.IsOrIsRelatedToOn(*party, signed_date) ||
           (cooperation.recorded &&
            registry::IsInRegion(DivisionOf(*party), cooperation.region_code));
  };
  if (fits(&buyer_file) || fits(&end_user_file)) return std::nullopt;
  if (!origin.demand_id.empty()) {
    return Reject(kBuyerNotDemander,
                  fmt::format("{} bought; {} had the demand", buyer.id(), counterpart.id()),
                  {{"demander_id", counterpart.id()}});
  }
  return Reject(kBuyerNotInRegion,
                fmt::format("{} is neither {} nor of its region", buyer.id(), counterpart.id()),
                {{"region_code", cooperation.region_code}});
}

std::tuple<OutcomeFile> WithdrawOutcome::Reads() const { return {OutcomeFile{outcome_id}}; }

Decision WithdrawOutcome::Decide(const OutcomeFile& file) const {
  if (!file.outcome.has_value()) {
    return decision::RejectNotFound(kOutcomeUnknown, fmt::format("no outcome {}", outcome_id),
                                    {{"outcome_id", outcome_id}});
  }
  if (file.outcome->withdrawn_date == withdrawn_date) return decision::Nothing();
  if (file.outcome->withdrawn_date.has_value()) {
    const std::string date = FormatDate(*file.outcome->withdrawn_date);
    return Reject(kOutcomeAlreadyWithdrawn, fmt::format("{} was withdrawn on {}", outcome_id, date),
                  {{"withdrawn_date", date}});
  }

  v1::OutcomeWithdrawn fact;
  fact.set_outcome_id(outcome_id);
  fact.set_contract_id(file.outcome->contract_id);
  fact.set_withdrawn_date(FormatDate(withdrawn_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::promotion
