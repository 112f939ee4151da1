#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/promotion/demand_file.h"
#include "domain/promotion/id_in_use.h"
#include "domain/registry/party.h"
#include "money/fen.h"

namespace debut::promotion {

// A maker offers a product of the catalogue to a demand.
struct OfferProduct {
  std::string offer_id;
  std::string demand_id;
  std::string product_id;
  money::Fen price;  // Zero: not said.
  absl::CivilDay offered_date;
  std::string text;
  registry::Party demander{""};  // Of the demand: unread, with all its members.

  std::tuple<DemandFile, IdInUse<v1::ProductOffered>, certification::ProductFile, registry::Party>
  Reads() const;
  // Stale if the keys don't fit.
  decision::Decision Decide(const DemandFile& demand, const IdInUse<v1::ProductOffered>& offer,
                            const certification::ProductFile& product,
                            const registry::Party& demander_file) const;
};

// The maker takes its offer back.
struct WithdrawOffer {
  std::string offer_id;
  std::string demand_id;
  absl::CivilDay withdrawn_date;
  std::string grounds;

  std::tuple<DemandFile> Reads() const;
  // Nothing if it was withdrawn on that very date.
  decision::Decision Decide(const DemandFile& demand) const;
};

static_assert(decision::Command<OfferProduct> && decision::Command<WithdrawOffer>);

}  // namespace debut::promotion
