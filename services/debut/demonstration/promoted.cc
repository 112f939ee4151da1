#include "services/debut/demonstration/promoted.h"

#include <algorithm>

#include "services/debut/demonstration/later_facts.h"

namespace debut::cli::demonstration {
namespace {

using nlohmann::json;

constexpr char kPartner[] = "B-PARTNER";
constexpr char kCooperation[] = "CO-001";
constexpr char kPartnersDivision[] = "130606";
constexpr std::size_t kDemandsMax = 6;

// Everything that is before a first contract is on the day after the edition.
std::string DayAfterEdition(const YearDates& dates) { return DateAfter(dates.edition_date, 1); }

json DemandOf(const std::string& demand_id, const Product& product, bool government,
              const YearDates& dates) {
  return {
      {"demand_id", demand_id},
      {"party_id", product.contracts.front().buyer_id},
      {"kind", government ? "DEMAND_KIND_GOVERNMENT_INVESTMENT" : "DEMAND_KIND_KEY_CONSTRUCTION"},
      {"project_name", fmt::format("示范工程 {}", demand_id)},
      {"description", fmt::format("寻求{}类首创产品", product.name)},
      {"wanted",
       {{"fields", {product.field}}, {"level", product.level}, {"keywords", {product.name}}}},
      {"published_date", dates.edition_date},
      {"closes_date", DateAfter(dates.edition_date, 45)}};
}

// The product is offered, ranked and shown, and the contract follows.
void WriteDemand(int number, const Product& product, const YearDates& dates, Script& script) {
  const std::string id = fmt::format("{}-{:02}", dates.year, number);
  const std::string demand_id = "D-" + id;
  const std::string day = DayAfterEdition(dates);
  script.Call("promotion.PublishDemand", kPromotionOfficer,
              DemandOf(demand_id, product, number % 2 == 0, dates));
  script.Call("promotion.OfferProduct", kPromotionOfficer,
              {{"offer_id", "OF-" + id},
               {"demand_id", demand_id},
               {"product_id", product.id},
               {"offered_date", day},
               {"text", "可按期交付样机。"}});
  script.Call("promotion.PublishMatchList", kPromotionOfficer,
              {{"match_list_id", "ML-" + id}, {"demand_id", demand_id}, {"published_date", day}});
  script.Call("promotion.HoldMeeting", kPromotionOfficer,
              {{"meeting_id", "ME-" + id},
               {"demand_id", demand_id},
               {"product_ids", {product.id}},
               {"held_date", day},
               {"place", "中关村展示中心"},
               {"document", "对接会纪要 " + id}});
  script.Call("promotion.RecordOutcome", kPromotionOfficer,
              {{"outcome_id", "OC-" + id},
               {"contract_id", product.contracts.front().id},
               {"product_id", product.id},
               {"demand_id", demand_id},
               {"recorded_date", dates.case_date}});
}

void WriteLaunch(const Product& product, const YearDates& dates, Script& script) {
  const std::string id = std::to_string(dates.year);
  script.Call("promotion.RecordExhibitPage", kPromotionOfficer,
              {{"product_id", product.id},
               {"title", product.name},
               {"text", "云展厅首发展品。"},
               {"recorded_date", DayAfterEdition(dates)}});
  script.Call("promotion.HoldLaunch", kPromotionOfficer,
              {{"launch_id", "LA-" + id},
               {"product_id", product.id},
               {"held_date", DayAfterEdition(dates)},
               {"title", product.name + "首发"},
               {"place", "中关村国家自主创新示范区展示中心"},
               {"document", "首发活动方案 " + id}});
  script.Call("promotion.RecordOutcome", kPromotionOfficer,
              {{"outcome_id", "OC-LA-" + id},
               {"contract_id", product.contracts.front().id},
               {"product_id", product.id},
               {"launch_id", "LA-" + id},
               {"recorded_date", dates.case_date}});
}

// The partner buys after an activity of the co-operation: a later contract, of no first entry.
void WriteActivity(const Product& product, const YearDates& dates, Script& script) {
  const std::string id = std::to_string(dates.year);
  const Contract contract{.id = "C-AC-" + id,
                          .buyer_id = kPartner,
                          .signed_date = dates.case_date,
                          .amount_fen = 88'000'000};
  script.Call("promotion.HoldActivity", kPromotionOfficer,
              {{"activity_id", "AC-" + id},
               {"cooperation_id", kCooperation},
               {"title", fmt::format("首创产品走进雄安（{}）", id)},
               {"held_date", DayAfterEdition(dates)},
               {"place", "雄安新区"},
               {"product_ids", {product.id}},
               {"document", "区域合作活动方案 " + id}});
  script.Call("market.SignContract", kMarketOfficer, SigningOf(product, contract));
  const json outcome = {{"outcome_id", "OC-AC-" + id},
                        {"contract_id", contract.id},
                        {"product_id", product.id},
                        {"activity_id", "AC-" + id},
                        {"recorded_date", dates.case_date}};
  script.Call("promotion.RecordOutcome", kPromotionOfficer, outcome);
  json of_a_demand = outcome;
  of_a_demand["outcome_id"] = "OC-AX-" + id;
  of_a_demand.erase("activity_id");
  of_a_demand["demand_id"] = fmt::format("D-{}-01", id);
  script.Call("promotion.RecordOutcome", kPromotionOfficer, of_a_demand, "BUYER_NOT_DEMANDER");
}

}  // namespace

void WriteCooperation(Script& script) {
  WriteParty({.id = kPartner,
              .credit_code = CreditCode("12", 1, kPartnersDivision),
              .name = "雄安首创产品应用中心",
              .kind = "PARTY_KIND_INSTITUTION"},
             script);
  script.Call("promotion.SignCooperation", kPromotionOfficer,
              {{"cooperation_id", kCooperation},
               {"partner_id", kPartner},
               {"region_code", kPartnersDivision},
               {"title", "首创产品区域协同推广协议"},
               {"signed_date", "2020-09-28"},
               {"ends_date", "2022-12-31"},
               {"document", "合作协议"}});
}

void WritePromotion(const std::vector<Product>& sold, const YearDates& dates, Script& script) {
  const std::size_t demands = std::min(kDemandsMax, sold.size());
  for (std::size_t i = 0; i < demands; ++i) {
    WriteDemand(static_cast<int>(i) + 1, sold[i], dates, script);
  }
  if (sold.size() < kDemandsMax + 2) return;
  WriteLaunch(sold[kDemandsMax], dates, script);
  WriteActivity(sold[kDemandsMax + 1], dates, script);
  if (dates.year != 2022) return;
  // What an edition leaves out is in the hall no more, and is offered to nobody.
  script.Call("promotion.OfferProduct", kPromotionOfficer,
              {{"offer_id", "OF-2022-EXPIRED"},
               {"demand_id", "D-2022-01"},
               {"product_id", Id("P", kExpired)},
               {"offered_date", DayAfterEdition(dates)}},
              "PRODUCT_NOT_LISTED");
}

}  // namespace debut::cli::demonstration
