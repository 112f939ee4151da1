#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/expert_interests.h"
#include "domain/certification/product_file.h"
#include "domain/registry/party.h"

namespace debut::certification {

// An expert is to assess a product. Whoever works for the maker, or for a party that was related to
// it when the product was accepted or is when the expert is assigned, may not; nor who has declared
// another interest in such a party.
struct AssignExpert {
  std::string product_id;
  std::string expert_id;  // The principal that will score.
  absl::CivilDay assigned_date;
  registry::Party employer{""};  // Unread, with all its members; nobody if none is registered.
  registry::Party maker{""};     // Of the product: unread, with all its members.

  std::tuple<ProductFile, registry::Party, registry::Party, ExpertInterests> Reads() const;
  // Nothing if the expert is assigned for that employer. Stale if the keys don't fit.
  decision::Decision Decide(const ProductFile& product, const registry::Party& employer_file,
                            const registry::Party& maker_file,
                            const ExpertInterests& interests) const;

 private:
  std::optional<decision::Decision> RefusalOfInterest(const ProductFile& product,
                                                      const registry::Party& employer_file,
                                                      const registry::Party& maker_file,
                                                      const ExpertInterests& interests) const;
};

static_assert(decision::Command<AssignExpert>);

}  // namespace debut::certification
