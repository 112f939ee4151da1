#include "services/debut/demonstration/years.h"

#include "services/debut/demonstration/cast.h"
#include "services/debut/demonstration/chapters.h"
#include "services/debut/demonstration/crowd.h"
#include "services/debut/demonstration/guided.h"
#include "services/debut/demonstration/later_facts.h"
#include "services/debut/demonstration/promoted.h"
#include "services/debut/demonstration/traps.h"

namespace debut::cli::demonstration {
namespace {

// The whole of the cast is of 2021.
std::vector<std::string> WriteCastCertification(const Cast& cast, Script& script) {
  std::vector<std::string> product_ids;
  for (const Product& product : cast.products) {
    script.Lane(product.maker_id);
    WriteProduct(product, static_cast<int>(product_ids.size()) + 1, DatesOf2021(), script);
    product_ids.push_back(product.id);
  }
  script.Lane("");
  return product_ids;
}

// Of the year, those with a contract: of the cast first, then of the crowd.
std::vector<Product> SoldIn(int year, const Cast& cast, const std::vector<Member>& crowd) {
  std::vector<Product> sold;
  if (year == 2021) sold = cast.products;
  for (const Member& member : crowd) {
    if (member.year == year) sold.push_back(member.product);
  }
  std::erase_if(sold, [](const Product& product) { return product.contracts.empty(); });
  return sold;
}

}  // namespace

void WriteYears(std::uint64_t seed, int crowd_count, const std::string& policy_text,
                std::ostream& out) {
  const Cast cast = MakeCast(seed);
  const std::vector<Member> crowd = MakeCrowd(seed, crowd_count, cast.buyers);
  const std::vector<Member> guided = MakeGuided();
  const std::vector<Member> traps = MakeTraps();
  Script script(out);
  WritePolicy(policy_text, script);
  script.Comment("Parties: makers in the zone, and buyers");
  WriteLaboratory(script);
  for (const Party& buyer : cast.buyers) WriteParty(buyer, script);
  for (const Party& maker : cast.makers) WriteMaker(maker, script);
  for (const auto* members : {&crowd, &guided, &traps}) WriteCrowdRegistry(*members, script);
  WriteInstitutions(script);
  WriteCooperation(script);

  for (const YearDates& dates : {DatesOf2020(), DatesOf2021(), DatesOf2022()}) {
    script.Comment(
        fmt::format("{}: assessment, certification, the edition of the year", dates.year));
    std::vector<std::string> listed = WriteCrowdCertification(crowd, kFirstMember, dates, script);
    WriteCrowdCertification(guided, kFirstGuidedCertificate, dates, script);
    const auto sold = WriteCrowdCertification(traps, kFirstTrapCertificate, dates, script);
    listed.insert(listed.end(), sold.begin(), sold.end());
    if (dates.year == 2021) {
      const auto cast_products = WriteCastCertification(cast, script);
      listed.insert(listed.end(), cast_products.begin(), cast_products.end());
    }
    if (!listed.empty()) {
      const bool leaving = dates.year == 2022;
      WriteEdition(dates, {listed, leaving ? ProductIdsLeaving2022() : std::vector<std::string>()},
                   script);
    }
    if (dates.year == 2021) {
      script.Comment("Measure 3 of the cast, with a refusal of each kind");
      for (const Product& product : cast.products) WriteFirstEntry(product, dates, script);
      WriteReassessment(cast, script);
      WriteMainRound(cast, script);
      WriteSecondRound(cast, script);
      WriteRefusals(cast, script);
      WriteAmendedContracts(cast, script);
    }
    if (dates.year == 2022) WriteVoidProduct(cast, script);
    script.Comment(fmt::format("{}: measure 3 of the crowd", dates.year));
    WriteCrowdFirstEntries(crowd, dates, script);
    script.Comment(fmt::format("{}: measure 5", dates.year));
    WritePromotion(SoldIn(dates.year, cast, crowd), dates, script);
    script.Comment(fmt::format("{}: measures 4 and 7 of the crowd", dates.year));
    WriteCrowdInsurance(crowd, dates, script);
    WriteCrowdFinancing(crowd, dates, script);
    script.Comment(fmt::format("{}: measures 2 and 6", dates.year));
    WriteStandards(guided, dates, script);
    WriteExchange(guided, dates, script);
  }
  WriteTraps(traps, policy_text, script);
}

}  // namespace debut::cli::demonstration
